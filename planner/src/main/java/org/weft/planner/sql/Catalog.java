package org.weft.planner.sql;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.NearestName;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.FileNames;
import org.weft.planner.scan.ReadOptions;
import org.weft.planner.scan.TableReference;

/**
 * The tables and views that queries can name: immutable, compared without case, spelling kept. A
 * change makes another catalog, so that a running query keeps the one it was planned with.
 */
public final class Catalog {
  /** No table and no view; paths in FROM work. */
  public static final Catalog EMPTY = new Catalog(new TreeMap<>());

  private final TreeMap<String, Entry> entries;

  private Catalog(TreeMap<String, Entry> entries) {
    this.entries = entries;
  }

  /** What a name stands for. */
  public sealed interface Entry {
    String name();

    /** Files. */
    record Table(String name, TableReference reference) implements Entry {}

    /** A query. */
    record View(String name, Statement.Query query) implements Entry {}
  }

  /** This catalog with a table under its own name; one of that name is replaced. */
  public Catalog with(TableReference table) {
    return with(new Entry.Table(table.name(), table));
  }

  /** This catalog with a table or view; one of that name is replaced. */
  public Catalog with(Entry entry) {
    TreeMap<String, Entry> changed = new TreeMap<>(entries);
    changed.put(key(entry.name()), entry);
    return new Catalog(changed);
  }

  /**
   * This catalog after CREATE VIEW. The query is not looked at: plan it first to refuse a wrong
   * one.
   *
   * @throws WeftException NAME_IN_USE
   */
  public Catalog after(Statement.CreateView create) {
    boolean isFree = find(create.name()).isEmpty();
    if (!isFree && create.ifExists() == Statement.CreateView.IfExists.FAIL) {
      throw WeftException.of(
              ErrorCode.NAME_IN_USE, "there is already a table or view '" + create.name() + "'")
          .at(create.position())
          .hint("use CREATE OR REPLACE VIEW, or another name");
    }
    String text = create.query().text();
    if (!create.columns().isEmpty()) {
      String names =
          create.columns().stream()
              .map(name -> '"' + name.replace("\"", "\"\"") + '"')
              .collect(Collectors.joining(", "));
      text = "SELECT * FROM (" + text + "\n) AS \"$view\"(" + names + ")";
    }
    return with(new Entry.View(create.name(), Statement.Query.of(text)));
  }

  /** This catalog without an entry of this name. */
  public Catalog without(String name) {
    TreeMap<String, Entry> changed = new TreeMap<>(entries);
    changed.remove(key(name));
    return new Catalog(changed);
  }

  /**
   * This catalog after DROP VIEW.
   *
   * @throws WeftException TABLE_NOT_FOUND, or INVALID_QUERY if the name is a table's
   */
  public Catalog after(Statement.DropView drop) {
    Optional<Entry> entry = find(drop.name());
    if (entry.isEmpty()) {
      if (drop.ifMissing() == Statement.DropView.IfMissing.IGNORE) {
        return this;
      }
      throw notFound(drop.name()).at(drop.position());
    }
    if (entry.get() instanceof Entry.Table) {
      throw WeftException.of(ErrorCode.INVALID_QUERY, "'" + drop.name() + "' is not a view")
          .at(drop.position());
    }
    TreeMap<String, Entry> changed = new TreeMap<>(entries);
    changed.remove(key(drop.name()));
    return new Catalog(changed);
  }

  /** What a name stands for, without regard to case. */
  public Optional<Entry> find(String name) {
    return Optional.ofNullable(entries.get(key(name)));
  }

  /** All entries, ordered by name without regard to case. */
  public Collection<Entry> entries() {
    return Collections.unmodifiableCollection(entries.values());
  }

  /** The error for a name that stands for nothing, with the nearest one that does. */
  public WeftException notFound(String name) {
    WeftException error = WeftException.of(ErrorCode.TABLE_NOT_FOUND, "no table '" + name + "'");
    List<String> names = entries.values().stream().map(Entry::name).toList();
    Optional<String> nearest = NearestName.of(name, names);
    if (nearest.isPresent()) {
      return error.hint("use " + nearest.get() + ", the nearest name");
    }
    return error.hint("use a path in quotes, or SHOW TABLES to see the names");
  }

  /**
   * The files a name in FROM stands for if it is a path rather than a name. Their format is what
   * the path's ending says, else Parquet.
   */
  public static Optional<TableReference> path(String name) {
    Optional<FileFormat> format = FileNames.format(name);
    boolean isPath = name.indexOf('/') >= 0 || name.indexOf('*') >= 0 || format.isPresent();
    return isPath
        ? Optional.of(files(List.of(name), ReadOptions.of(format.orElse(FileFormat.PARQUET))))
        : Optional.empty();
  }

  /** These files as a table named like the first of them. */
  public static TableReference files(List<String> paths, ReadOptions options) {
    return new TableReference(baseName(paths.get(0)), options, paths);
  }

  /** The last part of a path that is not a pattern, without extension. */
  private static String baseName(String path) {
    String[] parts = path.split("/", -1);
    for (int i = parts.length - 1; i >= 0; i--) {
      String part = parts[i];
      boolean isPattern = part.matches(".*[*?\\[{].*");
      if (!isPattern && !part.isEmpty()) {
        int ending = FileNames.extension(part).length() + FileNames.compression(part).length();
        boolean isKnown = FileNames.format(part).isPresent() && ending < part.length();
        return isKnown ? part.substring(0, part.length() - ending) : part;
      }
    }
    return path;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
