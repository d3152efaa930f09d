package org.weft.planner.sql.validate;

import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * What columns are called that nobody gave a name. DuckDB's names count: {@code range}, {@code
 * col0}. A query that asks for a column {@code id}, or for one more than there are, and finds none
 * was written for Spark, which calls them {@code id} and {@code col1}: it is tried again with its
 * names.
 */
final class DefaultNames {
  private static final Pattern NO_COLUMN =
      Pattern.compile("Column '(?:id|col(\\d+))' not found.*", Pattern.CASE_INSENSITIVE);

  private static final String RANGE = "range";

  private boolean areOfSpark;

  /** Gives the columns Spark's names, in place, if an attempt has shown that those are meant. */
  void apply(SqlNode tree) {
    if (areOfSpark) {
      tree.accept(
          new Tables() {
            @Override
            void found(SqlCall as) {
              rename(as);
            }
          });
    }
  }

  private static void rename(SqlCall as) {
    boolean isRange = as.operand(0).getKind() == SqlKind.UNNEST;
    for (int i = 2; i < as.operandCount(); i++) {
      String name = isRange ? "id" : "col" + (i - 1);
      as.setOperand(i, new SqlIdentifier(name, SqlParserPos.ZERO));
    }
  }

  /** Takes note of a failure; true if it is worth another attempt. */
  boolean learn(Throwable failure, SqlNode tree) {
    if (areOfSpark) {
      return false;
    }
    areOfSpark =
        Failures.found(failure)
            .map(found -> NO_COLUMN.matcher(String.valueOf(found.getCause().getMessage())))
            .filter(column -> column.matches() && has(tree, column.group(1)))
            .isPresent();
    return areOfSpark;
  }

  /**
   * True if there is a table of which a column could be meant.
   *
   * @param number that of the last column of VALUES; null for the column of a range
   */
  private static boolean has(SqlNode tree, String number) {
    boolean[] found = {false};
    tree.accept(
        new Tables() {
          @Override
          void found(SqlCall as) {
            boolean isRange = as.operand(0).getKind() == SqlKind.UNNEST;
            found[0] |=
                number == null
                    ? isRange
                    : !isRange && number.equals(String.valueOf(as.operandCount() - 2));
          }
        });
    return found[0];
  }

  /** Finds ranges and VALUES whose columns were given their names by nobody. */
  private abstract static class Tables extends SqlBasicVisitor<Void> {
    abstract void found(SqlCall as);

    @Override
    public Void visit(SqlCall call) {
      if (call.getKind() == SqlKind.AS && call.operandCount() > 2) {
        SqlIdentifier first = call.operand(2);
        boolean isDefault = first.getParserPosition().equals(SqlParserPos.ZERO);
        boolean isOne =
            call.operand(0).getKind() == SqlKind.VALUES
                || (call.operand(0).getKind() == SqlKind.UNNEST && first.getSimple().equals(RANGE));
        if (isDefault && isOne) {
          found(call);
        }
      }
      return super.visit(call);
    }
  }
}
