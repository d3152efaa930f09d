package org.weft.planner.sql.rewrite;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.util.Litmus;

/** What the keys of GROUP BY are, and what is computed of groups. */
final class GroupKeys {
  private static final Set<String> GROUPING = Set.of("grouping", "grouping_id", "group_id");

  private GroupKeys() {}

  /** True for what holds several keys: sets of them, or a row. */
  static boolean areSeveral(SqlNode element) {
    return switch (element.getKind()) {
      case GROUPING_SETS, ROLLUP, CUBE, ROW -> true;
      default -> false;
    };
  }

  /**
   * True if keys of GROUP BY, perhaps in sets, are given by their places.
   *
   * @param group null without GROUP BY
   */
  static boolean havePlaces(SqlNode group) {
    if (group instanceof SqlNodeList keys) {
      return keys.stream().anyMatch(GroupKeys::havePlaces);
    }
    return group instanceof SqlNumericLiteral
        || (group instanceof SqlCall several
            && areSeveral(several)
            && several.getOperandList().stream().anyMatch(GroupKeys::havePlaces));
  }

  /** True if a call computes something of a group. */
  static boolean isOfGroup(SqlCall call, Relations relations) {
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    return call.getKind() == SqlKind.FILTER
        || call.getKind() == SqlKind.WITHIN_GROUP
        || GROUPING.contains(name)
        || relations.isAggregate(name);
  }

  /** Where an expression is among keys; -1 if it is none of them. */
  static int place(List<SqlNode> keys, SqlNode wanted) {
    for (int i = 0; i < keys.size(); i++) {
      boolean isSame =
          keys.get(i) instanceof SqlIdentifier key && wanted instanceof SqlIdentifier name
              ? isSame(key, name)
              : keys.get(i).equalsDeep(wanted, Litmus.IGNORE);
      if (isSame) {
        return i;
      }
    }
    return -1;
  }

  /** The same column, one of them perhaps without its table in front. */
  private static boolean isSame(SqlIdentifier one, SqlIdentifier other) {
    int common = Math.min(one.names.size(), other.names.size());
    for (int i = 1; i <= common; i++) {
      String a = one.names.get(one.names.size() - i);
      String b = other.names.get(other.names.size() - i);
      if (!a.equalsIgnoreCase(b)) {
        return false;
      }
    }
    return true;
  }
}
