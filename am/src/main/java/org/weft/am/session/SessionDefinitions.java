package org.weft.am.session;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.NearestName;
import org.weft.planner.error.WeftException;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.sql.ParameterText;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.StatementReader;
import org.weft.planner.sql.parse.Quoted;
import org.weft.planner.sql.translate.TableRows;
import org.weft.planner.type.DataType;
import org.weft.planner.type.SimpleType;

/** The macros, variables and prepared statements of a session. */
final class SessionDefinitions {
  private final SessionCatalog catalog;
  private final StoredTables.Runs runs;
  private final Function<String, PreparedSql> preparer;
  private final Map<String, String> prepared = new ConcurrentHashMap<>();

  /**
   * Of a session without any.
   *
   * @param preparer plans the text of one statement
   */
  SessionDefinitions(
      SessionCatalog catalog, StoredTables.Runs runs, Function<String, PreparedSql> preparer) {
    this.catalog = catalog;
    this.runs = runs;
    this.preparer = preparer;
  }

  PreparedSql create(Statement.CreateMacro create) {
    return LocalStatement.change(() -> catalog.change(now -> now.after(create)));
  }

  PreparedSql drop(Statement.DropMacro drop) {
    return LocalStatement.change(() -> catalog.change(now -> now.after(drop)));
  }

  /** The value is computed once, when the statement runs. */
  PreparedSql set(Statement.SetVariable set) {
    String query = "SELECT (" + set.value().text() + "\n) AS value";
    LogicalPlan plan;
    try {
      plan = runs.plan(Statement.Query.standingFor(set.value().position(), query));
    } catch (WeftException e) {
      throw e.at(set.value().position());
    }
    DataType type = plan.schema().type(0);
    PreparedSql text = runs.prepare(TableRows.texts(plan));
    return LocalStatement.change(
        () -> {
          List<List<String>> rows = RowTexts.of(text);
          String value = rows.isEmpty() ? null : rows.get(0).get(0);
          catalog.change(now -> now.withVariable(set.name(), literal(value, type)));
        });
  }

  private static String literal(String value, DataType type) {
    String text = value == null ? "NULL" : Quoted.text(value);
    boolean isPlain = type == SimpleType.NULL || (type == SimpleType.STRING && value != null);
    return isPlain ? text : "CAST(" + text + " AS " + type + ")";
  }

  PreparedSql reset(Statement.ResetVariable reset) {
    return LocalStatement.change(() -> catalog.change(now -> now.withoutVariable(reset.name())));
  }

  /** Keeps the text: what it means is found out when it is executed. */
  PreparedSql prepare(Statement.Prepare prepare) {
    StatementReader.read(prepare.statement().text()); // tells what is no statement
    return LocalStatement.change(
        () -> prepared.put(key(prepare.name()), prepare.statement().text()));
  }

  PreparedSql execute(Statement.Execute execute) {
    String text = prepared.get(key(execute.name()));
    if (text == null) {
      throw missing(execute.name()).at(execute.position());
    }
    try {
      String meant = ParameterText.of(text, execute.arguments());
      return PlacedSql.meant(preparer.apply(meant), execute.position());
    } catch (WeftException e) {
      throw e.at(execute.position());
    }
  }

  /** The text is computed now; errors in what it says have no place in the statement. */
  PreparedSql execute(Statement.ExecuteImmediate execute) {
    try {
      LogicalPlan plan =
          runs.plan(Statement.Query.of("SELECT (" + execute.text().text() + "\n) AS text"));
      List<List<String>> rows = RowTexts.of(runs.prepare(TableRows.texts(plan)));
      String text = rows.isEmpty() ? null : rows.get(0).get(0);
      if (text == null) {
        throw WeftException.of(ErrorCode.INVALID_QUERY, "EXECUTE IMMEDIATE needs a text, not null");
      }
      String meant = ParameterText.of(text, execute.arguments());
      return PlacedSql.meant(preparer.apply(meant), execute.text().position());
    } catch (WeftException e) {
      throw e.at(execute.text().position());
    }
  }

  PreparedSql deallocate(Statement.Deallocate deallocate) {
    if (deallocate.name().isEmpty()) {
      return LocalStatement.change(prepared::clear);
    }
    if (!prepared.containsKey(key(deallocate.name()))) {
      throw missing(deallocate.name()).at(deallocate.position());
    }
    return LocalStatement.change(() -> prepared.remove(key(deallocate.name())));
  }

  private WeftException missing(String name) {
    WeftException error =
        WeftException.of(ErrorCode.INVALID_QUERY, "no statement '" + name + "' was prepared");
    return NearestName.of(name, List.copyOf(prepared.keySet()))
        .map(nearest -> error.hint("use " + nearest + ", the nearest name"))
        .orElse(error);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
