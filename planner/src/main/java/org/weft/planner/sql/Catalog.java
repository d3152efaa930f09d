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
import org.weft.planner.sql.parse.Quoted;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;

/**
 * The tables and views that queries can name, in schemas: immutable, compared without case,
 * spelling kept. A change makes another catalog, so that a running query keeps the one it was
 * planned with.
 */
public final class Catalog {
  /** No table and no view; paths in FROM work. */
  public static final Catalog EMPTY =
      new Catalog(new TreeMap<>(), Schemas.first(), Definitions.NONE);

  /** The name of the catalog. */
  public static final String NAME = "weft";

  private final TreeMap<String, Entry> entries;
  private final Schemas schemas;
  private final Definitions definitions;

  private Catalog(TreeMap<String, Entry> entries, Schemas schemas, Definitions definitions) {
    this.entries = entries;
    this.schemas = schemas;
    this.definitions = definitions;
  }

  /** What a name stands for. */
  public sealed interface Entry {
    /** The schema it is in, in lower case. */
    String schema();

    String name();

    /** A name that no other entry has, whatever schema is in use. */
    default String id() {
      boolean isPlain = schema().equals(Schemas.MAIN) && name().indexOf('.') < 0;
      return isPlain ? name() : schema() + "." + name();
    }

    /** Its name with its schema. */
    default TableName located() {
      return new TableName(List.of(schema(), name()));
    }

    /**
     * Files.
     *
     * @param owner whose they are
     * @param definition what was said of its rows when it was made, if anything
     * @param columns of a table of the session, as queries see them: its files may hold values of
     *     other types; empty for files of others, which say themselves what they hold
     */
    record Table(
        String schema,
        String name,
        TableReference reference,
        Owner owner,
        TableDefinition definition,
        Schema columns)
        implements Entry {
      /** Whose files are a table. */
      public enum Owner {
        /** They were there before: they are only read. */
        OTHERS,
        /** The session writes them. */
        SESSION
      }
    }

    /**
     * A query.
     *
     * @param inUse the schema in which names of its query are looked for first
     */
    record View(String schema, String name, Statement.Query query, String inUse, Kind kind)
        implements Entry {
      /** What people call it. */
      public enum Kind {
        VIEW,
        /** It reads files and does nothing else. */
        TABLE
      }
    }

    /** A table that lists what the catalog holds. */
    record System(SystemTable table) implements Entry {
      @Override
      public String schema() {
        return table.home().schema();
      }

      @Override
      public String name() {
        return table.tableName();
      }
    }
  }

  /** This catalog with a table under its own name in the main schema; one of that name goes. */
  public Catalog with(TableReference table) {
    return with(
        new Entry.Table(
            Schemas.MAIN,
            table.name(),
            table,
            Entry.Table.Owner.OTHERS,
            TableDefinition.NONE,
            new Schema(List.of())));
  }

  /**
   * This catalog with a table that the session writes; one of that name is replaced.
   *
   * @param definition what is said of its rows
   * @param columns as queries see them
   * @throws WeftException SCHEMA_NOT_FOUND
   */
  public Catalog with(
      TableName name, TableReference table, TableDefinition definition, Schema columns) {
    String schema = schemas.target(name);
    return with(
        new Entry.Table(
            schema, name.last(), table, Entry.Table.Owner.SESSION, definition, columns));
  }

  private Catalog with(Entry entry) {
    TreeMap<String, Entry> changed = new TreeMap<>(entries);
    changed.put(key(entry.id()), entry);
    return new Catalog(changed, schemas, definitions);
  }

  /**
   * This catalog after CREATE VIEW. The query is not looked at: plan it first to refuse a wrong
   * one.
   *
   * @throws WeftException NAME_IN_USE or SCHEMA_NOT_FOUND
   */
  public Catalog after(Statement.CreateView create) {
    try {
      boolean isFree = taken(create.name()).isEmpty();
      if (!isFree && create.ifTaken() == Statement.IfTaken.KEEP) {
        return this;
      }
      if (!isFree && create.ifTaken() == Statement.IfTaken.FAIL) {
        throw WeftException.of(
                ErrorCode.NAME_IN_USE, "there is already a table or view '" + create.name() + "'")
            .hint("use CREATE OR REPLACE VIEW, or another name");
      }
      String text = create.query().text();
      if (!create.columns().isEmpty()) {
        String names =
            create.columns().stream().map(Quoted::name).collect(Collectors.joining(", "));
        text = "SELECT * FROM (" + text + "\n) AS \"$view\"(" + names + ")";
      }
      String schema = schemas.target(create.name());
      Statement.Query query = Statement.Query.of(text);
      return with(
          new Entry.View(
              schema, create.name().last(), query, schemas.inUse(), Entry.View.Kind.VIEW));
    } catch (WeftException e) {
      throw e.at(create.position());
    }
  }

  /**
   * This catalog after CREATE EXTERNAL TABLE, whose name is free or may be replaced.
   *
   * @throws WeftException SCHEMA_NOT_FOUND
   */
  public Catalog after(Statement.CreateFileTable create) {
    return with(
        new Entry.View(
            schemas.target(create.name()),
            create.name().last(),
            create.query(),
            schemas.inUse(),
            Entry.View.Kind.TABLE));
  }

  /** This catalog without an entry. */
  public Catalog without(Entry entry) {
    TreeMap<String, Entry> changed = new TreeMap<>(entries);
    changed.remove(key(entry.id()));
    return new Catalog(changed, schemas, definitions);
  }

  /**
   * This catalog after DROP VIEW.
   *
   * @throws WeftException TABLE_NOT_FOUND, or INVALID_QUERY if the name is a table's
   */
  public Catalog after(Statement.DropView drop) {
    Optional<Entry> entry = find(drop.name());
    if (entry.isEmpty()) {
      if (drop.ifMissing() == Statement.IfMissing.IGNORE) {
        return this;
      }
      throw notFound(drop.name()).at(drop.position());
    }
    if (!isView(entry.get())) {
      throw WeftException.of(ErrorCode.INVALID_QUERY, "'" + drop.name() + "' is not a view")
          .at(drop.position())
          .hint("use DROP TABLE");
    }
    return without(entry.get());
  }

  /**
   * This catalog after CREATE SCHEMA.
   *
   * @throws WeftException NAME_IN_USE
   */
  public Catalog after(Statement.CreateSchema create) {
    String name = create.name().last();
    if (schemas.find(name).isPresent()) {
      if (create.ifTaken() == Statement.IfTaken.KEEP) {
        return this;
      }
      throw WeftException.of(ErrorCode.NAME_IN_USE, "there is already a schema '" + name + "'")
          .at(create.position())
          .hint("use CREATE SCHEMA IF NOT EXISTS, or another name");
    }
    if (name.indexOf('.') >= 0) {
      throw WeftException.of(ErrorCode.INVALID_QUERY, "names of schemas have no '.'")
          .at(create.position());
    }
    return new Catalog(entries, schemas.with(name), definitions);
  }

  /**
   * The tables and views that go with a schema; nothing if there is none, which is wanted.
   *
   * @throws WeftException SCHEMA_NOT_FOUND, or INVALID_QUERY if it may not be dropped
   */
  public Collection<Entry> dropped(Statement.DropSchema drop) {
    String name = drop.name().last();
    Optional<String> schema = schemas.find(name);
    if (schema.isEmpty()) {
      if (drop.ifMissing() == Statement.IfMissing.IGNORE) {
        return List.of();
      }
      throw schemas.notFound(name).at(drop.position());
    }
    if (Schemas.isFixed(schema.get())) {
      throw WeftException.of(ErrorCode.INVALID_QUERY, "schema '" + name + "' cannot be dropped")
          .at(drop.position());
    }
    List<Entry> all = entriesOf(schema.get());
    if (!all.isEmpty() && drop.contents() == Statement.DropSchema.Contents.KEPT) {
      throw WeftException.of(
              ErrorCode.INVALID_QUERY,
              "schema '" + name + "' still has '" + all.get(0).name() + "'")
          .at(drop.position())
          .hint("drop what is in it first, or use DROP SCHEMA " + name + " CASCADE");
    }
    return all;
  }

  /** This catalog after DROP SCHEMA, {@link #dropped} says without which entries. */
  public Catalog after(Statement.DropSchema drop) {
    Catalog changed = this;
    for (Entry entry : dropped(drop)) {
      changed = changed.without(entry);
    }
    return new Catalog(changed.entries, schemas.without(drop.name().last()), definitions);
  }

  /**
   * This catalog with another schema in use.
   *
   * @throws WeftException SCHEMA_NOT_FOUND
   */
  public Catalog after(Statement.Use use) {
    List<String> parts = use.schema().parts();
    boolean isKnown = parts.size() == 1 || (parts.size() == 2 && Schemas.isCatalog(parts.get(0)));
    String name = use.schema().last();
    if (isKnown && parts.size() == 1 && schemas.find(name).isEmpty() && Schemas.isCatalog(name)) {
      return using(Schemas.MAIN);
    }
    if (!isKnown || schemas.find(name).isEmpty()) {
      throw schemas.notFound(use.schema().toString()).at(use.position());
    }
    return using(name);
  }

  /** This catalog with another schema in use. */
  public Catalog using(String schema) {
    return new Catalog(entries, schemas.using(schema), definitions);
  }

  /** The macros and variables. */
  public Definitions definitions() {
    return definitions;
  }

  private Catalog with(Definitions changed) {
    return new Catalog(entries, schemas, changed);
  }

  /**
   * This catalog after CREATE MACRO.
   *
   * @throws WeftException NAME_IN_USE
   */
  public Catalog after(Statement.CreateMacro create) {
    String name = create.macro().name();
    boolean isFree = definitions.macro(name).isEmpty();
    if (!isFree && create.ifTaken() == Statement.IfTaken.KEEP) {
      return this;
    }
    if (!isFree && create.ifTaken() == Statement.IfTaken.FAIL) {
      throw WeftException.of(ErrorCode.NAME_IN_USE, "there is already a macro '" + name + "'")
          .at(create.position())
          .hint("use CREATE OR REPLACE MACRO, or another name");
    }
    return with(definitions.with(create.macro()));
  }

  /**
   * This catalog after DROP MACRO.
   *
   * @throws WeftException FUNCTION_NOT_FOUND
   */
  public Catalog after(Statement.DropMacro drop) {
    boolean isMissing = definitions.macro(drop.name()).isEmpty();
    if (isMissing && drop.ifMissing() == Statement.IfMissing.FAIL) {
      throw WeftException.of(ErrorCode.FUNCTION_NOT_FOUND, "no macro '" + drop.name() + "'")
          .at(drop.position());
    }
    return with(definitions.withoutMacro(drop.name()));
  }

  /**
   * This catalog after CREATE TYPE, whose name is free or may be replaced.
   *
   * @param type what the name stands for
   */
  public Catalog withType(String name, DataType type) {
    return with(definitions.with(new Definitions.NamedType(name, type)));
  }

  /** This catalog without a type, which may be missing. */
  public Catalog withoutType(String name) {
    return with(definitions.withoutType(name));
  }

  /**
   * This catalog with a variable.
   *
   * @param value its value as SQL
   */
  public Catalog withVariable(String name, String value) {
    return with(definitions.withVariable(name, value));
  }

  /** This catalog without a variable, which may be missing. */
  public Catalog withoutVariable(String name) {
    return with(definitions.withoutVariable(name));
  }

  /** The schema in use. */
  public String schemaInUse() {
    return schemas.names().get(schemas.inUse());
  }

  /** The names of the schemas that were made and of the first one, in order. */
  public List<String> schemas() {
    return schemas.names().values().stream()
        .filter(name -> name.equals(Schemas.MAIN) || !Schemas.isFixed(name))
        .toList();
  }

  /** The names of all schemas, in order. */
  List<String> allSchemas() {
    return List.copyOf(schemas.names().values());
  }

  /** What a name stands for, without regard to case. */
  public Optional<Entry> find(TableName name) {
    for (String schema : schemas.searched(name)) {
      Optional<Entry> found = in(schema, name.last());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * The name, with its schema, under which a table of this name is made.
   *
   * @throws WeftException SCHEMA_NOT_FOUND
   */
  public TableName located(TableName name) {
    return name.in(schemas.target(name));
  }

  /** True for what CREATE VIEW makes. */
  public static boolean isView(Entry entry) {
    return entry instanceof Entry.View view && view.kind() == Entry.View.Kind.VIEW;
  }

  /**
   * What stands where an entry of this name would be made.
   *
   * @throws WeftException SCHEMA_NOT_FOUND
   */
  public Optional<Entry> taken(TableName name) {
    return in(schemas.target(name), name.last());
  }

  private Optional<Entry> in(String schema, String name) {
    Optional<SystemTable.Home> home = SystemTable.Home.of(schema);
    if (home.isPresent()) {
      return home.get().find(name).map(Entry.System::new);
    }
    String id =
        new Entry.View(schema, name, Statement.Query.of(""), schema, Entry.View.Kind.VIEW).id();
    return Optional.ofNullable(entries.get(key(id)));
  }

  /** The entry with an {@link Entry#id}, without regard to case. */
  public Optional<Entry> withId(String id) {
    int dot = id.indexOf('.');
    Optional<SystemTable.Home> home =
        dot < 0 ? Optional.empty() : SystemTable.Home.of(key(id.substring(0, dot)));
    return home.isPresent()
        ? home.get().find(id.substring(dot + 1)).map(Entry.System::new)
        : Optional.ofNullable(entries.get(key(id)));
  }

  /** All entries that were made, ordered by id without regard to case. */
  public Collection<Entry> entries() {
    return Collections.unmodifiableCollection(entries.values());
  }

  /**
   * The entries of a schema, by name.
   *
   * @throws WeftException SCHEMA_NOT_FOUND
   */
  public List<Entry> entriesOf(String schema) {
    String key = schemas.find(schema).orElseThrow(() -> schemas.notFound(schema));
    Optional<SystemTable.Home> home = SystemTable.Home.of(key);
    if (home.isPresent()) {
      return home.get().tables().stream().<Entry>map(Entry.System::new).toList();
    }
    return entries.values().stream().filter(entry -> entry.schema().equals(key)).toList();
  }

  /** The entries that need no schema in front of them, by name. */
  public List<Entry> entriesInUse() {
    TreeMap<String, Entry> found = new TreeMap<>();
    for (Entry entry : entries.values()) {
      if (find(TableName.of(entry.name())).filter(entry::equals).isPresent()) {
        found.put(key(entry.name()), entry);
      }
    }
    return List.copyOf(found.values());
  }

  /** The error for a name that stands for nothing, with the nearest one that does. */
  public WeftException notFound(TableName name) {
    if (schemas.searched(name).isEmpty()) {
      List<String> parts = name.parts();
      return schemas.notFound(String.join(".", parts.subList(0, parts.size() - 1)));
    }
    WeftException error = WeftException.of(ErrorCode.TABLE_NOT_FOUND, "no table '" + name + "'");
    if (find(name).isPresent()) {
      return error.hint("FROM has it under another name, if at all: an alias, or with its schema");
    }
    List<String> names = entries.values().stream().map(Entry::name).toList();
    Optional<String> nearest = NearestName.of(name.last(), names);
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
