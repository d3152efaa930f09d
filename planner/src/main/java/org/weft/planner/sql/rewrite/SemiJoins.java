package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.weft.planner.error.ErrorCode;

/**
 * SEMI JOIN and ANTI JOIN: rows of the left side for which there is, or is not, a match. They
 * become [NOT] EXISTS in WHERE.
 */
final class SemiJoins {
  private final DialectRewrite rewrite;

  SemiJoins(DialectRewrite rewrite) {
    this.rewrite = rewrite;
  }

  void rewrite(SqlSelect select) {
    if (select.getFrom() == null) {
      return;
    }
    List<SqlNode> conditions = new ArrayList<>();
    SqlNode from = without(select.getFrom(), conditions);
    SqlNode where = select.getWhere();
    for (SqlNode condition : conditions) {
      where = Trees.and(where, condition);
    }
    select.setFrom(from);
    select.setWhere(where);
  }

  /** The tables without semi-joins, whose conditions are collected. */
  private SqlNode without(SqlNode from, List<SqlNode> conditions) {
    if (!(from instanceof SqlJoin join)) {
      return from;
    }
    JoinType type = join.getJoinType();
    if (type == JoinType.LEFT_SEMI_JOIN || type == JoinType.LEFT_ANTI_JOIN) {
      SqlNode left = without(join.getLeft(), conditions);
      conditions.add(condition(join));
      return left;
    }
    boolean keepsLeft = type != JoinType.RIGHT && type != JoinType.FULL;
    join.setLeft(keepsLeft ? without(join.getLeft(), conditions) : nested(join.getLeft()));
    join.setRight(nested(join.getRight()));
    return join;
  }

  /** A side of a join of which rows without a match may be kept: it is filtered by itself. */
  private SqlNode nested(SqlNode side) {
    List<SqlNode> conditions = new ArrayList<>();
    SqlNode tables = without(side, conditions);
    if (conditions.isEmpty()) {
      return tables;
    }
    SqlSelect select = Trees.select(side.getParserPosition(), List.of(Trees.star()), tables);
    for (SqlNode condition : conditions) {
      select.setWhere(Trees.and(select.getWhere(), condition));
    }
    String name = TableNames.of(tables);
    return DialectRewrite.derived(select, name == null ? "$side" : name);
  }

  private SqlNode condition(SqlJoin join) {
    SqlNode table = join.getRight();
    SqlSelect matches = Trees.select(join.getParserPosition(), List.of(Trees.number(1)), table);
    if (join.isNatural()) {
      throw rewrite.error(
          ErrorCode.UNSUPPORTED_FEATURE, "NATURAL SEMI and ANTI JOIN are not supported", join);
    }
    if (join.getConditionType() == JoinConditionType.USING) {
      usingColumns(matches, (SqlNodeList) join.getCondition());
    } else {
      matches.setWhere(join.getCondition());
    }
    SqlNode exists = SqlStdOperatorTable.EXISTS.createCall(join.getParserPosition(), matches);
    return join.getJoinType() == JoinType.LEFT_SEMI_JOIN
        ? exists
        : SqlStdOperatorTable.NOT.createCall(join.getParserPosition(), exists);
  }

  /** The right side's columns under hidden names, so that the plain ones are the left side's. */
  private static void usingColumns(SqlSelect matches, SqlNodeList columns) {
    List<SqlNode> items = new ArrayList<>();
    SqlNode condition = null;
    for (SqlNode column : columns) {
      SqlIdentifier name = (SqlIdentifier) column;
      String hidden = "$" + name.getSimple();
      items.add(Trees.as(Trees.copy(name), hidden));
      condition =
          Trees.and(
              condition,
              SqlStdOperatorTable.EQUALS.createCall(
                  name.getParserPosition(), Trees.copy(name), Trees.name(hidden)));
    }
    SqlSelect side = Trees.select(matches.getParserPosition(), items, matches.getFrom());
    matches.setFrom(DialectRewrite.derived(side, "$side"));
    matches.setWhere(condition);
  }
}
