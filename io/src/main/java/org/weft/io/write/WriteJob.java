package org.weft.io.write;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.io.file.Storage;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.write.WriteSpec;

/**
 * One writing statement: a staging directory that readers do not look into (its name starts with
 * {@code _}), and the moves that make its files visible.
 *
 * <p>Every attempt at a task writes into a directory of its own below the staging one. The attempts
 * that count are those whose rows of the manifest reached whoever commits; what others have left
 * behind is deleted with the staging directory, whatever happened to them.
 *
 * <p>A file, and a directory that is new or replaced, appear by one rename. Files added to a
 * directory are renamed one after the other; if one of these fails, those before it are taken back.
 */
public final class WriteJob implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WriteJob.class);
  private static final String STAGING = "_weft_staging";

  private final Storage storage;
  private final WriteSpec spec;
  private final String target;
  private final String stagingRoot;
  private final String staging;
  private final Deque<Runnable> undo = new ArrayDeque<>();

  private WriteJob(Storage storage, WriteSpec spec, String target, String stagingRoot) {
    this.storage = storage;
    this.spec = spec;
    this.target = target;
    this.stagingRoot = stagingRoot;
    this.staging = stagingRoot + "/" + UUID.randomUUID();
  }

  /**
   * A file that is complete, in staging.
   *
   * @param attempt the directory of the attempt that wrote it, below the staging directory
   * @param file its path below that, which will be its path below the target
   */
  public record Staged(String attempt, String file, long rows, long bytes) {}

  /**
   * Checks that the statement may write where it wants to, and makes its staging directory.
   *
   * @throws WeftException PATH_IN_USE if something is there that the mode does not allow,
   *     WRITE_FAILED, ACCESS_DENIED
   */
  public static WriteJob start(Storage storage, WriteSpec spec) {
    String path = spec.path().replaceAll("(?<=[^/])/+$", "");
    String target = storage.qualify(path);
    Storage.Occupant occupant = storage.occupant(target);
    check(spec, target, occupant);
    boolean staysInPlace =
        spec.layout() == WriteSpec.Layout.DIRECTORY
            && spec.mode() != WriteSpec.Mode.OVERWRITE
            && occupant != Storage.Occupant.NOTHING;
    String holder = staysInPlace ? target : parent(target);
    WriteJob job = new WriteJob(storage, spec, target, holder + "/" + STAGING);
    storage.makeDirectories(job.staging);
    return job;
  }

  private static String parent(String qualified) {
    int end = qualified.lastIndexOf('/');
    if (end < 0 || end == qualified.length() - 1) {
      throw WeftException.of(ErrorCode.INVALID_QUERY, "'" + qualified + "' is no place for files");
    }
    return qualified.substring(0, end);
  }

  private static void check(WriteSpec spec, String target, Storage.Occupant occupant) {
    boolean isFile = spec.layout() == WriteSpec.Layout.FILE;
    switch (occupant) {
      case NOTHING -> {}
      case EMPTY_DIRECTORY -> {
        if (isFile) {
          throw inUse(target + " is a directory").hint("use single_file false, or another path");
        }
      }
      case FULL_DIRECTORY -> {
        if (isFile) {
          throw inUse(target + " is a directory").hint("use single_file false, or another path");
        }
        if (spec.mode() == WriteSpec.Mode.FAIL) {
          throw inUse(target + " is not empty").hint("use OVERWRITE, APPEND, or another path");
        }
      }
      case FILE -> {
        if (!isFile) {
          throw inUse(target + " is a file").hint("use another path for a directory of files");
        }
        if (spec.mode() != WriteSpec.Mode.OVERWRITE) {
          throw inUse(target + " exists").hint("use OVERWRITE, or another path");
        }
      }
    }
  }

  private static WeftException inUse(String sentence) {
    return WeftException.of(ErrorCode.PATH_IN_USE, sentence);
  }

  /** The staging directory, fully qualified. */
  public String staging() {
    return staging;
  }

  /** Where an attempt writes a file before the job is committed. */
  public static String path(String staging, String attempt, String file) {
    return staging + "/" + attempt + "/" + file;
  }

  /**
   * Makes these files visible.
   *
   * @throws WeftException WRITE_FAILED, ACCESS_DENIED, or PATH_IN_USE if somebody else has written
   *     there in the meantime; then none of them shows
   */
  public void commit(List<Staged> files) {
    try {
      if (spec.layout() == WriteSpec.Layout.FILE) {
        commitFile(files);
      } else {
        commitDirectory(files);
      }
    } catch (RuntimeException e) {
      rollBack(e);
      throw e;
    }
  }

  private void commitFile(List<Staged> files) {
    if (files.size() != 1) {
      throw new IllegalStateException(files.size() + " files where one was asked for: " + files);
    }
    String from = path(files.get(0));
    if (spec.mode() == WriteSpec.Mode.OVERWRITE) {
      storage.replace(from, target);
    } else {
      storage.move(from, target);
    }
  }

  private String path(Staged file) {
    return path(staging, file.attempt(), file.file());
  }

  private void commitDirectory(List<Staged> files) {
    Storage.Occupant occupant = storage.occupant(target);
    switch (spec.mode()) {
      case FAIL, OVERWRITE -> {
        if (stagingRoot.startsWith(target + "/")) {
          addAll(files); // an empty directory that stays
          return;
        }
        String whole = gathered(files);
        if (occupant != Storage.Occupant.NOTHING) {
          if (spec.mode() == WriteSpec.Mode.FAIL) {
            throw inUse(target + " was made by somebody else meanwhile");
          }
          move(target, staging + "/replaced");
        }
        move(whole, target);
      }
      case APPEND -> {
        if (occupant == Storage.Occupant.NOTHING) {
          move(gathered(files), target);
        } else {
          addAll(files);
        }
      }
      case OVERWRITE_PARTITIONS -> {
        if (occupant == Storage.Occupant.NOTHING) {
          move(gathered(files), target);
        } else {
          replacePartitions(files);
        }
      }
    }
  }

  /** All files in one directory of staging. */
  private String gathered(List<Staged> files) {
    String whole = staging + "/whole";
    storage.makeDirectories(whole);
    Set<String> made = new HashSet<>();
    for (Staged file : files) {
      String to = whole + "/" + file.file();
      if (made.add(parent(to))) {
        storage.makeDirectories(parent(to));
      }
      storage.move(path(file), to);
    }
    return whole;
  }

  private void addAll(List<Staged> files) {
    Set<String> made = new HashSet<>();
    for (Staged file : files) {
      String to = target + "/" + file.file();
      if (made.add(parent(to))) {
        storage.makeDirectories(parent(to));
      }
      move(path(file), to);
    }
  }

  private void replacePartitions(List<Staged> files) {
    List<String> partitions =
        files.stream().map(file -> parent("/" + file.file()).substring(1)).distinct().toList();
    for (String partition : partitions) {
      String place = partition.isEmpty() ? target : target + "/" + partition;
      if (storage.occupant(place) == Storage.Occupant.NOTHING) {
        continue;
      }
      int moved = 0;
      for (String child : storage.children(place)) {
        if (!child.equals(stagingRoot)) {
          String old = staging + "/replaced/" + partition;
          storage.makeDirectories(old);
          move(child, old + "/" + moved++);
        }
      }
    }
    addAll(files);
  }

  private void move(String from, String to) {
    storage.move(from, to);
    undo.push(() -> storage.move(to, from));
  }

  /** Everything back to where it was, as far as that is possible. */
  private void rollBack(RuntimeException cause) {
    List<Runnable> steps = new ArrayList<>(undo);
    undo.clear();
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (RuntimeException e) {
        cause.addSuppressed(e);
      }
    }
  }

  /** Deletes the staging directory with what nobody wanted. */
  @Override
  public void close() {
    try {
      storage.delete(staging);
      if (storage.occupant(stagingRoot) == Storage.Occupant.EMPTY_DIRECTORY) {
        storage.delete(stagingRoot);
      }
    } catch (WeftException e) {
      // what is left there is seen by no reader
      LOG.warn("could not delete {}: {}", staging, e.sentence());
    }
  }
}
