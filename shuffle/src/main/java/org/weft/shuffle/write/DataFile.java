package org.weft.shuffle.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.shuffle.file.BlockIndex;
import org.weft.shuffle.file.OutputId;
import org.weft.shuffle.file.ShuffleFiles;

/**
 * A data file in the making, under a temporary name on one of several disks. When a disk is full or
 * fails, what was written moves to the next and goes on there. For one thread.
 */
final class DataFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataFile.class);

  /** Opens files for writing and reading; tests put failing disks here. */
  interface Opener {
    FileChannel open(Path file) throws IOException;

    /** Opens real files. */
    static FileChannel create(Path file) throws IOException {
      Files.createDirectories(file.getParent());
      return FileChannel.open(
          file,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE);
    }
  }

  private enum State {
    WRITING,
    PUBLISHED,
    ABORTED
  }

  private final OutputId output;
  private final String suffix;
  private final Opener opener;
  private final Deque<Path> untried;
  private final List<String> failures = new ArrayList<>();
  private State state = State.WRITING;
  private Path directory;
  private FileChannel channel;
  private long length;

  /**
   * Opens a file in the first directory that lets it.
   *
   * @param directories in the order in which they are to be tried
   * @param suffix tells files of the same output apart
   */
  DataFile(OutputId output, List<Path> directories, String suffix, Opener opener) {
    this.output = output;
    this.suffix = suffix;
    this.opener = opener;
    this.untried = new ArrayDeque<>(directories);
    openNext();
  }

  private Path temporary(Path dir) {
    Path data = ShuffleFiles.data(dir, output);
    return data.resolveSibling(data.getFileName() + "." + suffix);
  }

  private void openNext() {
    while (true) {
      if (untried.isEmpty()) {
        state = State.ABORTED; // and what there was is deleted
        throw noneLeft();
      }
      directory = untried.remove();
      try {
        channel = opener.open(temporary(directory));
        return;
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  private void failed(IOException e) {
    if (e instanceof ClosedByInterruptException) {
      throw WeftException.of(ErrorCode.CANCELLED, "the shuffle write was interrupted", e);
    }
    LOG.warn("no more shuffle files of {} in {}: {}", output, directory, e.toString());
    failures.add(directory + ": " + e.getMessage());
  }

  private WeftException noneLeft() {
    String all = String.join("; ", failures);
    if (failures.stream().anyMatch(text -> text.contains("No space left"))) {
      return WeftException.of(
              ErrorCode.DISK_FULL,
              "no disk has room for the shuffle files of " + output + ": " + all)
          .hint("free space, or name more disks in weft.flight_shuffle_dirs");
    }
    return WeftException.of(
            ErrorCode.WRITE_FAILED,
            "no directory takes the shuffle files of " + output + ": " + all)
        .hint("check the directories of weft.flight_shuffle_dirs or the node's local directories");
  }

  /** Bytes written so far. */
  long length() {
    return length;
  }

  /** Appends all bytes of the buffer. */
  void write(ByteBuffer bytes) {
    int start = bytes.position();
    while (true) {
      try {
        long position = length;
        while (bytes.hasRemaining()) {
          position += channel.write(bytes, position);
        }
        length = position;
        return;
      } catch (IOException e) {
        failed(e);
        moveOn();
        bytes.position(start);
      }
    }
  }

  /** Copies what was written to the next disk that takes it. */
  private void moveOn() {
    FileChannel old = channel;
    Path oldFile = temporary(directory);
    try {
      while (true) {
        openNext();
        try {
          copy(old);
          return;
        } catch (IOException e) {
          failed(e);
          discard(channel, temporary(directory));
        }
      }
    } finally {
      discard(old, oldFile);
    }
  }

  private void copy(FileChannel from) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(length, 1 << 20));
    for (long position = 0; position < length; ) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), length - position));
      if (from.read(buffer, position) < 0) {
        throw new IOException("only " + position + " of " + length + " bytes could be read back");
      }
      buffer.flip();
      while (buffer.hasRemaining()) {
        position += channel.write(buffer, position);
      }
    }
  }

  /** Fills the buffer with bytes from a position on that were written before. */
  void read(ByteBuffer buffer, long position) {
    try {
      long at = position;
      while (buffer.hasRemaining()) {
        int count = channel.read(buffer, at);
        if (count < 0) {
          throw new IOException("the file ends at " + at);
        }
        at += count;
      }
    } catch (IOException e) {
      throw WeftException.of(
          ErrorCode.WRITE_FAILED, "cannot read back " + temporary(directory) + ": " + e, e);
    }
  }

  /**
   * Gives the file its final name, and then its index: an output exists when its index does.
   *
   * @return the data file
   */
  Path publish(BlockIndex index) {
    Path data = ShuffleFiles.data(directory, output);
    Path indexFile = ShuffleFiles.index(directory, output);
    Path temporaryIndex = indexFile.resolveSibling(indexFile.getFileName() + "." + suffix);
    try {
      channel.close();
      index.write(temporaryIndex);
      Files.move(temporary(directory), data, StandardCopyOption.ATOMIC_MOVE);
      Files.move(temporaryIndex, indexFile, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(temporaryIndex);
      delete(data);
      throw WeftException.of(
          ErrorCode.WRITE_FAILED, "cannot publish the shuffle file " + data + ": " + e, e);
    }
    state = State.PUBLISHED;
    return data;
  }

  /** Deletes the file unless it was published. */
  @Override
  public void close() {
    if (state == State.WRITING) {
      state = State.ABORTED;
      discard(channel, temporary(directory));
    }
  }

  private static void discard(FileChannel channel, Path file) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("closing {} failed: {}", file, e.toString());
    }
    delete(file);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("could not delete {}: {}", file, e.toString());
    }
  }
}
