package org.weft.planner.sql.translate;

import java.util.List;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall.Distinctness;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.type.DataType;
import org.weft.planner.type.SimpleType;

/**
 * What windows compare instead of lists, structs, maps and intervals, whose bytes do not sort as
 * their values do. See {@link org.weft.planner.sql.algebra.SortableKeys}, which does the same for
 * sorts and aggregations.
 */
final class WindowSortKeys {
  private WindowSortKeys() {}

  /** True if values of a type do not sort as their bytes or numbers do. */
  static boolean isNeeded(DataType type) {
    return type == SimpleType.INTERVAL || type.isNested();
  }

  /** What is compared to divide or order rows by a value: equal for equal values. */
  static Expression key(Expression value) {
    if (value.type() == SimpleType.INTERVAL) {
      return LibraryTranslation.of("interval_length", List.of(value));
    }
    if (!value.type().isNested()) {
      return value;
    }
    return value.type().holdsIntervals()
        ? LibraryTranslation.of("equal_key", List.of(value))
        : whole(value);
  }

  /** Bytes that sort as the value does and tell all of it. */
  static Expression whole(Expression value) {
    return LibraryTranslation.of("sort_key", List.of(value));
  }

  /** The value of such bytes. */
  static Expression restored(Expression bytes, DataType type) {
    return LibraryTranslation.of(FunctionRegistry.get("sort_value"), List.of(bytes), type);
  }

  /** The interval of so many microseconds. */
  static Expression ofLength(Expression micros) {
    Expression none = new Literal(SimpleType.INT64, new Value.Int(0));
    Expression whole = Casts.to(micros, SimpleType.INT64);
    return normal(LibraryTranslation.of("interval_of", List.of(none, none, whole)));
  }

  /** The value that equal values share. */
  static Expression normal(Expression value) {
    if (value.type() == SimpleType.INTERVAL) {
      return LibraryTranslation.of("interval_normal", List.of(value));
    }
    if (value.type().holdsIntervals()) {
      throw refused("DISTINCT", value.type());
    }
    return value;
  }

  /** What equal values share, to be counted. */
  static Expression counted(Expression value) {
    return value.type().holdsIntervals() ? key(value) : value;
  }

  /** How an aggregate takes an argument that does not sort as its bytes do. */
  enum Form {
    /** As it is. */
    VALUE,
    /** As {@link #normal}. */
    NORMAL,
    /** As {@link #key}. */
    KEY,
    /** As {@link #whole}, and the result is made of it. */
    WHOLE,
    /** Not at all. */
    REFUSED
  }

  /** How an aggregate over a window takes its n-th argument, from 0. */
  static Form form(Aggregate function, int argument, Distinctness distinctness) {
    return switch (function) {
      case MIN, MAX, QUANTILE_CONT, QUANTILE_DISC, MODE -> Form.WHOLE;
      case ARG_MIN, ARG_MAX, ARG_MIN_N, ARG_MAX_N -> argument == 1 ? Form.KEY : Form.VALUE;
      case MIN_N, MAX_N, HISTOGRAM, TOP_K -> Form.REFUSED;
      case ENTROPY, APPROX_COUNT_DISTINCT -> Form.NORMAL;
      default -> distinctness == Distinctness.DISTINCT ? Form.NORMAL : Form.VALUE;
    };
  }

  static WeftException refused(String function, DataType type) {
    return WeftException.of(
        ErrorCode.UNSUPPORTED_FEATURE, function + " over " + type + " is not supported in windows");
  }
}
