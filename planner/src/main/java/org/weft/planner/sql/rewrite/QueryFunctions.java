package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.ListedColumn;
import org.weft.planner.sql.SystemTable;
import org.weft.planner.type.Field;
import org.weft.planner.type.SqlTypeNames;

/** DuckDB's table functions that are another way to write a query. */
final class QueryFunctions {
  private final DialectRewrite rewrite;

  QueryFunctions(DialectRewrite rewrite) {
    this.rewrite = rewrite;
  }

  /** A table of the catalog, or a query with a name; nothing for another table function. */
  Optional<SqlNode> of(SqlNode table) {
    if (table.getKind() != SqlKind.COLLECTION_TABLE) {
      return Optional.empty();
    }
    SqlCall call = (SqlCall) ((SqlCall) table).operand(0);
    String function = call.getOperator().getName().toLowerCase(Locale.ROOT);
    return switch (function) {
      case "repeat" -> Optional.of(Trees.as(repeated(call), function));
      case "repeat_row" -> Optional.of(Trees.as(repeatedRow(call), function));
      case "pragma_table_info" -> Optional.of(Trees.as(columns(call), function));
      default ->
          SystemTable.ofFunction(function)
              .filter(each -> call.operandCount() == 0)
              .map(each -> systemTable(each, call.getParserPosition()));
    };
  }

  private static SqlNode systemTable(SystemTable table, SqlParserPos pos) {
    return new SqlIdentifier(List.of(table.home().schema(), table.tableName()), pos);
  }

  private SqlNode repeated(SqlCall call) {
    if (call.operandCount() != 2) {
      throw wrong("repeat takes a value and a count", "write repeat(42, 3)", call);
    }
    SqlNode value = call.operand(0);
    String written =
        isText(value) ? ((SqlLiteral) value).getValueAs(String.class) : rewrite.text().of(value);
    return rows(List.of(Trees.as(value, written)), call.operand(1), call.getParserPosition());
  }

  private static boolean isText(SqlNode node) {
    return node instanceof SqlLiteral literal
        && literal.getTypeName().getFamily() == SqlTypeFamily.CHARACTER;
  }

  private SqlNode repeatedRow(SqlCall call) {
    List<SqlNode> values = new ArrayList<>();
    SqlNode count = null;
    for (SqlNode argument : call.getOperandList()) {
      Optional<SqlNode> number = numberOfRows(argument);
      if (number.isPresent()) {
        count = number.get();
      } else {
        values.add(Trees.as(argument, "column" + values.size()));
      }
    }
    if (count == null || values.isEmpty()) {
      throw wrong(
          "repeat_row takes values and num_rows", "write repeat_row(42, 'a', num_rows => 3)", call);
    }
    return rows(values, count, call.getParserPosition());
  }

  /** The count of {@code num_rows => 3}, of which = and := are other spellings. */
  private static Optional<SqlNode> numberOfRows(SqlNode argument) {
    boolean isAssignment = argument.getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
    if (!isAssignment && argument.getKind() != SqlKind.EQUALS) {
      return Optional.empty();
    }
    SqlNode name = ((SqlCall) argument).operand(isAssignment ? 1 : 0);
    boolean isCount =
        name instanceof SqlIdentifier identifier
            && identifier.isSimple()
            && identifier.getSimple().equalsIgnoreCase("num_rows");
    return isCount
        ? Optional.of(((SqlCall) argument).operand(isAssignment ? 0 : 1))
        : Optional.empty();
  }

  private static SqlNode rows(List<SqlNode> items, SqlNode count, SqlParserPos pos) {
    SqlNode numbers = SqlStdOperatorTable.UNNEST.createCall(pos, Trees.call("range", pos, count));
    SqlNode from =
        SqlStdOperatorTable.AS.createCall(pos, numbers, Trees.name("$repeat"), Trees.name("$n"));
    return Trees.select(pos, items, from);
  }

  /** The columns of a table, as PRAGMA table_info tells of them. */
  private SqlNode columns(SqlCall call) {
    SqlParserPos pos = call.getParserPosition();
    if (call.operandCount() != 1 || !isText(call.operand(0))) {
      throw wrong(
          "pragma_table_info takes the name of a table",
          "write it in single quotes: pragma_table_info('t')",
          call);
    }
    String written = ((SqlLiteral) call.operand(0)).getValueAs(String.class);
    List<String> name = List.of(written.split("\\.", -1));
    List<ListedColumn> columns = described(name, call);
    List<SqlNode> rows = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ListedColumn column = columns.get(i);
      List<SqlNode> cells = new ArrayList<>();
      cells.add(Trees.number(i));
      cells.add(Trees.textOf(Trees.text(column.name())));
      cells.add(Trees.textOf(Trees.text(SqlTypeNames.of(column.type()))));
      boolean isRequired = column.nullability() == Field.Nullability.REQUIRED;
      cells.add(SqlLiteral.createBoolean(isRequired, pos));
      cells.add(Trees.textOf(column.fallback().map(Trees::text).orElse(Trees.nothing())));
      boolean isKey = column.key().filter(ListedColumn.PRIMARY::equals).isPresent();
      cells.add(SqlLiteral.createBoolean(isKey, pos));
      rows.add(SqlStdOperatorTable.ROW.createCall(pos, cells));
    }
    List<SqlNode> values = new ArrayList<>();
    values.add(SqlStdOperatorTable.VALUES.createCall(pos, rows));
    values.add(Trees.name("$columns"));
    for (String column : List.of("cid", "name", "type", "notnull", "dflt_value", "pk")) {
      values.add(Trees.name(column));
    }
    return Trees.select(pos, List.of(Trees.star()), SqlStdOperatorTable.AS.createCall(pos, values));
  }

  private List<ListedColumn> described(List<String> name, SqlNode place) {
    try {
      return rewrite
          .relations()
          .description(name)
          .orElseThrow(() -> rewrite.relations().tableNotFound(name));
    } catch (WeftException e) {
      throw e.position().isPresent() ? e : rewrite.text().at(e, place);
    }
  }

  private WeftException wrong(String sentence, String hint, SqlNode place) {
    return rewrite.error(ErrorCode.INVALID_QUERY, sentence, place).hint(hint);
  }
}
