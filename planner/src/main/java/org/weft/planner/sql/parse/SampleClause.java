package org.weft.planner.sql.parse;

import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * What TABLESAMPLE and USING SAMPLE say.
 *
 * @param size percent of the rows, or their number
 * @param seed of REPEATABLE: the same rows every time
 */
public record SampleClause(Method method, BigDecimal size, OptionalLong seed) {
  /** How rows are drawn. */
  public enum Method {
    /** Every row by itself, with a probability of so many percent. */
    BERNOULLI,
    /** As many as are told. */
    ROWS
  }
}
