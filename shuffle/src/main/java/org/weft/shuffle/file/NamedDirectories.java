package org.weft.shuffle.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * An application's share of the disks that {@code flight_shuffle_dirs} names: {@code
 * <disk>/weft-<user>/<application>}. YARN clears a container's own directories; nobody clears these
 * but Weft.
 *
 * <p>Every worker holds a lock in its application's directory. The last one to leave deletes it,
 * and what the dead left behind is deleted by whoever comes next: a directory in which no lock is
 * held has no owner. The locks are the operating system's, so that a killed process holds none.
 */
public final class NamedDirectories implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NamedDirectories.class);
  private static final String LOCK = ".lock";

  /** File locks exclude other processes only. */
  private static final Object IN_THIS_PROCESS = new Object();

  private final List<Share> shares;

  private record Share(Path disk, Path directory, Path lockFile, FileLock lock) {}

  private NamedDirectories(List<Share> shares) {
    this.shares = List.copyOf(shares);
  }

  /**
   * Takes part in an application's share of every disk that can be written; others are logged and
   * left out.
   *
   * @param application tells applications apart, as part of a path
   * @param worker tells the application's workers apart
   * @throws WeftException WRITE_FAILED if no disk can be written
   */
  public static NamedDirectories join(List<Path> disks, String application, String worker) {
    OutputId.requireSafe(application);
    OutputId.requireSafe(worker);
    List<Share> shares = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Path disk : disks) {
      try {
        shares.add(join(disk, application, worker));
      } catch (IOException e) {
        LOG.warn("no shuffle files in {}: {}", disk, e.toString());
        failures.add(disk + ": " + e.getMessage());
      }
    }
    if (shares.isEmpty()) {
      throw WeftException.of(
              ErrorCode.WRITE_FAILED,
              "no directory of weft.flight_shuffle_dirs can be written: "
                  + String.join("; ", failures))
          .hint("make them on every node, writable for the containers' user");
    }
    return new NamedDirectories(shares);
  }

  private static Share join(Path disk, String application, String worker) throws IOException {
    Path ours = disk.resolve("weft-" + System.getProperty("user.name"));
    Files.createDirectories(ours);
    synchronized (IN_THIS_PROCESS) {
      try (FileChannel gate = lockFile(ours.resolve(LOCK));
          FileLock held = gate.lock()) {
        sweep(ours);
        Path directory = Files.createDirectories(ours.resolve(application));
        Path file = directory.resolve(worker + LOCK);
        FileChannel channel = lockFile(file);
        FileLock lock = channel.tryLock();
        if (lock == null) {
          channel.close();
          throw new IOException(file + " is held by another process");
        }
        return new Share(ours, directory, file, lock);
      } catch (OverlappingFileLockException e) {
        throw new IOException(worker + " is here already", e);
      }
    }
  }

  private static FileChannel lockFile(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Deletes what nobody owns. The caller holds the gate. */
  private static void sweep(Path ours) throws IOException {
    try (DirectoryStream<Path> applications =
        Files.newDirectoryStream(ours, path -> Files.isDirectory(path))) {
      for (Path directory : applications) {
        if (!isOwned(directory)) {
          LOG.info("deleting shuffle files that a dead application left in {}", directory);
          ShuffleFiles.deleteTree(directory);
        }
      }
    }
  }

  private static boolean isOwned(Path directory) throws IOException {
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(directory, "*" + LOCK)) {
      for (Path file : locks) {
        if (isHeld(file)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isHeld(Path file) throws IOException {
    try (FileChannel channel = lockFile(file);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true; // by this process
    }
  }

  /** Where shuffle files go, one on each disk. */
  public List<Path> directories() {
    return shares.stream().map(Share::directory).toList();
  }

  /** Leaves; the application's last worker on this node deletes what is there. */
  @Override
  public void close() {
    for (Share share : shares) {
      try {
        leave(share);
      } catch (IOException e) {
        LOG.warn("could not clear {}: {}", share.directory(), e.toString());
      }
    }
  }

  private static void leave(Share share) throws IOException {
    synchronized (IN_THIS_PROCESS) {
      try (FileChannel gate = lockFile(share.disk().resolve(LOCK));
          FileLock held = gate.lock()) {
        share.lock().acquiredBy().close();
        Files.deleteIfExists(share.lockFile());
        if (Files.isDirectory(share.directory()) && !isOwned(share.directory())) {
          ShuffleFiles.deleteTree(share.directory());
        }
      }
    }
  }
}
