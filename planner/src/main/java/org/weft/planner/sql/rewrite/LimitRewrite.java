package org.weft.planner.sql.rewrite;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.sql.parse.DialectOperators;

/**
 * LIMIT, OFFSET and FETCH that are not plain numbers. Constants are computed; sub-queries, percents
 * and ties become conditions on the number or rank of a row.
 */
final class LimitRewrite {
  private static final String NUMBER = "$number";
  private static final String RANK = "$rank";
  private static final String COUNT = "$count";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final DialectRewrite rewrite;
  private final Scope scope;

  LimitRewrite(DialectRewrite rewrite, Scope scope) {
    this.rewrite = rewrite;
    this.scope = scope;
  }

  SqlNode rewritten(SqlOrderBy order) {
    SqlNode offset = simple(order.offset, "OFFSET");
    SqlNode fetch = simple(order.fetch, "LIMIT");
    if (isNumber(offset) && isNumber(fetch)) {
      boolean isBare = order.orderList.isEmpty() && offset == null && fetch == null;
      return isBare
          ? order.query
          : new SqlOrderBy(order.getParserPosition(), order.query, order.orderList, offset, fetch);
    }
    return numbered(order, offset, fetch);
  }

  private static boolean isNumber(SqlNode node) {
    return node == null || node instanceof SqlNumericLiteral;
  }

  /** A constant as a number, or as null if it is NULL; anything else as it is. */
  private SqlNode simple(SqlNode node, String clause) {
    if (node == null) {
      return null;
    }
    if (isMarked(node)) {
      checkShare(((SqlCall) node).operand(0), node);
      return node;
    }
    if (node instanceof SqlLiteral literal && literal.getValue() == null) {
      return null;
    }
    Optional<BigDecimal> constant = constant(node);
    if (constant.isEmpty()) {
      checkAlone(node, clause);
      return node;
    }
    BigDecimal value = constant.get();
    if (value.signum() < 0) {
      throw rewrite.error(ErrorCode.INVALID_VALUE, clause + " cannot be negative", node);
    }
    return SqlLiteral.createExactNumeric(
        value.setScale(0, RoundingMode.HALF_UP).toPlainString(), node.getParserPosition());
  }

  private void checkShare(SqlNode share, SqlNode marked) {
    boolean isPercent = DialectOperators.is(marked, DialectOperators.PERCENT);
    Optional<BigDecimal> constant = constant(share);
    boolean isOut =
        constant.isPresent()
            && (constant.get().signum() < 0 || constant.get().compareTo(HUNDRED) > 0);
    if (isPercent && isOut) {
      throw rewrite.error(ErrorCode.INVALID_VALUE, "LIMIT takes from 0 to 100 percent", share);
    }
    checkAlone(share, "LIMIT");
  }

  /** Columns are rows' own, but all rows have one limit. */
  private void checkAlone(SqlNode node, String clause) {
    node.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            return call.isA(SqlKind.QUERY) ? null : super.visit(call);
          }

          @Override
          public Void visit(SqlIdentifier name) {
            throw rewrite
                .error(ErrorCode.INVALID_QUERY, clause + " cannot depend on columns", name)
                .hint("write a number or a query in parentheses");
          }
        });
  }

  private static boolean isMarked(SqlNode node) {
    return DialectOperators.is(node, DialectOperators.PERCENT)
        || DialectOperators.is(node, DialectOperators.WITH_TIES);
  }

  private static Optional<BigDecimal> constant(SqlNode node) {
    if (node instanceof SqlNumericLiteral number) {
      return Optional.of(number.bigDecimalValue());
    }
    if (!(node instanceof SqlCall call) || call.operandCount() == 0) {
      return Optional.empty();
    }
    Optional<BigDecimal> left = constant(call.operand(0));
    if (left.isEmpty()) {
      return Optional.empty();
    }
    switch (call.getKind()) {
      case CAST -> {
        return left;
      }
      case MINUS_PREFIX -> {
        return left.map(BigDecimal::negate);
      }
      case PLUS_PREFIX -> {
        return left;
      }
      default -> {
        return call.operandCount() == 2
            ? constant(call.operand(1))
                .flatMap(right -> computed(call.getKind(), left.get(), right))
            : Optional.empty();
      }
    }
  }

  private static Optional<BigDecimal> computed(SqlKind kind, BigDecimal left, BigDecimal right) {
    return switch (kind) {
      case PLUS -> Optional.of(left.add(right));
      case MINUS -> Optional.of(left.subtract(right));
      case TIMES -> Optional.of(left.multiply(right));
      case DIVIDE ->
          right.signum() == 0
              ? Optional.empty()
              : Optional.of(left.divide(right, MathContext.DECIMAL128));
      default -> Optional.empty();
    };
  }

  /**
   * {@code SELECT columns FROM (SELECT …, row_number() OVER (ORDER BY …) AS n) WHERE n <= limit
   * ORDER BY n}.
   */
  private SqlNode numbered(SqlOrderBy order, SqlNode offset, SqlNode fetch) {
    List<String> columns = rewrite.columns(order.query, scope);
    SqlSelect inner = withNumbers(order);
    SqlNode number = Trees.name(NUMBER);
    SqlNode condition = null;
    if (offset != null) {
      condition = Trees.call(SqlStdOperatorTable.GREATER_THAN, number, offset);
    }
    if (fetch != null) {
      condition = Trees.and(condition, within(fetch, offset));
    }
    List<SqlNode> items = new ArrayList<>();
    for (String column : columns) {
      items.add(Trees.name(column));
    }
    SqlSelect outer =
        Trees.select(order.getParserPosition(), items, DialectRewrite.derived(inner, "$numbered"));
    outer.setWhere(condition);
    return new SqlOrderBy(
        order.getParserPosition(),
        outer,
        new SqlNodeList(List.of(Trees.name(NUMBER)), SqlParserPos.ZERO),
        null,
        null);
  }

  private SqlNode within(SqlNode fetch, SqlNode offset) {
    String counted = NUMBER;
    SqlNode most = fetch;
    if (DialectOperators.is(most, DialectOperators.WITH_TIES)) {
      counted = RANK;
      most = ((SqlCall) most).operand(0);
    }
    if (DialectOperators.is(most, DialectOperators.PERCENT)) {
      SqlNode percent = ((SqlCall) most).operand(0);
      SqlNode share =
          Trees.call(
              SqlStdOperatorTable.DIVIDE,
              Trees.call(SqlStdOperatorTable.MULTIPLY, Trees.name(COUNT), percent),
              SqlLiteral.createExactNumeric(HUNDRED + ".0", SqlParserPos.ZERO));
      most = Trees.call("floor", share);
    }
    if (offset != null) {
      most = Trees.call(SqlStdOperatorTable.PLUS, most, Trees.copy(offset));
    }
    SqlNode within = Trees.call(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, Trees.name(counted), most);
    boolean mayBeNull = most.isA(SqlKind.QUERY);
    // LIMIT (SELECT NULL) is no limit
    return mayBeNull
        ? Trees.call(
            SqlStdOperatorTable.OR,
            within,
            Trees.call(SqlStdOperatorTable.IS_NULL, Trees.copy(most)))
        : within;
  }

  /** The query with the number, the rank and the count of its rows as further columns. */
  private SqlSelect withNumbers(SqlOrderBy order) {
    boolean isPlain = order.query instanceof SqlSelect select && !select.isDistinct();
    SqlSelect base;
    SqlNodeList keys;
    if (isPlain) {
      base = (SqlSelect) order.query;
      keys = SelectItems.meanings(order.orderList, base);
    } else {
      base =
          Trees.select(
              order.getParserPosition(),
              List.of(Trees.star()),
              DialectRewrite.derived(order.query, "$all"));
      keys = byColumns(order);
    }
    List<SqlNode> items = new ArrayList<>(base.getSelectList().getList());
    items.add(Trees.as(Trees.over(Trees.call("row_number"), SqlNodeList.EMPTY, keys), NUMBER));
    items.add(Trees.as(Trees.over(Trees.call("rank"), SqlNodeList.EMPTY, Trees.copy(keys)), RANK));
    SqlNode count = Trees.call(SqlStdOperatorTable.COUNT, Trees.star());
    items.add(Trees.as(Trees.over(count, SqlNodeList.EMPTY, SqlNodeList.EMPTY), COUNT));
    base.setSelectList(new SqlNodeList(items, base.getSelectList().getParserPosition()));
    return base;
  }

  /** Keys that are numbers, of a query whose columns are known, by the columns' names. */
  private SqlNodeList byColumns(SqlOrderBy order) {
    List<String> columns = rewrite.columns(order.query, scope);
    List<SqlNode> keys = new ArrayList<>();
    for (SqlNode key : order.orderList) {
      SqlNode bare = OrderKeys.bare(key);
      boolean isOrdinal =
          bare instanceof SqlNumericLiteral number
              && number.isInteger()
              && number.longValue(true) >= 1
              && number.longValue(true) <= columns.size();
      keys.add(
          isOrdinal
              ? OrderKeys.like(
                  key,
                  Trees.name(columns.get((int) ((SqlNumericLiteral) bare).longValue(true) - 1)))
              : Trees.copy(key));
    }
    return Trees.list(keys);
  }
}
