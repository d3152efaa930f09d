package org.weft.container.sort;

import java.util.List;
import java.util.Optional;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.Value;
import org.weft.planner.scan.ValueOrder;
import org.weft.planner.type.DataType;
import org.weft.planner.type.SimpleType;

/**
 * The leading key that rows must not lie beyond to be among the first N: some thread holds N rows
 * up to it. For those who read the rows, and could leave out many at once. Thread-safe.
 */
public final class LeadingBound {
  /** What becomes of rows that are equal to the bound. */
  enum Ties {
    /** Further keys decide. */
    WANTED,
    /** The N rows that are held are as good. */
    LEFT_OUT
  }

  private final SortKey key;
  private final DataType type;
  private final Ties ties;
  private volatile Value last;

  LeadingBound(SortKey key, DataType type, Ties ties) {
    this.key = key;
    this.type = type;
    this.ties = ties;
  }

  /** The leading key. */
  public SortKey key() {
    return key;
  }

  /** What becomes of rows that are equal to the bound. */
  Ties ties() {
    return ties;
  }

  /** The bound: a value, null where nulls come first, or nothing if there is none yet. */
  public Optional<Value> last() {
    return Optional.ofNullable(last);
  }

  /** A thread holds N rows up to this key. */
  synchronized void tighten(Value value) {
    boolean isNull = value instanceof Value.Null;
    boolean isNan = value instanceof Value.Real real && Double.isNaN(real.value());
    if (isNan || isNull && key.nulls() == SortKey.Nulls.LAST) {
      return; // next to nothing lies beyond
    }
    if (last == null || isNull || !(last instanceof Value.Null) && comesFirst(value, last)) {
      last = value;
    }
  }

  private boolean comesFirst(Value a, Value b) {
    int order = ValueOrder.compare(type, a, b);
    return key.direction() == SortKey.Direction.ASCENDING ? order < 0 : order > 0;
  }

  /** What the key of rows satisfies that may still be wanted, for a bound that is there. */
  public Expression condition(Column column, Value bound) {
    Expression isNull = Call.of(Function.IS_NULL, SimpleType.BOOLEAN, column);
    if (bound instanceof Value.Null) {
      return isNull;
    }
    Literal literal = new Literal(type, bound);
    Expression reaches = Call.of(comparison(), SimpleType.BOOLEAN, column, literal);
    return key.nulls() == SortKey.Nulls.LAST
        ? reaches
        : new Call(Function.OR, List.of(isNull, reaches), SimpleType.BOOLEAN);
  }

  private Function comparison() {
    boolean ascending = key.direction() == SortKey.Direction.ASCENDING;
    return switch (ties) {
      case WANTED -> ascending ? Function.LESS_OR_EQUAL : Function.GREATER_OR_EQUAL;
      case LEFT_OUT -> ascending ? Function.LESS : Function.GREATER;
    };
  }

  /** True if files may have bounds of this type. */
  public static boolean isFor(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN, INT8, INT16, INT32, INT64, DATE, TIME, TIMESTAMP, DECIMAL, UUID, ENUM -> true;
      case FLOAT32, FLOAT64, STRING, BINARY -> true;
      case NULL, INTERVAL, LIST, STRUCT, MAP -> false;
    };
  }
}
