package org.weft.am.session;

import java.util.List;
import java.util.stream.Stream;
import org.weft.planner.sql.Catalog;
import org.weft.planner.sql.NamePattern;
import org.weft.planner.sql.Statement;

/** What SHOW lists of a catalog. */
final class SessionListing {
  private SessionListing() {}

  /** All tables and views: those that need no schema in front of them first. */
  static List<TableListing> of(Catalog catalog) {
    List<Catalog.Entry> inUse = catalog.entriesInUse();
    return Stream.concat(
            inUse.stream(), catalog.entries().stream().filter(entry -> !inUse.contains(entry)))
        .map(SessionListing::listing)
        .toList();
  }

  /** The rows of SHOW TABLES: name and kind. */
  static List<List<String>> of(Statement.ShowTables show, Catalog catalog) {
    List<Catalog.Entry> entries =
        show.schema()
            .map(schema -> in(schema.last(), show, catalog))
            .orElseGet(catalog::entriesInUse);
    NamePattern pattern = new NamePattern(show.pattern().orElse("%"));
    return entries.stream()
        .map(SessionListing::listing)
        .filter(table -> pattern.matches(table.name()))
        .filter(
            table ->
                show.kind() == Statement.ShowTables.Kind.ALL
                    || table.kind() == TableListing.Kind.VIEW)
        .map(table -> List.of(table.name(), table.kind().toString()))
        .toList();
  }

  private static List<Catalog.Entry> in(String schema, Statement.ShowTables show, Catalog catalog) {
    return LocalSession.at(show.position(), () -> catalog.entriesOf(schema));
  }

  /** The rows of SHOW SCHEMAS: names. */
  static List<List<String>> of(Statement.ShowSchemas show, Catalog catalog) {
    NamePattern pattern = new NamePattern(show.pattern().orElse("%"));
    return catalog.schemas().stream().filter(pattern::matches).map(List::of).toList();
  }

  private static TableListing listing(Catalog.Entry entry) {
    TableListing.Kind kind =
        Catalog.isView(entry) ? TableListing.Kind.VIEW : TableListing.Kind.TABLE;
    return new TableListing(entry.schema(), entry.name(), kind);
  }
}
