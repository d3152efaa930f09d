package org.weft.io.sketch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.io.file.FileInput;
import org.weft.io.file.FileOutput;
import org.weft.io.file.FoundFile;
import org.weft.io.file.Fusion;
import org.weft.io.file.Storage;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * A directory of any file system with one small file of sketches per data file, named by that
 * file's path. Several processes may use it at once: files appear by renaming, and the last one
 * wins. Thread-safe.
 */
public final class SketchDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(SketchDirectory.class);
  private static final String SUFFIX = ".sketches";

  /** Some forty MiB with ten columns each. */
  static final int MOST_FILES = 2000;

  /** A longer file is none of ours: some two thousand columns. */
  private static final long LONGEST = 4L << 20;

  private final Storage storage;
  private final String directory;
  private final int mostFiles;
  private volatile boolean isChanged;

  /**
   * @param directory a path of the storage; made when there is something to keep
   */
  public SketchDirectory(Storage storage, String directory) {
    this(storage, directory, MOST_FILES);
  }

  SketchDirectory(Storage storage, String directory, int mostFiles) {
    this.storage = storage;
    this.directory = directory;
    this.mostFiles = mostFiles;
  }

  private String place(FileIdentity file) {
    UUID name = UUID.nameUUIDFromBytes(file.path().getBytes(StandardCharsets.UTF_8));
    return directory + "/" + name + SUFFIX;
  }

  /** What is kept of a file; nothing if that is of another state of it, or damaged. */
  FileSketches read(FileIdentity file) {
    String place = place(file);
    try {
      SketchFile kept = SketchFile.of(bytes(storage.file(place)));
      return kept.file().equals(file) ? kept.sketches() : new FileSketches();
    } catch (WeftException e) {
      if (e.code() != ErrorCode.PATH_NOT_FOUND) {
        LOG.warn("{} is ignored: {}", place, e.sentence());
      }
      return new FileSketches();
    } catch (IOException e) {
      LOG.warn("{} is ignored: {}", place, e.toString());
      return new FileSketches();
    }
  }

  private byte[] bytes(FoundFile found) throws IOException {
    if (found.length() > LONGEST) {
      throw new IOException(found.length() + " bytes are too many");
    }
    byte[] bytes = new byte[(int) found.length()];
    try (FileInput input = storage.open(found, Fusion.DEFAULT)) {
      input.readFully(0, bytes);
    }
    return bytes;
  }

  /** Keeps what is known of a file, in place of what was. */
  void write(FileIdentity file, byte[] sketches) {
    String draft = directory + "/." + UUID.randomUUID() + ".tmp";
    try {
      try (FileOutput output = storage.create(draft)) {
        output.write(sketches, 0, sketches.length);
        output.finish();
      }
      storage.replace(draft, place(file));
      isChanged = true;
    } catch (WeftException e) {
      // nobody is worse off than without a cache
      LOG.info("statistics of {} are not kept: {}", file.path(), e.sentence());
      discard(draft);
    }
  }

  private void discard(String draft) {
    try {
      storage.delete(draft);
    } catch (WeftException e) {
      LOG.info("{} is left behind: {}", draft, e.sentence());
    }
  }

  /** Deletes the oldest files if there are too many. */
  void prune() {
    if (!isChanged) {
      return;
    }
    try {
      List<FoundFile> files =
          new ArrayList<>(
              storage.find(directory).stream()
                  .filter(file -> file.path().endsWith(SUFFIX))
                  .toList());
      if (files.size() <= mostFiles) {
        return;
      }
      files.sort(Comparator.comparingLong(FoundFile::modified));
      for (FoundFile file : files.subList(0, files.size() - mostFiles)) {
        storage.delete(file.path());
      }
    } catch (WeftException e) {
      LOG.info("{} is not tidied: {}", directory, e.sentence());
    }
  }
}
