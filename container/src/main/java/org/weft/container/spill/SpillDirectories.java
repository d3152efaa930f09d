package org.weft.container.spill;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Settings;

/**
 * Where a process spills: {@code <base>/weft-spill/<process>/}, one for each base directory, made
 * when first needed. As long as the process lives it holds a lock on a file in there; directories
 * whose lock is free belong to processes that crashed, and are deleted at the start of the next.
 * Thread-safe.
 */
public final class SpillDirectories implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpillDirectories.class);
  private static final String ROOT = "weft-spill";
  private static final String LOCK = "lock";

  /** Under such a name a directory gets its lock, so that it is never seen without. */
  private static final String UNFINISHED = ".new-";

  private static final Duration UNFINISHED_FOR = Duration.ofHours(1);

  private final String process = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
  private final List<Disk> disks;
  private final DiskFile.Opener opener;
  private final AtomicInteger turn = new AtomicInteger();

  /** Directories below these bases, which need not exist yet. What dead processes left goes. */
  public SpillDirectories(List<Path> bases) {
    this(bases, DiskFile::create);
  }

  /** As the public one, on disks of the caller's. */
  SpillDirectories(List<Path> bases, DiskFile.Opener opener) {
    this.opener = opener;
    if (bases.isEmpty()) {
      throw new IllegalArgumentException("no directories to spill to");
    }
    disks = bases.stream().map(base -> new Disk(base.resolve(ROOT))).toList();
    disks.forEach(Disk::sweep);
  }

  /**
   * The bases that the settings name, or those given if they name none.
   *
   * @param ofContainer what YARN gave the process; empty for the user's part of the system's
   *     directory for temporary files
   */
  public static List<Path> bases(Settings settings, List<Path> ofContainer) {
    List<String> named = settings.get(KnownSettings.MEMORY_SPILL_DIRS);
    if (!named.isEmpty()) {
      return named.stream().map(Path::of).toList();
    }
    if (!ofContainer.isEmpty()) {
      return ofContainer;
    }
    return List.of(
        Path.of(System.getProperty("java.io.tmpdir"), "weft-" + System.getProperty("user.name")));
  }

  /** Opens the files of these directories. */
  DiskFile.Opener opener() {
    return opener;
  }

  /** The disks, beginning with another one each time; those that failed lately come last. */
  List<Disk> inTurn() {
    int first = turn.getAndIncrement();
    List<Disk> good = new ArrayList<>();
    List<Disk> failing = new ArrayList<>();
    for (int i = 0; i < disks.size(); i++) {
      Disk disk = disks.get(Math.floorMod(first + i, disks.size()));
      (disk.isFailing() ? failing : good).add(disk);
    }
    good.addAll(failing);
    return good;
  }

  /** Deletes the directories of this process. */
  @Override
  public void close() {
    disks.forEach(Disk::close);
  }

  /** One base directory. */
  static final class Disk {
    private static final Duration REST = Duration.ofSeconds(30);

    private final Path root;
    private Path own;
    private FileChannel lockFile;
    private boolean closed;
    private volatile Instant failingUntil = Instant.EPOCH;

    Disk(Path root) {
      this.root = root;
    }

    private boolean isFailing() {
      return failingUntil.isAfter(Instant.now());
    }

    /** Others are to be tried first for a while. */
    void failed() {
      failingUntil = Instant.now().plus(REST);
    }

    Path root() {
      return root;
    }

    /** A path for a new file of this process. */
    synchronized Path file(String process, String name) throws IOException {
      if (closed) {
        throw new IOException("the process ends");
      }
      if (own == null || !Files.isDirectory(own)) {
        make(process);
      }
      return own.resolve(name);
    }

    private void make(String process) throws IOException {
      closeLock();
      Files.createDirectories(root);
      Path unfinished = Files.createDirectory(root.resolve(UNFINISHED + process), onlyOwner());
      lockFile =
          FileChannel.open(
              unfinished.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      FileLock unused = lockFile.lock();
      own = Files.move(unfinished, root.resolve(process), StandardCopyOption.ATOMIC_MOVE);
    }

    /** What is spilled are people's data. */
    private FileAttribute<?>[] onlyOwner() {
      return root.getFileSystem().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
          }
          : new FileAttribute<?>[0];
    }

    private void closeLock() {
      if (lockFile != null) {
        try {
          lockFile.close();
        } catch (IOException e) {
          LOG.warn("closing the lock of {} failed: {}", own, e.toString());
        }
        lockFile = null;
      }
    }

    synchronized void close() {
      closed = true;
      if (own != null) {
        deleteTree(own);
      }
      closeLock();
    }

    /** Deletes what nobody holds a lock on. */
    private void sweep() {
      try (DirectoryStream<Path> directories = Files.newDirectoryStream(root)) {
        for (Path directory : directories) {
          sweep(directory);
        }
      } catch (NoSuchFileException e) {
        LOG.debug("nothing was ever spilled to {}", root);
      } catch (IOException e) {
        LOG.warn("cannot look for what dead processes left in {}: {}", root, e.toString());
      }
    }

    private static void sweep(Path directory) throws IOException {
      if (directory.getFileName().toString().startsWith(UNFINISHED)) {
        Instant made = Files.getLastModifiedTime(directory).toInstant();
        if (made.isBefore(Instant.now().minus(UNFINISHED_FOR))) {
          deleteTree(directory);
        }
        return;
      }
      try (FileChannel channel =
              FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        if (lock != null) {
          LOG.info("deleting what a dead process spilled to {}", directory);
          deleteTree(directory);
        }
      } catch (OverlappingFileLockException e) {
        LOG.debug("{} is in use in this process", directory);
      } catch (NoSuchFileException e) {
        LOG.debug("{} is being deleted by another process", directory);
      }
    }
  }

  String process() {
    return process;
  }

  private static void deleteTree(Path directory) {
    try {
      Files.walkFileTree(directory, new Deletion());
    } catch (NoSuchFileException e) {
      LOG.debug("{} is gone already", directory);
    } catch (IOException e) {
      LOG.warn("could not delete {}: {}", directory, e.toString());
    }
  }

  /** Deletes depth first. */
  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
