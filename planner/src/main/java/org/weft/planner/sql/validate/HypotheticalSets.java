package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.NamedCalls;
import org.weft.planner.sql.parse.QueryText;
import org.weft.planner.sql.rewrite.OrderKeys;

/**
 * The place that a row would have among those of a group, as in the standard: {@code rank(v) WITHIN
 * GROUP (ORDER BY x)} is one more than the rows that come before v, {@code dense_rank} counts their
 * different values, {@code percent_rank} and {@code cume_dist} divide by how many rows there are.
 */
final class HypotheticalSets {
  private static final Set<String> NAMES =
      Set.of("rank", "dense_rank", "percent_rank", "cume_dist");

  private final AggregateParts parts;
  private final SqlParserPos pos;

  private HypotheticalSets(AggregateParts parts) {
    this.parts = parts;
    this.pos = parts.whole().getParserPosition();
  }

  /** True for a function of places whose rows are ordered by WITHIN GROUP. */
  static boolean isOne(String name, AggregateParts parts) {
    return NAMES.contains(name) && parts.isWithinGroup();
  }

  /** What the call of this name stands for. */
  static SqlNode of(String name, AggregateParts parts, QueryText text) {
    if (parts.arguments().size() != parts.order().size()) {
      throw text.at(
          WeftException.of(
                  ErrorCode.INVALID_QUERY,
                  name + " needs a value for each expression of WITHIN GROUP (ORDER BY …)")
              .hint("use " + name + "(value, …) WITHIN GROUP (ORDER BY expression, …)"),
          parts.call());
    }
    HypotheticalSets set = new HypotheticalSets(parts);
    return switch (name) {
      case "rank" -> set.more(set.count(set.before()));
      case "dense_rank" -> set.more(set.differentBefore());
      case "percent_rank" -> set.percentRank();
      default ->
          set.quotient(
              set.more(set.count(set.call(SqlStdOperatorTable.OR, set.before(), set.same()))),
              set.more(set.count(null)));
    };
  }

  /** Of no rows 0. */
  private SqlNode percentRank() {
    SqlNode isEmpty = call(SqlStdOperatorTable.EQUALS, count(null), number("0"));
    return new SqlCase(
        pos,
        null,
        SqlNodeList.of(isEmpty),
        SqlNodeList.of(SqlLiteral.createApproxNumeric("0e0", pos)),
        quotient(count(before()), count(null)));
  }

  private SqlNode more(SqlNode count) {
    return call(SqlStdOperatorTable.PLUS, count, number("1"));
  }

  private SqlNode quotient(SqlNode count, SqlNode of) {
    SqlDataTypeSpec real =
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, pos), pos);
    return call(
        SqlStdOperatorTable.DIVIDE, SqlStdOperatorTable.CAST.createCall(pos, count, real), of);
  }

  /** How many rows there are for which a condition is true, if one is given. */
  private SqlNode count(SqlNode condition) {
    return filtered(SqlStdOperatorTable.COUNT.createCall(pos, SqlIdentifier.star(pos)), condition);
  }

  /** Structs are never null, so that a null counts as a value. */
  private SqlNode differentBefore() {
    List<SqlNode> fields = new ArrayList<>();
    for (int i = 0; i < parts.order().size(); i++) {
      fields.add(SqlLiteral.createCharString("k" + i, pos));
      fields.add(key(i));
    }
    SqlNode values = NamedCalls.of("named_struct", pos, fields);
    SqlCall count =
        SqlStdOperatorTable.COUNT.createCall(SqlSelectKeyword.DISTINCT.symbol(pos), pos, values);
    return filtered(count, before());
  }

  private SqlNode filtered(SqlNode aggregate, SqlNode condition) {
    List<SqlNode> conditions = new ArrayList<>(parts.filter().stream().map(TreeCopy::of).toList());
    if (condition != null) {
      conditions.add(condition);
    }
    return AggregateSyntax.filtered(aggregate, conditions, parts.whole());
  }

  /** That a row comes before the one that is asked for. */
  private SqlNode before() {
    SqlNode before = null;
    for (int i = parts.order().size() - 1; i >= 0; i--) {
      before =
          before == null
              ? before(i)
              : call(
                  SqlStdOperatorTable.OR,
                  before(i),
                  call(SqlStdOperatorTable.AND, same(i), before));
    }
    return before;
  }

  private SqlNode before(int place) {
    SqlNode item = parts.order().get(place);
    boolean isDescending = OrderKeys.isDescending(item);
    boolean areNullsFirst =
        switch (item.getKind()) {
          case NULLS_FIRST -> true;
          case NULLS_LAST -> false;
          default -> isDescending;
        };
    SqlNode isNull = call(SqlStdOperatorTable.IS_NULL, key(place));
    SqlNode isNullAsked = call(SqlStdOperatorTable.IS_NULL, asked(place));
    SqlNode compared =
        call(
            isDescending ? SqlStdOperatorTable.GREATER_THAN : SqlStdOperatorTable.LESS_THAN,
            key(place),
            asked(place));
    return new SqlCase(
        pos,
        null,
        SqlNodeList.of(isNull, isNullAsked),
        SqlNodeList.of(
            areNullsFirst
                ? call(SqlStdOperatorTable.IS_NOT_NULL, asked(place))
                : SqlLiteral.createBoolean(false, pos),
            SqlLiteral.createBoolean(!areNullsFirst, pos)),
        compared);
  }

  /** That a row is equal to the one that is asked for. */
  private SqlNode same() {
    SqlNode same = same(0);
    for (int i = 1; i < parts.order().size(); i++) {
      same = call(SqlStdOperatorTable.AND, same, same(i));
    }
    return same;
  }

  private SqlNode same(int place) {
    return call(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM, key(place), asked(place));
  }

  private SqlNode key(int place) {
    return TreeCopy.of(OrderKeys.bare(parts.order().get(place)));
  }

  private SqlNode asked(int place) {
    return TreeCopy.of(parts.arguments().get(place));
  }

  private SqlNode number(String value) {
    return SqlLiteral.createExactNumeric(value, pos);
  }

  private SqlNode call(SqlOperator operator, SqlNode... operands) {
    return operator.createCall(pos, operands);
  }
}
