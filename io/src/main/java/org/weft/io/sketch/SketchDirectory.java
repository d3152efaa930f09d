package org.weft.io.sketch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A local directory with one small file of sketches per data file, named by that file's path.
 * Several processes may use it at once: files appear by renaming, and the last one wins.
 */
public final class SketchDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(SketchDirectory.class);
  private static final String SUFFIX = ".sketches";

  /** Some forty MiB with ten columns each. */
  static final int MOST_FILES = 2000;

  private final Path directory;
  private final int mostFiles;
  private boolean isChanged;

  public SketchDirectory(Path directory) {
    this(directory, MOST_FILES);
  }

  SketchDirectory(Path directory, int mostFiles) {
    this.directory = directory;
    this.mostFiles = mostFiles;
  }

  private Path place(FileIdentity file) {
    UUID name = UUID.nameUUIDFromBytes(file.path().getBytes(StandardCharsets.UTF_8));
    return directory.resolve(name + SUFFIX);
  }

  /** What is kept of a file; nothing if that is of another state of it, or damaged. */
  FileSketches read(FileIdentity file) {
    Path place = place(file);
    try {
      SketchFile kept = SketchFile.of(Files.readAllBytes(place));
      return kept.file().equals(file) ? kept.sketches() : new FileSketches();
    } catch (NoSuchFileException e) {
      return new FileSketches();
    } catch (IOException e) {
      LOG.warn("{} is ignored: {}", place, e.toString());
      return new FileSketches();
    }
  }

  /** Keeps what is known of a file, in place of what was. */
  void write(FileIdentity file, FileSketches sketches) {
    Path place = place(file);
    try {
      Files.createDirectories(directory);
      Path draft = Files.createTempFile(directory, "new", ".tmp");
      try {
        Files.write(draft, new SketchFile(file, sketches).bytes());
        Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
      isChanged = true;
    } catch (IOException e) {
      // nobody is worse off than without a cache
      LOG.info("statistics of {} are not kept: {}", file.path(), e.toString());
    }
  }

  /** Deletes the oldest files if there are too many. */
  void prune() {
    if (!isChanged) {
      return;
    }
    try (Stream<Path> listed = Files.list(directory)) {
      List<Path> files =
          new ArrayList<>(listed.filter(path -> path.toString().endsWith(SUFFIX)).toList());
      if (files.size() <= mostFiles) {
        return;
      }
      files.sort(Comparator.comparing(SketchDirectory::modified));
      for (Path file : files.subList(0, files.size() - mostFiles)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.info("{} is not tidied: {}", directory, e.toString());
    }
  }

  /** A file that went meanwhile counts as the oldest. */
  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
