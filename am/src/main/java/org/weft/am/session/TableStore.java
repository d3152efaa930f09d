package org.weft.am.session;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.weft.io.file.Storage;

/**
 * Where the tables of a session keep their rows: one directory of Parquet files for each, below a
 * directory that goes when the session ends. Thread-safe.
 */
public final class TableStore implements AutoCloseable {
  private static final int PREFIX_DIGITS = 10;
  private static final String PREFIX = "\\d{" + PREFIX_DIGITS + "}";

  private final Storage storage;
  private final String root;
  private final Map<String, String> directories = new HashMap<>();
  private Optional<Before> before = Optional.empty();
  private int made;
  private long written;

  /**
   * What there was when a transaction began: it stays until that ends.
   *
   * @param directories of the tables
   * @param written how many statements had written files
   */
  private record Before(Map<String, String> directories, long written) {}

  /**
   * A store of no tables.
   *
   * @param root a directory that all who read and write tables see; made when it is needed
   */
  public TableStore(Storage storage, String root) {
    this.storage = storage;
    this.root = root;
  }

  /** A store on this machine's disk. */
  public static TableStore local(Storage storage) {
    Path directory =
        Path.of(System.getProperty("java.io.tmpdir"), "weft-tables-" + UUID.randomUUID());
    return new TableStore(storage, directory.toUri().toString());
  }

  /** A directory for a new table's files, which does not exist yet. */
  synchronized String newDirectory(String table) {
    made++;
    return root
        + (root.endsWith("/") ? "" : "/")
        + table.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_")
        + "-"
        + made;
  }

  /** What the names of the next statement's files begin with: by name, later files come later. */
  synchronized String nextPrefix() {
    return String.format(Locale.ROOT, "%0" + PREFIX_DIGITS + "d", written++);
  }

  /** The table has another name from now on. */
  synchronized void rename(String table, String name) {
    directories.put(key(name), directories.remove(key(table)));
  }

  /** The directory of a table of this store. */
  synchronized Optional<String> directory(String table) {
    return Optional.ofNullable(directories.get(key(table)));
  }

  /** From now on the table's rows are there; where they were before is deleted. */
  synchronized void put(String table, String directory) {
    String old = directories.put(key(table), directory);
    if (old != null && !old.equals(directory)) {
      discard(old);
    }
  }

  /** Deletes a table's rows, if it has any here. */
  synchronized void drop(String table) {
    String directory = directories.remove(key(table));
    if (directory != null) {
      discard(directory);
    }
  }

  /** Deletes a directory, now or when the transaction ends that may need it again. */
  synchronized void discard(String directory) {
    boolean isNeeded = before.filter(old -> old.directories().containsValue(directory)).isPresent();
    if (!isNeeded) {
      storage.delete(directory);
    }
  }

  /** From now on what is there can be had again. */
  synchronized void begin() {
    before = Optional.of(new Before(Map.copyOf(directories), written));
  }

  /** Makes what was changed since {@link #begin} the only thing there is. */
  synchronized void commit() {
    Set<String> old = new HashSet<>(before.orElseThrow().directories().values());
    before = Optional.empty();
    old.removeAll(directories.values());
    old.forEach(storage::delete);
  }

  /** Takes back what was changed since {@link #begin}. */
  synchronized void rollBack() {
    Before old = before.orElseThrow();
    before = Optional.empty();
    Set<String> later = new HashSet<>(directories.values());
    later.removeAll(old.directories().values());
    later.forEach(storage::delete);
    directories.clear();
    directories.putAll(old.directories());
    for (String directory : new HashSet<>(directories.values())) {
      storage.children(directory).stream()
          .filter(file -> isLater(file, old.written()))
          .forEach(storage::delete);
    }
  }

  /** True for a file that a statement wrote after so many others: see {@link #nextPrefix}. */
  private static boolean isLater(String file, long statements) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return name.matches(PREFIX + ".*")
        && Long.parseLong(name.substring(0, PREFIX_DIGITS)) >= statements;
  }

  private static String key(String table) {
    return table.toLowerCase(Locale.ROOT);
  }

  @Override
  public synchronized void close() {
    if (made > 0) {
      storage.delete(root);
      directories.clear();
    }
  }
}
