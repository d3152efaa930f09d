package org.weft.container.expression.tree;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Place;
import org.weft.planner.type.DataType;

/** The errors that values cause. */
public final class Failures {
  private Failures() {}

  /** A result that its type cannot hold. */
  public static WeftException overflow(String computation, DataType type) {
    return WeftException.of(
            ErrorCode.NUMERIC_OVERFLOW, "the result of " + computation + " does not fit " + type)
        .hint("cast an argument to a wider type");
  }

  /** A division by zero. */
  public static WeftException divisionByZero(String computation) {
    return WeftException.of(ErrorCode.DIVISION_BY_ZERO, "division by zero in " + computation)
        .hint("guard it with NULLIF(divisor, 0)");
  }

  /** A value that cannot become one of another type. */
  public static WeftException badCast(String value, DataType from, DataType to) {
    return WeftException.of(
            ErrorCode.INVALID_CAST, "the " + from + " " + value + " cannot be cast to " + to)
        .hint("use TRY_CAST to get NULL instead");
  }

  /** An argument outside what a function takes. */
  public static WeftException badValue(String sentence) {
    return WeftException.of(ErrorCode.INVALID_VALUE, sentence);
  }

  /**
   * An error of a computation that was written there, at that place unless a part of it has told
   * one already. To be called at the edge, where a batch is given to a kernel.
   */
  public static WeftException at(Place place, WeftException error) {
    boolean isOfStatement =
        error.code().blame() == ErrorCode.Blame.USER && error.code() != ErrorCode.CANCELLED;
    return isOfStatement ? place.position().map(error::orAt).orElse(error) : error;
  }

  /** True if the error is about one row's values, so that other rows may be fine. */
  public static boolean isAboutValues(WeftException error) {
    return switch (error.code()) {
      case NUMERIC_OVERFLOW, DIVISION_BY_ZERO, INVALID_CAST, INVALID_VALUE -> true;
      default -> false;
    };
  }
}
