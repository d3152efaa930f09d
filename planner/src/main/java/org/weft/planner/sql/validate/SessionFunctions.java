package org.weft.planner.sql.validate;

import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.util.SqlShuttle;
import org.weft.planner.sql.Catalog;

/** Functions that say what names mean now: they are texts when a query is planned. */
final class SessionFunctions extends SqlShuttle {
  private final Map<String, String> values;

  private SessionFunctions(Catalog catalog) {
    this.values =
        Map.of(
            "current_schema", catalog.schemaInUse(),
            "current_catalog", Catalog.NAME,
            "current_database", Catalog.NAME);
  }

  static SqlNode apply(SqlNode tree, Catalog catalog) {
    return tree.accept(new SessionFunctions(catalog));
  }

  @Override
  public SqlNode visit(SqlCall call) {
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
