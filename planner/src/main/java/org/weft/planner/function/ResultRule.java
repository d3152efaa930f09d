package org.weft.planner.function;

import java.util.List;
import org.weft.planner.type.DataType;

/** The type of a result, from the types as which the arguments are given. */
@FunctionalInterface
public interface ResultRule {
  /** The type of the result. */
  DataType of(List<DataType> arguments);

  /** The type of one of the arguments. */
  static ResultRule argument(int index) {
    return arguments -> arguments.get(index);
  }
}
