package org.weft.planner.sql.validate;

import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
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
 * column1} was written for PostgreSQL or DataFusion, and so was one that calls the column of a
 * table function by the table's alias or {@code value}: it is tried again with their names.
 */
final class DefaultNames {
  private static final Pattern NO_COLUMN = Pattern.compile("Column '(.+?)' not found.*");

  private static final Pattern NUMBERED =
      Pattern.compile("col(umn)?(\\d{1,9})", Pattern.CASE_INSENSITIVE);

  private static final Set<String> RANGES = Set.of("range", "generate_series");

  /**
   * Names given by another engine to columns that have no name of their own.
   *
   * @param meant true of a table in which the engine would find the column asked for
   * @param of the name of a column of a table, its number counted from 1; null if it keeps its own
   */
  private record Names(Predicate<SqlCall> meant, BiFunction<SqlCall, Integer, String> of) {}

  private Names names;

  /** Gives the columns other names, in place, if an attempt has shown that those are meant. */
  void apply(SqlNode tree) {
    if (names != null) {
      tree.accept(
          new Tables() {
            @Override
            void found(SqlCall as) {
              for (int i = 2; i < as.operandCount(); i++) {
                String name = names.of().apply(as, i - 1);
                if (name != null) {
                  as.setOperand(i, new SqlIdentifier(name, SqlParserPos.ZERO));
                }
              }
            }
          });
    }
  }

  /** Takes note of a failure; true if it is worth another attempt. */
  boolean learn(Throwable failure, SqlNode tree) {
    if (names != null) {
      return false;
    }
    Failures.found(failure)
        .map(found -> NO_COLUMN.matcher(String.valueOf(found.getCause().getMessage())))
        .filter(Matcher::matches)
        .map(column -> names(column.group(1)))
        .filter(other -> isIn(tree, other))
        .ifPresent(other -> names = other);
    return names != null;
  }

  /** The names of the engine that calls a column so. */
  private static Names names(String column) {
    Matcher numbered = NUMBERED.matcher(column);
    if (numbered.matches() && numbered.group(1) == null) {
      // only the number behind DuckDB's last one tells Spark's from DuckDB's
      int last = Integer.parseInt(numbered.group(2));
      return new Names(
          as -> !isFunction(as) && as.operandCount() - 2 == last, DefaultNames::ofSpark);
    }
    if (numbered.matches()) {
      int wanted = Integer.parseInt(numbered.group(2));
      return new Names(
          as -> !isFunction(as) && as.operandCount() - 2 >= wanted,
          (as, number) -> isFunction(as) ? null : "column" + number);
    }
    if (column.equalsIgnoreCase("id")) {
      return new Names(DefaultNames::isRange, DefaultNames::ofSpark);
    }
    if (column.equalsIgnoreCase("value")) {
      return new Names(DefaultNames::isRange, (as, number) -> isRange(as) ? "value" : null);
    }
    return new Names(
        as -> isSingle(as) && name(as).equalsIgnoreCase(column),
        (as, number) -> isSingle(as) ? name(as) : null);
  }

  private static String ofSpark(SqlCall as, int number) {
    if (isFunction(as)) {
      return isRange(as) ? "id" : null;
    }
    return "col" + number;
  }

  /** True for a function of one column. */
  private static boolean isSingle(SqlCall as) {
    return isFunction(as) && as.operandCount() == 3;
  }

  private static String name(SqlCall as) {
    return ((SqlIdentifier) as.operand(1)).getSimple();
  }

  private static boolean isFunction(SqlCall as) {
    return as.operand(0).getKind() == SqlKind.UNNEST;
  }

  private static boolean isRange(SqlCall as) {
    return isFunction(as)
        && RANGES.contains(((SqlIdentifier) as.operand(2)).getSimple().toLowerCase(Locale.ROOT));
  }

  /** True if there is a table that would be given such a name. */
  private static boolean isIn(SqlNode tree, Names names) {
    boolean[] found = {false};
    tree.accept(
        new Tables() {
          @Override
          void found(SqlCall as) {
            found[0] |= names.meant().test(as);
          }
        });
    return found[0];
  }

  /** Finds table functions and VALUES whose columns were given their names by nobody. */
  private abstract static class Tables extends SqlBasicVisitor<Void> {
    abstract void found(SqlCall as);

    @Override
    public Void visit(SqlCall call) {
      if (call.getKind() == SqlKind.AS && call.operandCount() > 2) {
        SqlIdentifier first = call.operand(2);
        boolean isDefault = first.getParserPosition().equals(SqlParserPos.ZERO);
        if (isDefault && (call.operand(0).getKind() == SqlKind.VALUES || isFunction(call))) {
          found(call);
        }
      }
      return super.visit(call);
    }
  }
}
