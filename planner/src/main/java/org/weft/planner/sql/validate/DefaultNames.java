package org.weft.planner.sql.validate;

import java.util.regex.Matcher;
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
 * was written for Spark, which calls them {@code id} and {@code col1}; one that asks for {@code
 * column1} was written for PostgreSQL or DataFusion: it is tried again with their names.
 */
final class DefaultNames {
  private static final Pattern NO_COLUMN =
      Pattern.compile("Column '(?:id|col(umn)?(\\d{1,9}))' not found.*", Pattern.CASE_INSENSITIVE);

  private static final String RANGE = "range";

  /** How an engine calls the columns of VALUES; their numbers follow. */
  private enum Style {
    DUCKDB("col"),
    SPARK("col"),
    POSTGRESQL("column");

    private final String stem;

    Style(String stem) {
      this.stem = stem;
    }
  }

  private Style style = Style.DUCKDB;

  /** Gives the columns other names, in place, if an attempt has shown that those are meant. */
  void apply(SqlNode tree) {
    if (style != Style.DUCKDB) {
      tree.accept(
          new Tables() {
            @Override
            void found(SqlCall as) {
              rename(as);
            }
          });
    }
  }

  private void rename(SqlCall as) {
    boolean isRange = as.operand(0).getKind() == SqlKind.UNNEST;
    for (int i = 2; i < as.operandCount(); i++) {
      String name = isRange ? "id" : style.stem + (i - 1);
      as.setOperand(i, new SqlIdentifier(name, SqlParserPos.ZERO));
    }
  }

  /** Takes note of a failure; true if it is worth another attempt. */
  boolean learn(Throwable failure, SqlNode tree) {
    if (style != Style.DUCKDB) {
      return false;
    }
    Failures.found(failure)
        .map(found -> NO_COLUMN.matcher(String.valueOf(found.getCause().getMessage())))
        .filter(column -> column.matches() && has(tree, column))
        .ifPresent(column -> style = column.group(1) == null ? Style.SPARK : Style.POSTGRESQL);
    return style != Style.DUCKDB;
  }

  /** True if there is a table of which the column that was not found could be meant. */
  private static boolean has(SqlNode tree, Matcher column) {
    boolean isOfPostgres = column.group(1) != null;
    int number = column.group(2) == null ? 0 : Integer.parseInt(column.group(2));
    boolean[] found = {false};
    tree.accept(
        new Tables() {
          @Override
          void found(SqlCall as) {
            boolean isRange = as.operand(0).getKind() == SqlKind.UNNEST;
            int columns = as.operandCount() - 2;
            boolean isColumn = isOfPostgres ? number <= columns : number == columns;
            found[0] |= number == 0 ? isRange : !isRange && isColumn;
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
