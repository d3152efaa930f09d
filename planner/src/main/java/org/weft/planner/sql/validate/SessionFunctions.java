package org.weft.planner.sql.validate;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.util.SqlShuttle;
import org.weft.planner.sql.Catalog;
import org.weft.planner.sql.parse.NamedCalls;

/**
 * Functions that say what names mean now: they are texts when a query is planned. In VALUES, which
 * know no columns, words for the present become calls; the validator would do that too late.
 */
final class SessionFunctions extends SqlShuttle {
  private static final Set<String> PRESENT =
      Set.of("current_timestamp", "current_date", "current_time", "localtimestamp", "localtime");

  /** Those that need no parentheses. */
  private static final Set<String> WITHOUT_PARENTHESES =
      Set.of("current_schema", "current_catalog", "current_user", "session_user", "current_role");

  private final Map<String, String> values;

  /** True in the rows of VALUES. */
  private boolean inValues;

  private SessionFunctions(Catalog catalog) {
    this.values =
        Map.of(
            "current_schema", catalog.schemaInUse(),
            "current_catalog", Catalog.NAME,
            "current_database", Catalog.NAME,
            // sessions have no users; as in DuckDB they are all called like the engine
            "current_user", Catalog.NAME,
            "session_user", Catalog.NAME,
            "user", Catalog.NAME,
            "current_role", Catalog.NAME);
  }

  static SqlNode apply(SqlNode tree, Catalog catalog) {
    return tree.accept(new SessionFunctions(catalog));
  }

  @Override
  public SqlNode visit(SqlIdentifier name) {
    String word = name.isSimple() ? name.getSimple().toLowerCase(Locale.ROOT) : "";
    if (WITHOUT_PARENTHESES.contains(word)) {
      return SqlLiteral.createCharString(values.get(word), name.getParserPosition());
    }
    boolean isPresent =
        inValues && name.isSimple() && PRESENT.contains(name.getSimple().toLowerCase(Locale.ROOT));
    return isPresent ? NamedCalls.of(name.getSimple(), name.getParserPosition()) : name;
  }

  @Override
  public SqlNode visit(SqlCall call) {
    boolean isValues = call.getKind() == SqlKind.VALUES;
    boolean around = inValues;
    inValues = call.isA(SqlKind.QUERY) ? isValues : inValues;
    SqlNode visited = replaced(call);
    inValues = around;
    return visited;
  }

  private SqlNode replaced(SqlCall call) {
    if (call.getOperator() instanceof SqlUnresolvedFunction && call.operandCount() == 0) {
      String value = values.get(call.getOperator().getName().toLowerCase(Locale.ROOT));
      if (value != null) {
        return SqlLiteral.createCharString(value, call.getParserPosition());
      }
    }
    CallCopyingArgHandler copy = new CallCopyingArgHandler(call, false);
    call.getOperator().acceptCall(this, call, false, copy);
    return copy.result();
  }
}
