package org.weft.planner.expr;

import static java.util.Objects.requireNonNull;

import java.util.function.IntUnaryOperator;

/**
 * Which rows of its partition a row looks at. Bounds are included; a frame whose start lies behind
 * its end is empty.
 */
public record WindowFrame(Mode mode, Bound start, Bound end, Exclusion exclusion) {
  /** What distances are counted in. */
  public enum Mode {
    ROWS,
    /** Distances of the order key's values; the current row stands for all its peers. */
    RANGE,
    /** Groups of peers: rows equal in all order keys. */
    GROUPS
  }

  /** What is left out again. */
  public enum Exclusion {
    NOTHING,
    CURRENT_ROW,
    /** The current row and its peers. */
    GROUP,
    /** The peers, but not the current row. */
    TIES
  }

  /** On which side of the current row. */
  public enum Side {
    PRECEDING,
    FOLLOWING
  }

  /** One end of a frame. */
  public sealed interface Bound {
    /** The partition's first row for a start, its last one for an end. */
    record Unbounded() implements Bound {}

    /** The current row; of RANGE and GROUPS its first peer for a start, its last for an end. */
    record Current() implements Bound {}

    /**
     * So many rows or groups away, of ROWS and GROUPS.
     *
     * @param distance negative: before the current one
     */
    record Distance(long distance) implements Bound {}

    /**
     * So many rows or groups away as a column says, of ROWS and GROUPS. A null or negative number
     * is an error.
     *
     * @param distance ordinal of an INT64 column
     */
    record RowDistance(int distance, Side side) implements Bound {}

    /**
     * A value of the only order key, of RANGE: a start is the first row that does not come before
     * it, an end the last that does not come behind it. Where it is null, so is the key, and the
     * row's peers are meant.
     *
     * @param value ordinal of a column that holds the bound's value for each row
     * @param key ordinal of a column of the same type that holds the order key
     */
    record Value(int value, int key) implements Bound {}
  }

  /** All rows of the partition. */
  public static final WindowFrame ALL =
      new WindowFrame(Mode.ROWS, new Bound.Unbounded(), new Bound.Unbounded(), Exclusion.NOTHING);

  public WindowFrame {
    requireNonNull(mode, "mode");
    requireNonNull(start, "start");
    requireNonNull(end, "end");
    requireNonNull(exclusion, "exclusion");
  }

  /** The same frame over an input whose columns lie at other ordinals. */
  public WindowFrame moved(IntUnaryOperator newOrdinal) {
    return new WindowFrame(mode, moved(start, newOrdinal), moved(end, newOrdinal), exclusion);
  }

  private static Bound moved(Bound bound, IntUnaryOperator newOrdinal) {
    if (bound instanceof Bound.RowDistance rows) {
      return new Bound.RowDistance(newOrdinal.applyAsInt(rows.distance()), rows.side());
    }
    return bound instanceof Bound.Value value
        ? new Bound.Value(newOrdinal.applyAsInt(value.value()), newOrdinal.applyAsInt(value.key()))
        : bound;
  }

  @Override
  public String toString() {
    String excluded =
        switch (exclusion) {
          case NOTHING -> "";
          case CURRENT_ROW -> " exclude current row";
          case GROUP -> " exclude group";
          case TIES -> " exclude ties";
        };
    return mode.name().toLowerCase(java.util.Locale.ROOT)
        + " "
        + text(start, "preceding")
        + " to "
        + text(end, "following")
        + excluded;
  }

  private static String text(Bound bound, String side) {
    if (bound instanceof Bound.Unbounded) {
      return "unbounded " + side;
    }
    if (bound instanceof Bound.Distance rows) {
      return Math.abs(rows.distance()) + (rows.distance() < 0 ? " preceding" : " following");
    }
    if (bound instanceof Bound.RowDistance rows) {
      return "distance " + rows.side().name().toLowerCase(java.util.Locale.ROOT);
    }
    return bound instanceof Bound.Value ? "value " + side : "current row";
  }
}
