package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.sql.parse.DialectOperators;
import org.weft.planner.sql.parse.NamedCalls;

/**
 * Columns of FROM that a select does not name: stars among arguments ({@code struct(t.*)}), {@code
 * *COLUMNS(…)}, a table's name that stands for its row ({@code SELECT t FROM t}), and {@code #2}.
 */
final class ArgumentStars {
  /** {@code #1}. */
  private static final Pattern POSITION = Pattern.compile("#([1-9][0-9]{0,5})");

  private final DialectRewrite rewrite;
  private final StarExpansion stars;
  private final SqlSelect select;

  /** What tables are called, as written, by their names in lower case. */
  private final Map<String, String> tables = new HashMap<>();

  /** The names of the columns of FROM, once they are asked for. */
  private List<String> names;

  private ArgumentStars(DialectRewrite rewrite, Scope scope, SqlSelect select) {
    this.rewrite = rewrite;
    this.stars = new StarExpansion(rewrite, scope);
    this.select = select;
    if (select.getFrom() != null) {
      collect(select.getFrom());
    }
  }

  private void collect(SqlNode from) {
    if (from instanceof SqlJoin join) {
      collect(join.getLeft());
      collect(join.getRight());
      return;
    }
    String name = TableNames.of(from);
    if (name != null && !isColumn(from)) {
      tables.put(name.toLowerCase(Locale.ROOT), name);
    }
  }

  /** True for a function of one column, which PostgreSQL and DataFusion call like the table. */
  private static boolean isColumn(SqlNode from) {
    return from instanceof SqlCall as
        && as.getKind() == SqlKind.AS
        && as.operandCount() == 3
        && as.operand(0).getKind() == SqlKind.UNNEST
        && as.operand(2).getParserPosition().equals(SqlParserPos.ZERO);
  }

  static void rewrite(DialectRewrite rewrite, Scope scope, SqlSelect select) {
    if (select.getFrom() == null) {
      return;
    }
    ArgumentStars columns = new ArgumentStars(rewrite, scope, select);
    SqlNodeList items = select.getSelectList();
    for (int i = 0; i < items.size(); i++) {
      items.set(i, columns.item(items.get(i)));
    }
    select.setWhere(columns.changed(select.getWhere()));
    select.setHaving(columns.changed(select.getHaving()));
    select.setQualify(columns.changed(select.getQualify()));
    if (select.getGroup() != null) {
      select.setGroupBy((SqlNodeList) columns.changed(select.getGroup()));
    }
  }

  private SqlNode changed(SqlNode node) {
    return node == null ? null : node.accept(new Shuttle());
  }

  /** A bare name keeps it as the name of its column. */
  private SqlNode item(SqlNode item) {
    SqlNode changed = changed(item);
    boolean isRow = item instanceof SqlIdentifier && changed instanceof SqlCall;
    return isRow ? Trees.as(changed, ((SqlIdentifier) item).getSimple()) : changed;
  }

  private final class Shuttle extends SqlShuttle {
    @Override
    public SqlNode visit(SqlIdentifier name) {
      if (!name.isSimple() || name.isStar()) {
        return name;
      }
      Matcher position = POSITION.matcher(name.getSimple());
      if (position.matches()) {
        return column(Integer.parseInt(position.group(1)), name);
      }
      String table = tables.get(name.getSimple().toLowerCase(Locale.ROOT));
      boolean isRow =
          table != null && names().stream().noneMatch(name.getSimple()::equalsIgnoreCase);
      return isRow ? row(table, name.getParserPosition()) : name;
    }

    @Override
    public SqlNode visit(SqlCall call) {
      boolean isOther =
          call.isA(SqlKind.QUERY)
              || call instanceof SqlLambda
              || DialectOperators.is(call, DialectOperators.STAR)
              || DialectOperators.is(call, DialectOperators.COLUMNS);
      if (isOther) {
        return call;
      }
      boolean isNameBehind =
          call.getKind() == SqlKind.AS
              || call.getKind() == SqlKind.DOT
              || call.getKind() == SqlKind.ARGUMENT_ASSIGNMENT
              || (call.getKind() == SqlKind.OVER && call.operand(1) instanceof SqlIdentifier);
      if (isNameBehind) {
        SqlNode first = call.operand(0);
        SqlNode changed = first.accept(this);
        if (changed == first) {
          return call;
        }
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        operands.set(0, changed);
        return call.getOperator().createCall(call.getParserPosition(), operands);
      }
      return super.visit(unpacked(call));
    }
  }

  private List<String> names() {
    if (names == null) {
      names = stars.names(Trees.star(), select);
    }
    return names;
  }

  private SqlNode column(int number, SqlIdentifier place) {
    if (number > names().size()) {
      throw rewrite.error(
          ErrorCode.COLUMN_NOT_FOUND,
          "there is no column " + place.getSimple() + ", FROM has " + names().size(),
          place);
    }
    return new SqlIdentifier(names().get(number - 1), place.getParserPosition());
  }

  private SqlNode row(String table, SqlParserPos pos) {
    SqlIdentifier star = SqlIdentifier.star(List.of(table, ""), pos, List.of(pos, pos));
    List<SqlNode> fields = new ArrayList<>();
    for (SqlNode column : columns(star)) {
      fields.add(fieldName(column));
      fields.add(column);
    }
    return NamedCalls.of("named_struct", pos, fields.toArray(SqlNode[]::new));
  }

  private List<SqlNode> columns(SqlIdentifier star) {
    List<SqlNode> columns = new ArrayList<>();
    for (String name : stars.names(star, select)) {
      columns.add(StarExpansion.column(star, name, star.getParserPosition()));
    }
    return columns;
  }

  private static SqlNode fieldName(SqlNode column) {
    String alias = Trees.alias(column);
    List<String> names = alias == null ? ((SqlIdentifier) column).names : List.of(alias);
    return SqlLiteral.createCharString(names.get(names.size() - 1), column.getParserPosition());
  }

  /** The call with columns in place of its stars. */
  private SqlCall unpacked(SqlCall call) {
    boolean isIn = call.getKind() == SqlKind.IN || call.getKind() == SqlKind.NOT_IN;
    if (isIn && call.operand(1) instanceof SqlNodeList values) {
      List<SqlNode> unpacked = new ArrayList<>();
      for (SqlNode value : values) {
        if (DialectOperators.is(value, DialectOperators.UNPACKED)) {
          starred(value).forEach(column -> unpacked.add(Trees.unaliased(column)));
        } else {
          unpacked.add(value);
        }
      }
      call.setOperand(1, new SqlNodeList(unpacked, values.getParserPosition()));
      return call;
    }
    boolean isFunction = call.getOperator() instanceof SqlFunction;
    boolean hasStar =
        isFunction
            && call.getFunctionQuantifier() == null
            && call.getOperandList().stream().anyMatch(ArgumentStars::isStar);
    if (!hasStar) {
      return call;
    }
    boolean isCount = call.getOperator().getName().equalsIgnoreCase("count");
    if (isCount && call.operandCount() == 1) {
      // rows are counted, whatever is in them
      call.setOperand(0, SqlIdentifier.star(call.operand(0).getParserPosition()));
      return call;
    }
    boolean isStruct = call.getOperator().getName().equalsIgnoreCase("named_struct");
    List<SqlNode> operands = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      if (!isStar(operand)) {
        operands.add(operand);
        continue;
      }
      if (isStruct && operands.size() % 2 == 1) {
        operands.remove(operands.size() - 1); // the name that a star has not
      }
      for (SqlNode column : starred(operand)) {
        if (isStruct) {
          operands.add(fieldName(column));
        }
        operands.add(Trees.unaliased(column));
      }
    }
    return (SqlCall) call.getOperator().createCall(call.getParserPosition(), operands);
  }

  private static boolean isStar(SqlNode operand) {
    return (operand instanceof SqlIdentifier name && name.isStar())
        || DialectOperators.is(operand, DialectOperators.STAR)
        || DialectOperators.is(operand, DialectOperators.UNPACKED);
  }

  private List<SqlNode> starred(SqlNode operand) {
    if (DialectOperators.is(operand, DialectOperators.UNPACKED)) {
      return stars.chosen(((SqlCall) operand).operand(0), select);
    }
    return operand instanceof SqlIdentifier star
        ? columns(star)
        : stars.expanded((SqlCall) operand, select);
  }
}
