package org.weft.io.sketch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.io.file.SmallReads;

/**
 * The sketches of files that were lately read or planned with, in this process and, if there is a
 * directory for them, from other ones. Thread-safe. Closing it writes what is new.
 */
public final class SketchCache implements AutoCloseable {
  /** At two KiB each, eight MiB. */
  private static final int MOST_COLUMNS = 4096;

  /** Of more files nothing is asked: as many small reads would hold a query up. */
  private static final int MOST_FILES = 256;

  /** About as many as are told at once: they travel with the report of a task. */
  private static final int NEWS_BYTES = 256 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(SketchCache.class);

  private final Optional<SketchDirectory> directory;
  private final LinkedHashMap<FileIdentity, FileSketches> kept =
      new LinkedHashMap<>(16, 0.75f, true);
  private final Set<FileIdentity> changed = new LinkedHashSet<>();
  private int columns;

  /** Held by who writes, so that what is older is never written last. */
  private final Object saving = new Object();

  private SketchCache(Optional<SketchDirectory> directory) {
    this.directory = directory;
  }

  /** A cache that ends with the process. */
  public static SketchCache inMemory() {
    return new SketchCache(Optional.empty());
  }

  /** A cache that outlives the process. */
  public static SketchCache in(SketchDirectory directory) {
    return new SketchCache(Optional.of(directory));
  }

  /** True if reading this row group again would teach nothing about the column. */
  public synchronized boolean knows(FileIdentity file, String column, int group) {
    return of(file).knows(column, group);
  }

  /** Keeps the sketch of all values of a column in a row group. */
  public synchronized void learn(
      FileIdentity file, String column, int group, DistinctSketch sketch) {
    FileSketches sketches = of(file);
    if (!sketches.knows(column, group)) {
      columns -= sketches.columns().size();
      sketches.add(column, group, sketch);
      columns += sketches.columns().size();
      changed.add(file);
      makeRoom(file);
    }
  }

  /**
   * What scans of this process have learnt and nobody was told of yet, for {@link #hear} of another
   * one; what is too much for one message is told later. Of a cache without a directory.
   */
  public synchronized List<byte[]> news() {
    List<byte[]> news = new ArrayList<>();
    int bytes = 0;
    for (var files = changed.iterator(); files.hasNext() && bytes < NEWS_BYTES; ) {
      FileIdentity file = files.next();
      byte[] sketches = new SketchFile(file, kept.get(file)).bytes();
      news.add(sketches);
      bytes += sketches.length;
      files.remove();
    }
    return news;
  }

  /** Takes in the {@link #news} of another process; damaged ones are ignored, with a word of it. */
  public synchronized void hear(List<byte[]> news) {
    for (byte[] told : news) {
      try {
        SketchFile seen = SketchFile.of(told);
        FileSketches known = of(seen.file());
        columns -= known.columns().size();
        if (known.add(seen.sketches())) {
          changed.add(seen.file());
        }
        columns += known.columns().size();
        makeRoom(seen.file());
      } catch (IOException e) {
        LOG.warn("statistics that a worker sent are ignored: {}", e.toString());
      }
    }
  }

  /**
   * The sketch of all values of a column of some files, if they are not many and all their row
   * groups are known.
   *
   * @param groups row groups of each file
   */
  public Optional<DistinctSketch> ofAll(
      List<FileIdentity> files, List<Integer> groups, String column) {
    if (files.size() > MOST_FILES) {
      return Optional.empty();
    }
    load(files);
    return known(files, groups, column);
  }

  private synchronized Optional<DistinctSketch> known(
      List<FileIdentity> files, List<Integer> groups, String column) {
    List<FileSketches> found = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      FileSketches sketches = of(files.get(i));
      if (!sketches.isComplete(column, groups.get(i))) {
        return Optional.empty();
      }
      found.add(sketches);
    }
    DistinctSketch all = new DistinctSketch();
    for (FileSketches sketches : found) {
      FileSketches.Column sketched = sketches.columns().get(column);
      if (sketched != null) {
        all.add(sketched.sketch());
      }
    }
    return Optional.of(all);
  }

  /** Reads what the directory has of many files at once, without keeping others waiting. */
  private void load(List<FileIdentity> files) {
    if (directory.isEmpty()) {
      return;
    }
    List<FileIdentity> unknown = unknown(files);
    if (SmallReads.areMany(unknown.size())) { // else read one by one when they are asked for
      List<FileSketches> read = SmallReads.of(unknown, "statistics", directory.get()::read);
      for (int i = 0; i < read.size(); i++) {
        keep(unknown.get(i), read.get(i));
      }
    }
  }

  private synchronized List<FileIdentity> unknown(List<FileIdentity> files) {
    return files.stream().filter(file -> !kept.containsKey(file)).toList();
  }

  private synchronized void keep(FileIdentity file, FileSketches read) {
    if (kept.putIfAbsent(file, read) == null) {
      columns += read.columns().size();
      makeRoom(file);
    }
  }

  private FileSketches of(FileIdentity file) {
    FileSketches known = kept.get(file);
    if (known == null) {
      known = directory.map(d -> d.read(file)).orElseGet(FileSketches::new);
      kept.put(file, known);
      columns += known.columns().size();
      makeRoom(file);
    }
    return known;
  }

  /** Lets go of what was not used for longest; files without sketches count as one. */
  private void makeRoom(FileIdentity present) {
    var eldest = kept.entrySet().iterator();
    while (columns + kept.size() > MOST_COLUMNS && eldest.hasNext()) {
      Map.Entry<FileIdentity, FileSketches> entry = eldest.next();
      if (!entry.getKey().equals(present)) {
        columns -= entry.getValue().columns().size();
        write(entry.getKey(), entry.getValue());
        eldest.remove();
      }
    }
  }

  private void write(FileIdentity file, FileSketches sketches) {
    if (changed.remove(file)) {
      directory.ifPresent(d -> d.write(file, new SketchFile(file, sketches).bytes()));
    }
  }

  /**
   * Writes what is new to the directory, if there is one, without keeping others waiting: for
   * processes that may end without closing this.
   */
  public void save() {
    synchronized (saving) {
      directory.ifPresent(d -> takeChanged().forEach(d::write));
    }
  }

  private synchronized Map<FileIdentity, byte[]> takeChanged() {
    Map<FileIdentity, byte[]> taken = new LinkedHashMap<>();
    for (FileIdentity file : changed) {
      taken.put(file, new SketchFile(file, kept.get(file)).bytes());
    }
    changed.clear();
    return taken;
  }

  @Override
  public void close() {
    save();
    directory.ifPresent(SketchDirectory::prune);
  }
}
