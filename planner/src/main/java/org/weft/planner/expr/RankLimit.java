package org.weft.planner.expr;

import static java.util.Objects.requireNonNull;

import org.weft.planner.expr.WindowCall.RankFunction;

/**
 * Which rows of a partition are needed at most: those where a function gives at most this number.
 *
 * @param function ROW_NUMBER, RANK or DENSE_RANK
 * @param limit at least 1
 */
public record RankLimit(RankFunction function, long limit) {
  public RankLimit {
    requireNonNull(function, "function");
    boolean counts =
        switch (function) {
          case ROW_NUMBER, RANK, DENSE_RANK -> true;
          case PERCENT_RANK, CUME_DIST, NTILE -> false;
        };
    if (!counts || limit < 1) {
      throw new IllegalArgumentException(function + " up to " + limit);
    }
  }
}
