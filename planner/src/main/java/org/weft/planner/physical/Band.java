package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;

/**
 * What the order of its build rows says of the matches of a join without keys: those of a probe row
 * lie between two places when the build rows are sorted by one column, and among them a second
 * column may rule out more. Bounds are taken as inclusive: the join's condition is checked all the
 * same, and this only leaves out pairs that cannot fulfil it.
 *
 * @param sorted the build column to sort by
 * @param least the probe column that the sorted one is at least, if there is one
 * @param most the probe column that the sorted one is at most, if there is one
 * @param second a comparison of another build column
 */
public record Band(int sorted, OptionalInt least, OptionalInt most, Optional<Second> second) {
  /** How a build column stands to a probe column. */
  public enum Side {
    AT_LEAST,
    AT_MOST
  }

  /** A build column that is at least or at most a probe column. */
  public record Second(int build, Side side, int probe) {}

  /** The band of a join; absent if it has keys or no comparison between its sides. */
  public static Optional<Band> of(PhysicalPlan.HashJoin join) {
    if (!join.probeKeys().isEmpty() || join.residual().isEmpty()) {
      return Optional.empty();
    }
    List<Second> comparisons = new ArrayList<>();
    collect(join.residual().get(), join.probe().schema().size(), comparisons);
    if (comparisons.isEmpty()) {
      return Optional.empty();
    }
    int sorted = sorted(comparisons);
    return Optional.of(
        new Band(
            sorted,
            bound(comparisons, sorted, Side.AT_LEAST),
            bound(comparisons, sorted, Side.AT_MOST),
            comparisons.stream().filter(other -> other.build() != sorted).findFirst()));
  }

  private static void collect(Expression condition, int probeSize, List<Second> comparisons) {
    if (!(condition instanceof Call call)) {
      return;
    }
    if (call.function() == Function.AND) {
      call.inputs().forEach(input -> collect(input, probeSize, comparisons));
      return;
    }
    boolean isOrder = isOrder(call.function());
    if (!isOrder
        || !(call.inputs().get(0) instanceof Column a)
        || !(call.inputs().get(1) instanceof Column b)
        || !a.type().equals(b.type())
        || !isSortable(a.type())) {
      return;
    }
    boolean less = call.function() == Function.LESS || call.function() == Function.LESS_OR_EQUAL;
    if (a.ordinal() < probeSize && b.ordinal() >= probeSize) {
      comparisons.add(
          new Second(b.ordinal() - probeSize, less ? Side.AT_LEAST : Side.AT_MOST, a.ordinal()));
    } else if (a.ordinal() >= probeSize && b.ordinal() < probeSize) {
      comparisons.add(
          new Second(a.ordinal() - probeSize, less ? Side.AT_MOST : Side.AT_LEAST, b.ordinal()));
    }
  }

  /** True for a comparison by order. */
  static boolean isOrder(Function function) {
    return switch (function) {
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
      default -> false;
    };
  }

  /** True for types whose order a word can tell, at least roughly. */
  static boolean isSortable(DataType type) {
    return switch (type.kind()) {
      case INT8,
          INT16,
          INT32,
          INT64,
          DATE,
          TIME,
          TIMESTAMP,
          ENUM,
          FLOAT32,
          FLOAT64,
          STRING,
          BINARY ->
          true;
      case DECIMAL -> ((DecimalType) type).fitsLong();
      case NULL, BOOLEAN, INTERVAL, UUID, LIST, STRUCT, MAP -> false;
    };
  }

  /** A column that is bounded on both sides has the narrowest band. */
  private static int sorted(List<Second> comparisons) {
    for (Second one : comparisons) {
      boolean isBetween =
          comparisons.stream()
              .anyMatch(other -> other.build() == one.build() && other.side() != one.side());
      if (isBetween) {
        return one.build();
      }
    }
    return comparisons.get(0).build();
  }

  private static OptionalInt bound(List<Second> comparisons, int column, Side side) {
    return comparisons.stream()
        .filter(comparison -> comparison.build() == column && comparison.side() == side)
        .mapToInt(Second::probe)
        .findFirst();
  }
}
