package org.weft.planner.expr;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import org.weft.planner.type.DataType;

/**
 * One aggregate of an aggregation.
 *
 * @param arguments ordinals of the input columns it reads; none for COUNT_ALL
 * @param parameters what is the same for all rows, such as the fraction of a percentile: see the
 *     {@link Aggregate}
 * @param order in which order it takes the rows of a group; empty if in any
 * @param filter ordinal of a BOOLEAN input column; rows where it is not true are left out
 * @param type the type of the result
 * @param name the name of the output column
 * @param place where the statement says so
 */
public record AggregateCall(
    Aggregate function,
    List<Integer> arguments,
    List<Literal> parameters,
    List<SortKey> order,
    OptionalInt filter,
    Distinctness distinctness,
    DataType type,
    String name,
    Place place) {
  /** Whether equal values count once. */
  public enum Distinctness {
    ALL,
    DISTINCT
  }

  public AggregateCall {
    arguments = List.copyOf(arguments);
    parameters = List.copyOf(parameters);
    order = List.copyOf(order);
    if (arguments.isEmpty() != (function == Aggregate.COUNT_ALL)) {
      throw new IllegalArgumentException(function + " with arguments " + arguments);
    }
  }

  /** A call that nobody wrote. */
  public AggregateCall(
      Aggregate function,
      List<Integer> arguments,
      List<Literal> parameters,
      List<SortKey> order,
      OptionalInt filter,
      Distinctness distinctness,
      DataType type,
      String name) {
    this(function, arguments, parameters, order, filter, distinctness, type, name, Place.UNKNOWN);
  }

  /** A call of one argument or, for COUNT_ALL, none; without parameters and order. */
  public AggregateCall(
      Aggregate function,
      OptionalInt argument,
      OptionalInt filter,
      Distinctness distinctness,
      DataType type,
      String name) {
    this(
        function,
        argument.stream().boxed().toList(),
        List.of(),
        List.of(),
        filter,
        distinctness,
        type,
        name);
  }

  /** The first argument, absent if there is none. */
  public OptionalInt argument() {
    return arguments.isEmpty() ? OptionalInt.empty() : OptionalInt.of(arguments.get(0));
  }

  public boolean isDistinct() {
    return distinctness == Distinctness.DISTINCT;
  }

  /** True if it counts rows or values: of none there are none, which is not null. */
  public boolean isCount() {
    return function == Aggregate.COUNT || function == Aggregate.COUNT_ALL;
  }

  /**
   * True if a hash table can compute it: its state has a fixed width, and neither the order of the
   * rows matters nor which of them are equal.
   */
  public boolean isHashed() {
    boolean isPlainCount = function != Aggregate.COUNT || arguments.size() == 1;
    return function.isHashed() && order.isEmpty() && !isDistinct() && isPlainCount;
  }

  /** The same call over the column at another ordinal. */
  public AggregateCall over(int ordinal) {
    return over(List.of(ordinal), filter, distinctness);
  }

  /** The same call with all ordinals changed. */
  public AggregateCall moved(IntUnaryOperator newOrdinal) {
    return new AggregateCall(
        function,
        arguments.stream().map(newOrdinal::applyAsInt).toList(),
        parameters,
        order.stream()
            .map(
                key ->
                    new SortKey(newOrdinal.applyAsInt(key.ordinal()), key.direction(), key.nulls()))
            .toList(),
        filter.stream().map(newOrdinal).findFirst(),
        distinctness,
        type,
        name,
        place);
  }

  /** The same call, written there. */
  public AggregateCall at(Place other) {
    return new AggregateCall(
        function, arguments, parameters, order, filter, distinctness, type, name, other);
  }

  /** The same call as it is computed: without a name. */
  public AggregateCall unnamed() {
    return new AggregateCall(
        function, arguments, parameters, order, filter, distinctness, type, "", place);
  }

  /** The same call over all values, equal ones or not. */
  public AggregateCall ofAll() {
    return over(arguments, filter, Distinctness.ALL);
  }

  /** The same call of other arguments. */
  public AggregateCall over(
      List<Integer> newArguments, OptionalInt newFilter, Distinctness newDistinctness) {
    return new AggregateCall(
        function, newArguments, parameters, order, newFilter, newDistinctness, type, name, place);
  }

  /** The same call of rows in another order. */
  public AggregateCall inOrder(List<SortKey> newOrder) {
    return new AggregateCall(
        function, arguments, parameters, newOrder, filter, distinctness, type, name, place);
  }
}
