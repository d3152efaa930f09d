package org.weft.io.scan;

import java.util.Optional;
import org.weft.planner.expr.Expression;

/**
 * A filter that gets narrower while a scan runs: what its rows are for is found out from the first
 * of them. Thread-safe.
 */
public interface LiveFilter {
  /** Never says anything. */
  LiveFilter NONE = Optional::empty;

  /**
   * What rows that are still wanted satisfy, over the request's columns; empty if that is not known
   * yet. The same object as long as nothing changes.
   */
  Optional<Expression> now();
}
