package org.weft.planner.expr;

import java.util.Locale;

/**
 * What an {@link AggregateCall} computes over the rows of a group. Unless said otherwise, rows
 * where an argument is null are left out, and no rows give null.
 */
public enum Aggregate {
  /** Rows, whatever they hold: INT64, never null. */
  COUNT_ALL(State.VALUE, 0),
  /** Rows where no argument is null: INT64, never null. Any number of arguments from one. */
  COUNT(State.VALUE, 1),
  /**
   * Integers and decimals sum to DECIMAL(38, scale) exactly, floats to FLOAT64; null if no value.
   */
  SUM(State.VALUE, 1),
  MIN(State.VALUE, 1),
  MAX(State.VALUE, 1),
  /** The mean as FLOAT64. Split into SUM and COUNT before execution in an aggregation. */
  AVG(State.NONE, 1),
  /** One of the values. */
  ANY_VALUE(State.VALUE, 1),
  /** The only row's value, null if there is no row; more than one row is an error. */
  SINGLE_VALUE(State.NONE, 1),

  /** The first row's value, which may be null. */
  FIRST(State.NONE, 1),
  /** The last row's value, which may be null. */
  LAST(State.NONE, 1);

  /** What the state of some rows of a group can be sent as, to be merged with that of others. */
  public enum State {
    /** A value of the result's type. */
    VALUE,
    /** Bytes that only the aggregate itself understands. */
    BYTES,
    /** Nothing: all rows of a group must be in one place. */
    NONE
  }

  private final State state;
  private final int arguments;

  Aggregate(State state, int arguments) {
    this.state = state;
    this.arguments = arguments;
  }

  /** The form of the state between two phases. */
  public State state() {
    return state;
  }

  /** How many columns it reads (the least number, for {@link #COUNT}). */
  public int arguments() {
    return arguments;
  }

  /** True if an order of the rows, where one is asked for, makes a difference to the result. */
  public boolean dependsOnOrder() {
    return switch (this) {
      case ANY_VALUE, FIRST, LAST -> true;
      default -> false;
    };
  }

  /** True if a value that comes again changes nothing. */
  public boolean ignoresDuplicates() {
    return switch (this) {
      case MIN, MAX, ANY_VALUE -> true;
      default -> false;
    };
  }

  /**
   * True if its state has a fixed width, so that a hash table can hold the states of all groups at
   * once; else it is an object, and there is one for the group at hand.
   */
  public boolean isHashed() {
    return switch (this) {
      case COUNT_ALL, COUNT, SUM, MIN, MAX, AVG, ANY_VALUE, SINGLE_VALUE -> true;
      default -> false;
    };
  }

  /** The spelling in plans. */
  public String display() {
    return name().toLowerCase(Locale.ROOT);
  }
}
