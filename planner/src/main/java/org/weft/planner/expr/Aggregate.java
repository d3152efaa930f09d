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

  /** Of integers, as their type. */
  BIT_AND(State.VALUE, 1),
  BIT_OR(State.VALUE, 1),
  BIT_XOR(State.VALUE, 1),
  /** Of FLOAT64, as FLOAT64. */
  PRODUCT(State.VALUE, 1),

  // moments: FLOAT64 of FLOAT64

  VAR_POP(State.BYTES, 1),
  /** Null for one value. */
  VAR_SAMP(State.BYTES, 1),
  STDDEV_POP(State.BYTES, 1),
  /** Null for one value. */
  STDDEV_SAMP(State.BYTES, 1),
  /** The standard error of the mean: STDDEV_POP divided by the root of the count. */
  SEM(State.BYTES, 1),
  /** Adjusted for samples; null for fewer than three values, NaN if all are equal. */
  SKEWNESS(State.BYTES, 1),
  /** Excess, adjusted for samples; null for fewer than four values or if all are equal. */
  KURTOSIS(State.BYTES, 1),
  /** Excess, not adjusted; null for one value or if all are equal. */
  KURTOSIS_POP(State.BYTES, 1),

  // of pairs: the dependent variable y, then the independent x, both FLOAT64, neither null

  COVAR_POP(State.BYTES, 2),
  /** Null for one pair. */
  COVAR_SAMP(State.BYTES, 2),
  /** Pearson's coefficient of correlation; NaN if all x or all y are equal. */
  CORR(State.BYTES, 2),
  REGR_AVGX(State.BYTES, 2),
  REGR_AVGY(State.BYTES, 2),
  /** Pairs: INT64, never null. */
  REGR_COUNT(State.BYTES, 2),
  REGR_INTERCEPT(State.BYTES, 2),
  REGR_R2(State.BYTES, 2),
  REGR_SLOPE(State.BYTES, 2),
  REGR_SXX(State.BYTES, 2),
  REGR_SXY(State.BYTES, 2),
  REGR_SYY(State.BYTES, 2),

  /** The first row's value, which may be null. */
  FIRST(State.NONE, 1),
  /** The last row's value, which may be null. */
  LAST(State.NONE, 1),
  /** The first argument where the second is least; rows where either is null do not count. */
  ARG_MIN(State.NONE, 2),
  ARG_MAX(State.NONE, 2),

  /**
   * Between the two values nearest to a fraction of the way through the ordered values, by linear
   * interpolation. The parameter is the fraction as FLOAT64; negative, it counts from the greatest
   * value down. A list of results for several parameters.
   */
  QUANTILE_CONT(State.NONE, 1),
  /** The first of the ordered values that a fraction of them does not exceed; as above. */
  QUANTILE_DISC(State.NONE, 1),
  /** The value that comes most often; of several, the least, or with a parameter the greatest. */
  MODE(State.NONE, 1),
  /** The median of the distances from the median. */
  MAD(State.NONE, 1),
  /** Of the frequencies of values, in bits: FLOAT64; 0 for no values. */
  ENTROPY(State.NONE, 1),
  /** The texts one behind the other; the parameter stands between them. */
  STRING_AGG(State.NONE, 1),

  /** All values in their order, nulls too: a list. */
  LIST(State.NONE, 1),
  /** The elements of all lists in their order: a list. */
  LIST_CONCAT(State.NONE, 1),
  /** The least values in ascending order, at most as many as the parameter says: a list. */
  MIN_N(State.NONE, 1),
  /** The greatest values in descending order. */
  MAX_N(State.NONE, 1),
  /** The first argument of the rows where the second is least, as {@link #MIN_N}. */
  ARG_MIN_N(State.NONE, 2),
  ARG_MAX_N(State.NONE, 2),
  /** The values that come most often, at most as many as the parameter says: a list. */
  TOP_K(State.NONE, 1),
  /** How often each value comes, by value in ascending order: a map to INT64. */
  HISTOGRAM(State.NONE, 1),
  /** A map from the first argument to the second; of equal keys the first counts. */
  MAP(State.NONE, 2),

  /** About how many distinct values, by a HyperLogLog: INT64, never null. */
  APPROX_COUNT_DISTINCT(State.BYTES, 1),
  /** As {@link #QUANTILE_CONT}, about, by a KLL sketch of FLOAT64. */
  APPROX_QUANTILE(State.BYTES, 1),
  /**
   * A HyperLogLog of integers, texts or bytes, as bytes of Apache DataSketches: never null. The
   * parameter is the logarithm of its registers.
   */
  HLL_SKETCH(State.BYTES, 1),
  /** The union of such sketches; the parameter is true if they may have different sizes. */
  HLL_UNION(State.BYTES, 1),
  /** Of FLOAT64: a list of structs of a number and about how many values are near it. */
  BINS(State.NONE, 1);

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
      case ANY_VALUE,
          FIRST,
          LAST,
          ARG_MIN,
          ARG_MAX,
          STRING_AGG,
          LIST,
          LIST_CONCAT,
          ARG_MIN_N,
          ARG_MAX_N,
          MAP ->
          true;
      default -> false;
    };
  }

  /** True if a value that comes again changes nothing. */
  public boolean ignoresDuplicates() {
    return switch (this) {
      case MIN, MAX, ANY_VALUE, BIT_AND, BIT_OR, APPROX_COUNT_DISTINCT, HLL_SKETCH, HLL_UNION ->
          true;
      default -> false;
    };
  }

  /**
   * True if its state has a fixed width, so that a hash table can hold the states of all groups at
   * once; else it is an object, and there is one for the group at hand.
   */
  public boolean isHashed() {
    return switch (this) {
      case COUNT_ALL,
          COUNT,
          SUM,
          MIN,
          MAX,
          AVG,
          ANY_VALUE,
          SINGLE_VALUE,
          BIT_AND,
          BIT_OR,
          BIT_XOR,
          PRODUCT,
          VAR_POP,
          VAR_SAMP,
          STDDEV_POP,
          STDDEV_SAMP,
          SEM,
          SKEWNESS,
          KURTOSIS,
          KURTOSIS_POP,
          COVAR_POP,
          COVAR_SAMP,
          CORR,
          REGR_AVGX,
          REGR_AVGY,
          REGR_COUNT,
          REGR_INTERCEPT,
          REGR_R2,
          REGR_SLOPE,
          REGR_SXX,
          REGR_SXY,
          REGR_SYY ->
          true;
      default -> false;
    };
  }

  /** The spelling in plans. */
  public String display() {
    return name().toLowerCase(Locale.ROOT);
  }
}
