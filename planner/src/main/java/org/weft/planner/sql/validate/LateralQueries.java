package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Sub-queries in FROM that use tables to their left without saying LATERAL, as in DuckDB: those
 * with a name that was not found are tried again as if they did. Lateral ones see all tables to
 * their left, also over commas.
 */
final class LateralQueries {
  private static final Pattern NOT_FOUND =
      Pattern.compile("(?:Table|Object|Column) '.*?' not found.*", Pattern.DOTALL);

  private static final Set<JoinType> LOOKING_LEFT =
      Set.of(JoinType.COMMA, JoinType.CROSS, JoinType.INNER, JoinType.LEFT);

  private final Set<Long> places = new HashSet<>();

  private static long place(int line, int column) {
    return ((long) line << 32) | column;
  }

  private static long start(SqlNode node) {
    SqlParserPos pos = node.getParserPosition();
    return place(pos.getLineNum(), pos.getColumnNum());
  }

  /** Changes the tree in place. */
  void apply(SqlNode tree) {
    tree.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call instanceof SqlSelect select && select.getFrom() instanceof SqlJoin join) {
              select.setFrom(joined(join));
            }
            return super.visit(call);
          }
        });
  }

  private SqlNode joined(SqlNode from) {
    if (!(from instanceof SqlJoin join)) {
      return from;
    }
    join.setLeft(joined(join.getLeft()));
    join.setRight(joined(join.getRight()));
    Optional<SqlNode> query = query(join.getRight());
    if (LOOKING_LEFT.contains(join.getJoinType())
        && query.isPresent()
        && places.contains(start(query.get()))) {
      join.setRight(lateral(join.getRight()));
    }
    boolean isProduct =
        join.getJoinType() == JoinType.COMMA
            || (join.getJoinType() == JoinType.CROSS
                && join.getConditionType() == JoinConditionType.NONE);
    boolean looksPast =
        isProduct
            && join.getRight() instanceof SqlJoin right
            && LOOKING_LEFT.contains(right.getJoinType())
            && !right.isNatural()
            && right.getConditionType() != JoinConditionType.USING
            && hasLateral(right);
    if (!looksPast) {
      return join;
    }
    // a, (b JOIN c) is (a, b) JOIN c
    SqlJoin right = (SqlJoin) join.getRight();
    join.setRight(right.getLeft());
    right.setLeft(joined(join));
    return right;
  }

  private static boolean hasLateral(SqlNode from) {
    if (from instanceof SqlJoin join) {
      return hasLateral(join.getLeft()) || hasLateral(join.getRight());
    }
    SqlNode table = from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(0) : from;
    return table.getKind() == SqlKind.LATERAL;
  }

  private static SqlNode lateral(SqlNode table) {
    if (table.getKind() != SqlKind.AS) {
      return SqlStdOperatorTable.LATERAL.createCall(table.getParserPosition(), table);
    }
    SqlCall as = (SqlCall) table;
    List<SqlNode> operands = new ArrayList<>(as.getOperandList());
    operands.set(0, lateral(operands.get(0)));
    return SqlStdOperatorTable.AS.createCall(as.getParserPosition(), operands);
  }

  /** The query that a table is, perhaps under an alias. */
  private static Optional<SqlNode> query(SqlNode table) {
    SqlNode node = table.getKind() == SqlKind.AS ? ((SqlCall) table).operand(0) : table;
    return node.isA(SqlKind.QUERY) ? Optional.of(node) : Optional.empty();
  }

  /**
   * Takes note of a failure; true if it is worth another attempt.
   *
   * @param tree the tree that was being validated
   */
  boolean learn(Throwable failure, SqlNode tree) {
    return Failures.found(failure)
        .filter(found -> NOT_FOUND.matcher(String.valueOf(found.getCause().getMessage())).matches())
        .filter(found -> around(found, tree))
        .isPresent();
  }

  /** Notes the innermost sub-query around a failure that is not known yet. */
  private boolean around(CalciteContextException failure, SqlNode tree) {
    long place = place(failure.getPosLine(), failure.getPosColumn());
    List<Long> found = new ArrayList<>();
    tree.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call instanceof SqlJoin join && LOOKING_LEFT.contains(join.getJoinType())) {
              query(join.getRight()).filter(this::isAround).ifPresent(q -> found.add(start(q)));
            }
            return super.visit(call);
          }

          private boolean isAround(SqlNode query) {
            SqlParserPos pos = query.getParserPosition();
            long end = place(pos.getEndLineNum(), pos.getEndColumnNum());
            return start(query) <= place && place <= end && !places.contains(start(query));
          }
        });
    return !found.isEmpty() && places.add(found.get(found.size() - 1));
  }
}
