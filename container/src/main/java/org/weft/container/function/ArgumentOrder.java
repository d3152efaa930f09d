package org.weft.container.function;

import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Intervals;
import org.weft.planner.vector.Uuids;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.OrderKey;

/** The order of two arguments of one type, neither of them null. */
@FunctionalInterface
interface ArgumentOrder {
  /** Negative if the argument {@code a} comes before {@code b}, 0 if they are equal. */
  int compare(Arguments in, int a, int b);

  /** The order of a type: of floats NaN is the largest, of texts that of their bytes. */
  static ArgumentOrder of(DataType type, MemoryScope memory) {
    return switch (type.kind()) {
      case INT8, INT16, INT32, INT64, DATE, TIME, TIMESTAMP, ENUM ->
          (in, a, b) -> Long.compare(in.integer(a), in.integer(b));
      case FLOAT32, FLOAT64 -> (in, a, b) -> Double.compare(in.real(a) + 0.0, in.real(b) + 0.0);
      case DECIMAL -> (in, a, b) -> in.decimal(a).compareTo(in.decimal(b));
      case BOOLEAN -> (in, a, b) -> Boolean.compare(in.flag(a), in.flag(b));
      case STRING, BINARY -> (in, a, b) -> Views.compare(in.address(a), in.address(b));
      case UUID ->
          (in, a, b) -> Uuids.value(in.uuid(a)).value().compareTo(Uuids.value(in.uuid(b)).value());
      case INTERVAL ->
          (in, a, b) -> Intervals.order(in.interval(a)).compareTo(Intervals.order(in.interval(b)));
      default -> bySortKey(type, memory);
    };
  }

  /** Nested values: by the bytes that sort as they do. */
  private static ArgumentOrder bySortKey(DataType type, MemoryScope memory) {
    OrderKey first = new OrderKey(type, memory, OrderKey.Ties.EQUAL);
    OrderKey second = new OrderKey(type, memory, OrderKey.Ties.EQUAL);
    return (in, a, b) -> {
      first.make(in.layout(a), in.address(a));
      second.make(in.layout(b), in.address(b));
      return Memory.compare(first.address(), first.length(), second.address(), second.length());
    };
  }
}
