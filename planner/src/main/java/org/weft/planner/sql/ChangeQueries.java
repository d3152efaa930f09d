package org.weft.planner.sql;

import java.util.List;
import java.util.Optional;
import org.weft.planner.type.Schema;

/**
 * UPDATE and DELETE as queries of the rows that the table has afterwards. Tables of a session are
 * files, which are written anew.
 */
public final class ChangeQueries {
  private static final String OLD = "$old";
  private static final String NEW = "$new";
  private static final String IS_CHANGED = "$changed";

  private final ComposedQuery.Builder text = new ComposedQuery.Builder();
  private final Statement.Target target;
  private final Schema table;

  private ChangeQueries(Statement.Target target, Schema table) {
    this.target = target;
    this.table = table;
  }

  /**
   * The rows that stay.
   *
   * @param table the table's columns
   */
  public static ComposedQuery of(Statement.Delete delete, Schema table) {
    return new ChangeQueries(delete.target(), table).remaining(delete).at(delete.position());
  }

  /**
   * All rows as they are, then whether they go.
   *
   * @param table the table's columns
   */
  public static ComposedQuery marked(Statement.Delete delete, Schema table) {
    return new ChangeQueries(delete.target(), table).goingOrNot(delete).at(delete.position());
  }

  /**
   * All rows as they are, then whether they change, then a value for each assignment that has one
   * (null in rows that do not change).
   *
   * @param table the table's columns
   */
  public static ComposedQuery of(Statement.Update update, Schema table) {
    ChangeQueries queries = new ChangeQueries(update.target(), table);
    return queries.changed(update).at(update.position());
  }

  private ComposedQuery.Builder remaining(Statement.Delete delete) {
    prefix();
    text.add("SELECT ");
    if (delete.using().isEmpty()) {
      columns(target.alias());
      text.add(" FROM ")
          .add(target.name().quoted())
          .add(" AS ")
          .name(target.alias())
          .add(" WHERE ");
      return condition(delete.where()).add(" IS NOT TRUE");
    }
    columns(OLD);
    text.add(" FROM ").add(target.name().quoted()).add(" AS ").name(OLD);
    text.add(" WHERE NOT EXISTS (SELECT 1 FROM ");
    oldRow();
    text.add(", ").written(delete.using().get()).add(" WHERE ");
    return condition(delete.where()).add(")");
  }

  private ComposedQuery.Builder goingOrNot(Statement.Delete delete) {
    prefix();
    text.add("SELECT ");
    String alias = delete.using().isEmpty() ? target.alias() : OLD;
    columns(alias);
    text.add(", ");
    if (delete.using().isEmpty()) {
      condition(delete.where());
    } else {
      text.add("EXISTS (SELECT 1 FROM ");
      oldRow();
      text.add(", ").written(delete.using().get()).add(" WHERE ");
      condition(delete.where()).add(")");
    }
    text.add(" AS ").name(IS_CHANGED).add(" FROM ").add(target.name().quoted());
    return text.add(" AS ").name(alias);
  }

  private ComposedQuery.Builder changed(Statement.Update update) {
    prefix();
    List<Statement.Query> values =
        update.assignments().stream().flatMap(each -> each.value().stream()).toList();
    text.add("SELECT ");
    return update.from().isEmpty()
        ? changedAlone(update, values)
        : changedBeside(update, values, update.from().get());
  }

  private ComposedQuery.Builder changedAlone(
      Statement.Update update, List<Statement.Query> values) {
    columns(target.alias());
    text.add(", ").name(IS_CHANGED);
    for (Statement.Query value : values) {
      text.add(", CASE WHEN ").name(IS_CHANGED).add(" THEN (").written(value).add(") END");
    }
    text.add(" FROM (SELECT ");
    columns(target.alias());
    text.add(", ");
    condition(update.where()).add(" AS ").name(IS_CHANGED);
    text.add(" FROM ").add(target.name().quoted()).add(" AS ").name(target.alias());
    return text.add(") AS ").name(target.alias());
  }

  /** The old row meets the others in a query of its own, where names mean what they say. */
  private ComposedQuery.Builder changedBeside(
      Statement.Update update, List<Statement.Query> values, Statement.Query others) {
    columns(OLD);
    text.add(", ").name(NEW).add(".").name(IS_CHANGED);
    for (int i = 0; i < values.size(); i++) {
      text.add(", ").name(NEW).add(".").name("$" + i);
    }
    text.add(" FROM ").add(target.name().quoted()).add(" AS ").name(OLD);
    text.add(" LEFT JOIN LATERAL (SELECT true AS ").name(IS_CHANGED);
    for (int i = 0; i < values.size(); i++) {
      text.add(", (").written(values.get(i)).add(") AS ").name("$" + i);
    }
    text.add(" FROM ");
    oldRow();
    text.add(", ").written(others).add(" WHERE ");
    condition(update.where()).add(" LIMIT 1) AS ").name(NEW);
    return text.add(" ON true");
  }

  private void prefix() {
    target.with().ifPresent(text::written);
  }

  private void columns(String table) {
    for (int i = 0; i < this.table.size(); i++) {
      text.add(i == 0 ? "" : ", ").name(table).add(".").name(this.table.field(i).name());
    }
  }

  /** One row, the table's, under the name that the statement knows it by. */
  private void oldRow() {
    text.add("(SELECT ");
    columns(OLD);
    text.add(") AS ").name(target.alias()).add("(");
    for (int i = 0; i < table.size(); i++) {
      text.add(i == 0 ? "" : ", ").name(table.field(i).name());
    }
    text.add(")");
  }

  private ComposedQuery.Builder condition(Optional<Statement.Query> condition) {
    return condition.isEmpty() ? text.add("true") : text.add("(").written(condition.get()).add(")");
  }
}
