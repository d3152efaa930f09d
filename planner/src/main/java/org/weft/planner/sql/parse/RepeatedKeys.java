package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Litmus;

/**
 * ROLLUP and CUBE that name a key more than once, written as GROUPING SETS. Each of their sets
 * counts, also those that are equal because of it: {@code CUBE (a, a)} has the groups of {@code a}
 * three times. Calcite would have them once.
 */
final class RepeatedKeys {
  private RepeatedKeys() {}

  static SqlNode rollup(List<SqlNode> keys, SqlParserPos pos) {
    if (!mayRepeat(keys)) {
      return SqlStdOperatorTable.ROLLUP.createCall(pos, keys);
    }
    List<SqlNode> sets = new ArrayList<>();
    for (int count = keys.size(); count >= 0; count--) {
      sets.add(set(keys.subList(0, count), pos));
    }
    return SqlStdOperatorTable.GROUPING_SETS.createCall(pos, sets);
  }

  static SqlNode cube(List<SqlNode> keys, SqlParserPos pos) {
    if (!mayRepeat(keys)) {
      return SqlStdOperatorTable.CUBE.createCall(pos, keys);
    }
    List<SqlNode> sets = new ArrayList<>();
    for (int without = 0; without < 1 << keys.size(); without++) {
      List<SqlNode> some = new ArrayList<>();
      for (int i = 0; i < keys.size(); i++) {
        if ((without >> i & 1) == 0) {
          some.add(keys.get(i));
        }
      }
      sets.add(set(some, pos));
    }
    return SqlStdOperatorTable.GROUPING_SETS.createCall(pos, sets);
  }

  private static SqlNode set(List<SqlNode> keys, SqlParserPos pos) {
    List<SqlNode> copies = new ArrayList<>();
    for (SqlNode element : keys) {
      for (SqlNode key : parts(element)) {
        if (copies.stream().noneMatch(copy -> copy.equalsDeep(key, Litmus.IGNORE))) {
          copies.add(key.clone(key.getParserPosition()));
        }
      }
    }
    if (copies.isEmpty()) {
      return new SqlNodeList(pos);
    }
    return copies.size() == 1 ? copies.get(0) : SqlStdOperatorTable.ROW.createCall(pos, copies);
  }

  /** The keys of one element, which may be several in parentheses, or none. */
  private static List<SqlNode> parts(SqlNode element) {
    return element.getKind() == SqlKind.ROW
        ? ((SqlCall) element).getOperandList()
        : List.of(element);
  }

  /**
   * True if an element among several is a list of keys, two keys are written alike, or one is a
   * number: a place in SELECT, of who knows what.
   */
  private static boolean mayRepeat(List<SqlNode> keys) {
    for (int i = 0; i < keys.size(); i++) {
      boolean isList = keys.size() > 1 && keys.get(i).getKind() == SqlKind.ROW;
      if (isList || keys.get(i) instanceof SqlLiteral) {
        return true;
      }
      for (int j = 0; j < i; j++) {
        if (keys.get(i).equalsDeep(keys.get(j), Litmus.IGNORE)) {
          return true;
        }
      }
    }
    return false;
  }
}
