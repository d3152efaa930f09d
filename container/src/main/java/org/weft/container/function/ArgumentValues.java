package org.weft.container.function;

import java.util.ArrayList;
import java.util.List;

/** Arguments of any type as Java objects, for functions that format them. */
final class ArgumentValues {
  private ArgumentValues() {}

  /** Long, BigDecimal, Double, Boolean, or String. */
  static List<Object> from(Arguments in, int first) {
    List<Object> values = new ArrayList<>();
    for (int i = first; i < in.count(); i++) {
      values.add(of(in, i));
    }
    return values;
  }

  private static Object of(Arguments in, int argument) {
    return switch (in.type(argument).kind()) {
      case INT8, INT16, INT32, INT64 -> in.integer(argument);
      case FLOAT32, FLOAT64 -> in.real(argument);
      case DECIMAL -> in.decimal(argument);
      case BOOLEAN -> in.flag(argument);
      case STRING -> in.text(argument);
      default -> throw new IllegalStateException("not printed: " + in.type(argument));
    };
  }
}
