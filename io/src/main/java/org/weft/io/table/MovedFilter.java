package org.weft.io.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.physical.ColumnReferences;
import org.weft.planner.scan.Pushdowns;
import org.weft.planner.type.Schema;

/** What of a table's filter can be said of a file's columns. */
final class MovedFilter {
  private MovedFilter() {}

  /**
   * The pushdowns for a file.
   *
   * @param ordinals of the table's columns in the file's schema; -1 for those it lacks
   */
  static Pushdowns of(Pushdowns table, Schema schema, Schema inFile, List<Integer> ordinals) {
    if (table.filter().isEmpty()) {
      return table;
    }
    List<Expression> parts = new ArrayList<>();
    split(table.filter().get(), parts);
    Optional<Expression> moved =
        parts.stream()
            .filter(part -> isSaid(part, schema, inFile, ordinals))
            .map(part -> ColumnReferences.moved(part, ordinals::get))
            .reduce((a, b) -> new Call(Function.AND, List.of(a, b), a.type()));
    return new Pushdowns(moved, OptionalLong.empty());
  }

  private static void split(Expression filter, List<Expression> parts) {
    if (filter instanceof Call call && call.function() == Function.AND) {
      call.inputs().forEach(input -> split(input, parts));
    } else {
      parts.add(filter);
    }
  }

  /** True if all columns are in the file, with the table's types. */
  private static boolean isSaid(
      Expression part, Schema schema, Schema inFile, List<Integer> ordinals) {
    BitSet columns = ColumnReferences.of(part);
    return columns.stream()
        .allMatch(i -> ordinals.get(i) >= 0 && inFile.type(ordinals.get(i)).equals(schema.type(i)));
  }
}
