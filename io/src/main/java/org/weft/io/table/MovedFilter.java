package org.weft.io.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.weft.io.scan.LiveFilter;
import org.weft.io.scan.Narrowing;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.physical.ColumnReferences;
import org.weft.planner.scan.Pushdowns;
import org.weft.planner.type.Schema;

/**
 * What of a table's filters can be said of a file's columns.
 *
 * @param ordinals of the table's columns in the file's schema; -1 for those it lacks
 */
record MovedFilter(Schema table, Schema inFile, List<Integer> ordinals) {
  /** The same for a file. */
  Narrowing of(Narrowing narrowing) {
    Pushdowns known = narrowing.known();
    Pushdowns moved =
        known.filter().isEmpty()
            ? known
            : new Pushdowns(moved(known.filter().get()), OptionalLong.empty());
    return new Narrowing(moved, live(narrowing.live()), Optional.empty());
  }

  private LiveFilter live(LiveFilter ofTable) {
    return ofTable == LiveFilter.NONE ? LiveFilter.NONE : new Live(ofTable);
  }

  private Optional<Expression> moved(Expression filter) {
    List<Expression> parts = new ArrayList<>();
    split(filter, parts);
    return parts.stream()
        .filter(this::isSaid)
        .map(part -> ColumnReferences.moved(part, ordinals::get))
        .reduce((a, b) -> new Call(Function.AND, List.of(a, b), a.type()));
  }

  private static void split(Expression filter, List<Expression> parts) {
    if (filter instanceof Call call && call.function() == Function.AND) {
      call.inputs().forEach(input -> split(input, parts));
    } else {
      parts.add(filter);
    }
  }

  /** True if all columns are in the file, with the table's types. */
  private boolean isSaid(Expression part) {
    BitSet columns = ColumnReferences.of(part);
    return columns.stream()
        .allMatch(i -> ordinals.get(i) >= 0 && inFile.type(ordinals.get(i)).equals(table.type(i)));
  }

  /** Moves a filter when it has changed. For one reader, which is one thread's. */
  private final class Live implements LiveFilter {
    private final LiveFilter ofTable;
    private Expression last;
    private Optional<Expression> lastMoved = Optional.empty();

    Live(LiveFilter ofTable) {
      this.ofTable = ofTable;
    }

    @Override
    public Optional<Expression> now() {
      Expression filter = ofTable.now().orElse(null);
      if (filter != last) {
        last = filter;
        lastMoved = moved(filter);
      }
      return lastMoved;
    }
  }
}
