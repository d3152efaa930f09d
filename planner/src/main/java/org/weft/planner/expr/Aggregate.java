package org.weft.planner.expr;

/** What an {@link AggregateCall} computes over the rows of a group. Nulls are left out. */
public enum Aggregate {
  /** Rows, whatever they hold: INT64, never null. */
  COUNT_ALL,
  /** Values that are not null: INT64, never null. */
  COUNT,
  /**
   * Integers and decimals sum to DECIMAL(38, scale) exactly, floats to FLOAT64; null if no value.
   */
  SUM,
  MIN,
  MAX,
  /** The mean as FLOAT64. Split into SUM and COUNT before execution. */
  AVG,
  /** One of the values. */
  ANY_VALUE,
  /** The only row's value, null if there is no row; more than one row is an error. */
  SINGLE_VALUE
}
