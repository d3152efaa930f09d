package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.MergeClause.Action;
import org.weft.planner.sql.MergeClause.Rows;
import org.weft.planner.sql.Statement.ColumnDefinition;
import org.weft.planner.sql.translate.TableRows;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SqlTypeNames;

/**
 * MERGE as a query of the rows that the table has afterwards. Rows of the table meet those of the
 * source in an outer join; each gets the number of the clause that counts for it, 0 for none. A row
 * that would be changed twice is an error, as in the standard.
 */
public final class MergeQueries {
  private static final String SOURCE = "$source";
  private static final String THERE = "$there";
  private static final String ID = "$id";
  private static final String CLAUSE = "$clause";

  private final ComposedQuery.Builder text = new ComposedQuery.Builder();
  private final Statement.Merge merge;
  private final Schema table;
  private final List<ColumnDefinition> definitions;

  private MergeQueries(Statement.Merge merge, Schema table, List<ColumnDefinition> definitions) {
    this.merge = merge;
    this.table = table;
    this.definitions = definitions;
  }

  /**
   * All rows that the table has afterwards.
   *
   * @param table the table's columns
   * @param definitions what is said of them
   * @throws WeftException COLUMN_NOT_FOUND or INVALID_QUERY for what a clause says of columns
   */
  public static ComposedQuery of(
      Statement.Merge merge, Schema table, List<ColumnDefinition> definitions) {
    return new MergeQueries(merge, table, definitions).query();
  }

  private ComposedQuery query() {
    if (merge.target().with().isPresent()) {
      text.written(merge.target().with().get()).add(", ");
    } else {
      text.add("WITH ");
    }
    text.name(SOURCE).add(" AS (SELECT *, true AS ").name(THERE).add(" FROM ");
    text.written(merge.source().relation()).add(") ");
    remaining();
    if (clauses(Rows.OF_SOURCE).stream().anyMatch(at -> inserts(clause(at)))) {
      text.add(" UNION ALL ");
      inserted();
    }
    return text.at(merge.position());
  }

  private MergeClause clause(int at) {
    return merge.clauses().get(at);
  }

  /** The places of the clauses about such rows. */
  private List<Integer> clauses(Rows rows) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < merge.clauses().size(); i++) {
      if (clause(i).rows() == rows) {
        places.add(i);
      }
    }
    return places;
  }

  private static boolean inserts(MergeClause clause) {
    return clause.action() instanceof Action.Insert || clause.action() instanceof Action.InsertAll;
  }

  /** The rows of the table that stay, changed or not. */
  private void remaining() {
    text.add("SELECT ");
    newColumns();
    text.add(" FROM (SELECT *, row_number() OVER (PARTITION BY ").name(ID).add(" ORDER BY ");
    text.name(CLAUSE).add(" DESC) AS \"$n\", count(CASE WHEN ").name(CLAUSE);
    text.add(" > 0 THEN 1 END) OVER (PARTITION BY ").name(ID).add(") AS \"$times\" FROM (");
    met();
    text.add(") AS \"$met\") AS \"$counted\" WHERE \"$n\" = 1 AND CASE WHEN \"$times\" > 1 THEN ");
    text.add("CAST(error('MERGE would change a row twice: several rows of the source match it') ");
    text.add("AS BOOLEAN) ELSE ").name(CLAUSE).add(" NOT IN (-1");
    for (int i = 0; i < merge.clauses().size(); i++) {
      text.add(clause(i).action() instanceof Action.Delete ? ", " + (i + 1) : "");
    }
    text.add(") END");
  }

  private void newColumns() {
    for (int i = 0; i < table.size(); i++) {
      text.add(i == 0 ? "" : ", ").name("$" + i);
    }
  }

  /** The rows of the table with those of the source that match them. */
  private void met() {
    text.add("SELECT ").name(target()).add(".").name(ID).add(" AS ").name(ID).add(", CASE WHEN ");
    text.name(source()).add(".").name(THERE).add(" THEN ");
    number(Rows.MATCHED);
    text.add(" ELSE ");
    number(Rows.OF_TARGET);
    text.add(" END AS ").name(CLAUSE);
    newValues(
        clause -> !inserts(clause),
        column -> text.add(" ELSE ").name(target()).add(".").name(table.field(column).name()));
    text.add(" FROM (SELECT *, row_number() OVER () AS ").name(ID).add(" FROM ");
    text.add(merge.target().name().quoted()).add(") AS ").name(target());
    text.add(" LEFT JOIN ").name(SOURCE).add(" AS ").name(source()).add(" ON (");
    text.written(merge.condition()).add(")");
  }

  /** The rows of the source that have none of the table. */
  private void inserted() {
    text.add("SELECT ");
    newColumns();
    text.add(" FROM (SELECT ");
    number(Rows.OF_SOURCE);
    text.add(" AS ").name(CLAUSE);
    newValues(MergeQueries::inserts, column -> {});
    text.add(" FROM ").name(SOURCE).add(" AS ").name(source());
    text.add(" WHERE NOT EXISTS (SELECT 1 FROM ").add(merge.target().name().quoted());
    text.add(" AS ").name(target()).add(" WHERE (").written(merge.condition()).add("))");
    text.add(") AS \"$inserted\" WHERE ").name(CLAUSE).add(" IN (-1");
    for (int at : clauses(Rows.OF_SOURCE)) {
      text.add(inserts(clause(at)) ? ", " + (at + 1) : "");
    }
    text.add(")");
  }

  private String target() {
    return merge.target().alias();
  }

  private String source() {
    return merge.source().name();
  }

  /** Which clause counts for a row: its place, from 1; 0 for none and for DO NOTHING. */
  private void number(Rows rows) {
    text.add("CASE WHEN false THEN 0");
    for (int at : clauses(rows)) {
      MergeClause clause = clause(at);
      text.add(" WHEN ");
      if (clause.condition().isPresent()) {
        text.add("(").written(clause.condition().get()).add(")");
      } else {
        text.add("true");
      }
      text.add(" THEN " + (clause.action() instanceof Action.Nothing ? 0 : at + 1));
    }
    text.add(" ELSE 0 END");
  }

  /**
   * What the columns get of the clause that counts.
   *
   * @param canCount tells which clauses can count for the rows
   * @param others writes what a column gets if no clause gives it a value
   */
  private void newValues(Predicate<MergeClause> canCount, IntConsumer others) {
    List<Map<Integer, Value>> changes = new ArrayList<>();
    for (MergeClause clause : merge.clauses()) {
      changes.add(canCount.test(clause) ? changes(clause) : Map.of());
    }
    for (int column = 0; column < table.size(); column++) {
      text.add(", CASE ").name(CLAUSE).add(" WHEN -1 THEN NULL");
      for (int i = 0; i < changes.size(); i++) {
        Value value = changes.get(i).get(column);
        if (value != null) {
          text.add(" WHEN " + (i + 1) + " THEN CAST((");
          value.write(text);
          text.add(") AS " + SqlTypeNames.of(table.type(column)) + ")");
        }
      }
      others.accept(column);
      text.add(" END AS ").name("$" + column);
    }
  }

  /** What a column gets. */
  private interface Value {
    void write(ComposedQuery.Builder text);
  }

  /** What a clause gives columns, by their ordinals. */
  private Map<Integer, Value> changes(MergeClause clause) {
    Map<Integer, Value> changes = new HashMap<>();
    Action action = clause.action();
    if (action instanceof Action.Update update) {
      for (Statement.Update.Assignment assignment : update.assignments()) {
        int column = column(assignment.column(), assignment.place());
        if (changes.put(column, value(assignment.value(), column)) != null) {
          throw WeftException.of(
                  ErrorCode.INVALID_QUERY, "column '" + assignment.column() + "' is set twice")
              .at(assignment.place());
        }
      }
    } else if (action instanceof Action.UpdateAll all) {
      ofSource(changes, all.place());
    } else if (action instanceof Action.InsertAll all) {
      ofSource(changes, all.place());
    } else if (action instanceof Action.Insert insert) {
      insert(insert, changes);
    }
    return changes;
  }

  private void insert(Action.Insert insert, Map<Integer, Value> changes) {
    List<String> columns = insert.columns().isEmpty() ? table.names() : insert.columns();
    if (columns.size() != insert.values().size()) {
      throw WeftException.of(
              ErrorCode.INVALID_QUERY,
              "there are " + insert.values().size() + " values for " + columns.size() + " columns")
          .at(insert.place());
    }
    for (int i = 0; i < columns.size(); i++) {
      int column = column(columns.get(i), insert.place());
      changes.put(column, value(insert.values().get(i), column));
    }
    for (int column = 0; column < table.size(); column++) {
      changes.putIfAbsent(column, value(Optional.empty(), column));
    }
  }

  /** Each column from that of its name in the source. */
  private void ofSource(Map<Integer, Value> changes, TextPosition place) {
    for (int column = 0; column < table.size(); column++) {
      String name = table.field(column).name();
      String written = new TableName(List.of(source(), name)).quoted();
      Statement.Query value = new Statement.Query(written, place);
      changes.put(column, text -> text.written(value));
    }
  }

  private int column(String name, TextPosition place) {
    try {
      TableRows.checkKnown(name, table);
    } catch (WeftException e) {
      throw e.at(place);
    }
    return TableRows.indexOf(table.names(), name);
  }

  /** A value, or what the column gets that is given none. */
  private Value value(Optional<Statement.Query> written, int column) {
    if (written.isPresent()) {
      return text -> text.written(written.get());
    }
    Optional<Statement.Query> fallback =
        ColumnDefinition.find(definitions, table.field(column).name())
            .flatMap(ColumnDefinition::fallback);
    // written in another statement
    return text -> text.add(fallback.map(Statement.Query::text).map(t -> t + "\n").orElse("NULL"));
  }
}
