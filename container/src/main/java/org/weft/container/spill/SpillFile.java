package org.weft.container.spill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.container.spill.SpillDirectories.Disk;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;

/**
 * Bytes on disk that are written once, from front to back, and read at any place. When a disk is
 * full or fails, the file goes on on another: what was written stays where it is. Deleted when it
 * is closed. Written by one thread at a time; reading is thread-safe.
 */
final class SpillFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpillFile.class);

  /** Where some bytes were written. */
  record Place(int part, long offset) {}

  /** What lies on one disk. */
  private record Part(Path path, DiskFile channel) {}

  private final SpillDirectories directories;
  private final String name;
  private final DiskFile.Opener opener;
  private final Runnable whenClosed;
  private final List<Part> parts = new ArrayList<>();
  private Disk disk;
  private DiskFile channel;
  private long length;
  private boolean closed;

  SpillFile(
      SpillDirectories directories, String name, DiskFile.Opener opener, Runnable whenClosed) {
    this.directories = directories;
    this.name = name;
    this.opener = opener;
    this.whenClosed = whenClosed;
  }

  /**
   * Appends some bytes.
   *
   * @throws WeftException DISK_FULL or WRITE_FAILED if no disk takes them
   */
  Place append(long address, int bytes) {
    List<String> failures = new ArrayList<>();
    if (channel != null) {
      Place place = tryAppend(address, bytes, failures);
      if (place != null) {
        return place;
      }
    }
    for (Disk next : directories.inTurn()) {
      if (open(next, failures)) {
        Place place = tryAppend(address, bytes, failures);
        if (place != null) {
          return place;
        }
      }
    }
    throw noneLeft(failures);
  }

  private boolean open(Disk next, List<String> failures) {
    try {
      Path path = next.file(directories.process(), name + "." + parts.size());
      DiskFile opened = opener.open(path);
      disk = next;
      channel = opened;
      length = 0;
      addPart(new Part(path, opened));
      return true;
    } catch (IOException e) {
      failed(next, e, failures);
      return false;
    }
  }

  private synchronized void addPart(Part part) {
    parts.add(part);
    if (closed) {
      delete(part);
      throw new IllegalStateException(name + " is closed");
    }
  }

  private Place tryAppend(long address, int bytes, List<String> failures) {
    try {
      ByteBuffer buffer = Memory.buffer(address, bytes);
      long position = length;
      while (buffer.hasRemaining()) {
        position += channel.write(buffer, position);
      }
      Place place = new Place(parts.size() - 1, length);
      length = position;
      return place;
    } catch (IOException e) {
      channel = null;
      failed(disk, e, failures);
      return null;
    }
  }

  private void failed(Disk where, IOException e, List<String> failures) {
    if (e instanceof ClosedByInterruptException) {
      throw WeftException.of(ErrorCode.CANCELLED, "interrupted while spilling", e);
    }
    LOG.warn("cannot spill to {}: {}", where.root(), e.toString());
    where.failed();
    failures.add(where.root() + ": " + e.getMessage());
  }

  private WeftException noneLeft(List<String> failures) {
    String all = String.join("; ", failures);
    boolean full = failures.stream().anyMatch(text -> text.contains("No space left"));
    return WeftException.of(
            full ? ErrorCode.DISK_FULL : ErrorCode.WRITE_FAILED,
            "no directory takes what " + name + " has to spill: " + all)
        .hint(
            "free space, name other directories in weft.memory.spill_dirs, or raise"
                + " weft.memory.limit");
  }

  /** Reads bytes that were appended. */
  void read(Place place, long address, int bytes) {
    Part part = part(place);
    try {
      ByteBuffer buffer = Memory.buffer(address, bytes);
      long position = place.offset;
      while (buffer.hasRemaining()) {
        int count = part.channel.read(buffer, position);
        if (count < 0) {
          throw new IOException("the file ends at " + position);
        }
        position += count;
      }
    } catch (ClosedByInterruptException e) {
      throw WeftException.of(ErrorCode.CANCELLED, "interrupted while reading spilled rows", e);
    } catch (IOException e) {
      throw WeftException.of(
          ErrorCode.READ_FAILED, "cannot read back " + part.path + ": " + e.getMessage(), e);
    }
  }

  /** Where the bytes lie, for errors. */
  Path path(Place place) {
    return part(place).path;
  }

  private synchronized Part part(Place place) {
    return parts.get(place.part);
  }

  /** Deletes everything. May be called twice. */
  @Override
  public void close() {
    List<Part> all;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      all = List.copyOf(parts);
    }
    all.forEach(SpillFile::delete);
    whenClosed.run();
  }

  private static void delete(Part part) {
    try {
      part.channel.close();
    } catch (IOException e) {
      LOG.warn("closing {} failed: {}", part.path, e.toString());
    }
    try {
      Files.deleteIfExists(part.path);
    } catch (IOException e) {
      LOG.warn("could not delete {}: {}", part.path, e.toString());
    }
  }
}
