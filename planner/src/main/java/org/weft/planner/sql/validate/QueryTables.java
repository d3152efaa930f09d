package org.weft.planner.sql.validate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.scan.TableSource;
import org.weft.planner.sql.Catalog;
import org.weft.planner.sql.ListedColumn;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.SystemRows;
import org.weft.planner.sql.TableName;
import org.weft.planner.sql.parse.CheckedTypes;
import org.weft.planner.sql.parse.OrderDefaults;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/**
 * The tables of one planning: names are resolved at their first use, and once. Not thread-safe,
 * like everything that belongs to one planning.
 */
public final class QueryTables extends AbstractSchema {
  private final Catalog catalog;
  private final TableSource source;
  private final ViewPlanner viewPlanner;
  private final Listing listing;
  private final Map<String, ResolvedTable> resolved = new HashMap<>();
  private final Map<String, TableReference> inline = new HashMap<>();
  private final Map<String, Hinted> hinted = new HashMap<>();
  private final Deque<String> openViews = new ArrayDeque<>();
  private String failed;
  private String schemaInUse;

  /** A table of which a hint says something. */
  private record Hinted(String name, TableHint hint) {}

  /** Plans the query of a view. */
  public interface ViewPlanner {
    /** Validates a view's query over the same tables. */
    ValidQuery validate(Statement.Query query, QueryTables tables);

    /** The rows of a query, in its order, as texts; null for nulls. */
    List<List<String>> rows(ValidQuery query);

    /** What ORDER BY means where it does not say so. */
    OrderDefaults orderDefaults();

    /** A number that nothing else of this planning has, from 1. */
    int nextNumber();

    /** The algebra of a view's query. */
    RelNode toAlgebra(ValidQuery query, RelOptTable.ToRelContext context);
  }

  /** What is in the tables that list the catalog. */
  private enum Listing {
    FULL,
    /** Nothing: only their columns are of interest. */
    EMPTY
  }

  public QueryTables(Catalog catalog, TableSource source, ViewPlanner viewPlanner) {
    this(catalog, source, viewPlanner, Listing.FULL);
  }

  private QueryTables(
      Catalog catalog, TableSource source, ViewPlanner viewPlanner, Listing listing) {
    this.listing = listing;
    this.catalog = catalog;
    this.source = source;
    this.viewPlanner = viewPlanner;
    this.schemaInUse = catalog.schemaInUse();
  }

  /** Makes files that a table function named known under a name that no user can write. */
  String inline(TableReference files) {
    String plain = "read_" + files.format() + files.paths();
    String name = plain;
    for (int n = 2; inline.containsKey(key(name)) && !inline.get(key(name)).equals(files); n++) {
      name = plain + n;
    }
    inline.put(key(name), files);
    return name;
  }

  /**
   * The type that a name such as {@code DECIMAL(10, 2)} stands for.
   *
   * @throws WeftException if it stands for none
   */
  DataType type(String name) {
    if (!CheckedTypes.lengths(name).isEmpty()) {
      throw WeftException.of(
              ErrorCode.UNSUPPORTED_FEATURE, "columns of files are no lists of a fixed length")
          .hint("leave the number out, and cast the column");
    }
    Statement.Query cast = Statement.Query.unseen("SELECT CAST(NULL AS " + name + ")");
    return viewPlanner.validate(cast, this).schema().type(0);
  }

  /** The type of a name that CREATE TYPE gave; null if it gave none. */
  RelDataType namedType(String name) {
    return catalog
        .definitions()
        .type(name)
        .map(type -> SqlTypes.INSTANCE.of(type, Field.Nullability.NULLABLE))
        .orElse(null);
  }

  /** Makes a table known once more, with a hint, under a name that no user can write. */
  String hinted(String name, TableHint hint) {
    String other = name + " /*+ " + hint + " */";
    hinted.put(key(other), new Hinted(name, hint));
    return other;
  }

  /** True for the name that a table or view of the catalog has whatever schema is in use. */
  boolean isKnown(String id) {
    return catalog.withId(id).isPresent();
  }

  /** The catalog as the query, or the view, that is being planned sees it. */
  public Catalog scoped() {
    return schemaInUse.equals(catalog.schemaInUse()) ? catalog : catalog.using(schemaInUse);
  }

  /** The rows of a query, in its order, as texts; null for nulls. */
  List<List<String>> rows(ValidQuery query) {
    return viewPlanner.rows(query);
  }

  OrderDefaults orderDefaults() {
    return viewPlanner.orderDefaults();
  }

  /** A number for a recursion of this planning. */
  int nextRecursion() {
    return viewPlanner.nextNumber();
  }

  /** Makes a table known under its name, which no user can write. */
  void add(ResolvedTable table) {
    resolved.put(key(table.name()), table);
  }

  /** The tables and views resolved so far. */
  Collection<ResolvedTable> resolved() {
    return List.copyOf(resolved.values());
  }

  /**
   * What a name in FROM stands for, if anything.
   *
   * @throws WeftException of the source, if files cannot be listed or read
   */
  public Optional<ResolvedTable> resolve(String name) {
    ResolvedTable known = resolved.get(key(name));
    if (known == null) {
      failed = key(name);
      known = find(name);
      failed = null;
      if (known != null) {
        resolved.put(key(name), known);
      }
    }
    return Optional.ofNullable(known);
  }

  /** True if resolving this name failed: the error is about it. */
  boolean isFailed(String name) {
    return key(name).equals(failed);
  }

  private ResolvedTable find(String name) {
    Hinted other = hinted.get(key(name));
    if (other != null) {
      return resolve(other.name()).map(found -> found.hinted(name, other.hint())).orElse(null);
    }
    TableReference listed = inline.get(key(name));
    if (listed != null) {
      return FileTable.of(name, source.resolve(listed));
    }
    Optional<Catalog.Entry> entry = catalog.withId(name);
    if (entry.isEmpty()) {
      return Catalog.path(name)
          // under the name it was found by: Calcite looks it up again by it
          .map(files -> FileTable.of(name, source.resolve(files)))
          .orElse(null);
    }
    if (entry.get() instanceof Catalog.Entry.Table table) {
      FileTable files = FileTable.of(table.id(), source.resolve(table.reference()));
      return RestoredTable.of(files, table.columns());
    }
    if (entry.get() instanceof Catalog.Entry.System system) {
      Statement.Query rows =
          switch (listing) {
            case FULL -> new SystemRows(catalog, contents()).query(system.table());
            case EMPTY -> SystemRows.none(system.table());
          };
      return new ViewTable(system.id(), viewPlanner.validate(rows, this), viewPlanner);
    }
    return view((Catalog.Entry.View) entry.get());
  }

  private SystemRows.Contents contents() {
    return new SystemRows.Contents() {
      @Override
      public List<ListedColumn> columns(Catalog.Entry entry) {
        return listed(entry);
      }

      @Override
      public OptionalLong rowCount(Catalog.Entry.Table table) {
        TableData found = source.resolve(table.reference());
        return found.isCounted() ? OptionalLong.of(found.rowCount()) : OptionalLong.empty();
      }
    };
  }

  private List<ListedColumn> listed(Catalog.Entry entry) {
    if (!(entry instanceof Catalog.Entry.View)) {
      return described(entry);
    }
    // apart from this planning, as the view may read the table that is being listed
    QueryTables apart = new QueryTables(catalog, source, viewPlanner, Listing.EMPTY);
    try {
      return apart.described(entry);
    } catch (WeftException e) {
      return List.of();
    }
  }

  /**
   * The columns of a table or view, or of a path; nothing if the name stands for none.
   *
   * @throws WeftException of the source, or of a view's query
   */
  public Optional<List<ListedColumn>> describe(TableName name) {
    Optional<Catalog.Entry> entry = scoped().find(name);
    if (entry.isPresent()) {
      return entry.map(this::described);
    }
    Optional<TableReference> files =
        name.parts().size() == 1 ? Catalog.path(name.last()) : Optional.empty();
    return files.map(each -> ListedColumn.ofFiles(source.resolve(each).schema()));
  }

  private List<ListedColumn> described(Catalog.Entry entry) {
    if (entry instanceof Catalog.Entry.Table table) {
      return switch (table.owner()) {
        case SESSION -> ListedColumn.ofTable(resolvedSchema(entry), table.definition());
        case OTHERS -> ListedColumn.ofFiles(source.resolve(table.reference()).schema());
      };
    }
    return ListedColumn.ofQuery(resolvedSchema(entry));
  }

  /** The columns as queries see them. */
  private Schema resolvedSchema(Catalog.Entry entry) {
    List<Field> fields = new ArrayList<>();
    for (RelDataTypeField field : resolve(entry.id()).orElseThrow().getRowType().getFieldList()) {
      fields.add(SqlTypes.toWeft(field.getName(), field.getType()));
    }
    return new Schema(fields);
  }

  private ViewTable view(Catalog.Entry.View view) {
    String key = key(view.id());
    if (openViews.contains(key)) {
      throw WeftException.of(ErrorCode.INVALID_QUERY, "view '" + view.name() + "' refers to itself")
          .hint("drop it, or give it another query");
    }
    openViews.push(key);
    String around = schemaInUse;
    schemaInUse = view.inUse();
    try {
      return new ViewTable(
          view.id(), viewPlanner.validate(view.query().elsewhere(), this), viewPlanner);
    } catch (WeftException e) {
      throw inView(view, e);
    } finally {
      openViews.pop();
      schemaInUse = around;
    }
  }

  /** Positions in a view's text mean nothing in the text of the query that uses it. */
  private static WeftException inView(Catalog.Entry.View view, WeftException e) {
    WeftException error =
        WeftException.of(
            e.code(), "in " + word(view.kind()) + " '" + view.name() + "': " + e.sentence(), e);
    return e.hint().isPresent() ? error.hint(e.hint().get()) : error;
  }

  private static String word(Catalog.Entry.View.Kind kind) {
    return switch (kind) {
      case VIEW -> "view";
      case TABLE -> "table";
    };
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public Lookup<Table> tables() {
    return new Lookup<>() {
      @Override
      public Table get(String name) {
        return resolve(name).map(ResolvedTable::schemaTable).orElse(null);
      }

      @Override
      public Named<Table> getIgnoreCase(String name) {
        Table table = get(name);
        return table == null ? null : new Named<>(name, table);
      }

      @Override
      public Set<String> getNames(LikePattern pattern) {
        List<String> names = new ArrayList<>();
        catalog.entries().forEach(entry -> names.add(entry.id()));
        return Set.copyOf(names);
      }
    };
  }
}
