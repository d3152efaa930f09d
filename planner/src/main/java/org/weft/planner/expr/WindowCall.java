package org.weft.planner.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import org.weft.planner.type.DataType;

/**
 * One column that a window computes from the rows of the current row's partition. Arguments are
 * ordinals of input columns.
 */
public sealed interface WindowCall {
  /** The type of the result. */
  DataType type();

  /** The name of the output column. */
  String name();

  /** The input columns it uses. */
  List<Integer> columns();

  /** Where the statement says so, as far as it is known. */
  default Place place() {
    return this instanceof Over over ? over.aggregate().place() : Place.UNKNOWN;
  }

  /** The same call over an input whose columns lie at other ordinals. */
  WindowCall moved(IntUnaryOperator newOrdinal);

  /** What a {@link Rank} says of a row's place in its partition. Never null. */
  enum RankFunction {
    /** From 1, INT64. */
    ROW_NUMBER,
    /** The row number of the first peer, INT64. */
    RANK,
    /** The number of the row's group of peers, INT64. */
    DENSE_RANK,
    /** (rank - 1) / (rows - 1), 0 for a single row, FLOAT64. */
    PERCENT_RANK,
    /** The row number of the last peer / rows, FLOAT64. */
    CUME_DIST,
    /** The number of the row's share of the partition, from 1, INT64. */
    NTILE
  }

  /** Which row of the frame a {@link Pick} takes. */
  enum PickFunction {
    FIRST_VALUE,
    LAST_VALUE,
    NTH_VALUE
  }

  /** Whether null arguments count. */
  enum NullTreatment {
    RESPECT,
    IGNORE
  }

  /** A number that a function is given. */
  sealed interface Count {
    /** The same for all rows. */
    record Fixed(long number) implements Count {}

    /**
     * Each row's own.
     *
     * @param column ordinal of an INT64 column
     */
    record OfRow(int column) implements Count {}

    /** The input columns it uses. */
    default List<Integer> columns() {
      return this instanceof OfRow row ? List.of(row.column()) : List.of();
    }

    /** The same number over an input whose columns lie at other ordinals. */
    default Count moved(IntUnaryOperator newOrdinal) {
      return this instanceof OfRow row ? new OfRow(newOrdinal.applyAsInt(row.column())) : this;
    }
  }

  /**
   * A place in the partition's order.
   *
   * @param shares of NTILE, at least 1, null gives null; else absent
   */
  record Rank(RankFunction function, Optional<Count> shares, DataType type, String name)
      implements WindowCall {
    @Override
    public List<Integer> columns() {
      return shares.map(Count::columns).orElse(List.of());
    }

    @Override
    public WindowCall moved(IntUnaryOperator newOrdinal) {
      return new Rank(function, shares.map(count -> count.moved(newOrdinal)), type, name);
    }
  }

  /**
   * The argument some rows away in the partition.
   *
   * @param rows LAG counts up from 0 towards the partition's start, LEAD is negative; null gives
   *     null
   * @param otherwise ordinal of the column whose value in the current row is taken where there is
   *     no such row; absent: null
   */
  record Shift(
      int argument,
      Count rows,
      OptionalInt otherwise,
      NullTreatment nulls,
      DataType type,
      String name)
      implements WindowCall {
    @Override
    public List<Integer> columns() {
      List<Integer> columns = new ArrayList<>(List.of(argument));
      columns.addAll(rows.columns());
      otherwise.ifPresent(columns::add);
      return columns;
    }

    @Override
    public WindowCall moved(IntUnaryOperator newOrdinal) {
      return new Shift(
          newOrdinal.applyAsInt(argument),
          rows.moved(newOrdinal),
          otherwise.stream().map(newOrdinal).findFirst(),
          nulls,
          type,
          name);
    }
  }

  /**
   * The argument in one row of the frame, null if it has no such row.
   *
   * @param nth of NTH_VALUE, from 1, null and others give null; else 1
   */
  record Pick(
      PickFunction function,
      int argument,
      Count nth,
      NullTreatment nulls,
      WindowFrame frame,
      DataType type,
      String name)
      implements WindowCall {
    @Override
    public List<Integer> columns() {
      List<Integer> columns = new ArrayList<>(List.of(argument));
      columns.addAll(nth.columns());
      addColumns(frame, columns);
      return columns;
    }

    @Override
    public WindowCall moved(IntUnaryOperator newOrdinal) {
      return new Pick(
          function,
          newOrdinal.applyAsInt(argument),
          nth.moved(newOrdinal),
          nulls,
          frame.moved(newOrdinal),
          type,
          name);
    }
  }

  /** An aggregate of the frame's rows. */
  record Over(AggregateCall aggregate, WindowFrame frame) implements WindowCall {
    @Override
    public DataType type() {
      return aggregate.type();
    }

    @Override
    public String name() {
      return aggregate.name();
    }

    @Override
    public List<Integer> columns() {
      List<Integer> columns = new ArrayList<>(aggregate.arguments());
      aggregate.order().forEach(key -> columns.add(key.ordinal()));
      aggregate.filter().ifPresent(columns::add);
      addColumns(frame, columns);
      return columns;
    }

    @Override
    public WindowCall moved(IntUnaryOperator newOrdinal) {
      return new Over(aggregate.moved(newOrdinal), frame.moved(newOrdinal));
    }
  }

  private static void addColumns(WindowFrame frame, List<Integer> columns) {
    for (WindowFrame.Bound bound : List.of(frame.start(), frame.end())) {
      if (bound instanceof WindowFrame.Bound.Value value) {
        columns.add(value.value());
        columns.add(value.key());
      } else if (bound instanceof WindowFrame.Bound.RowDistance rows) {
        columns.add(rows.distance());
      }
    }
  }
}
