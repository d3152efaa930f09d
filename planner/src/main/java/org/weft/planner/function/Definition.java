package org.weft.planner.function;

import java.util.Arrays;
import java.util.List;

/**
 * A function that is said with others.
 *
 * @param parameters names that stand for the arguments
 * @param sql the expression a call stands for; the parameters of lambdas in it start with a dollar
 *     sign, so that they hide no column of an argument
 */
public record Definition(List<String> parameters, String sql) {
  public Definition {
    parameters = List.copyOf(parameters);
  }

  /** A definition from the names of its parameters, separated by commas. */
  static Definition of(String parameters, String sql) {
    List<String> names =
        parameters.isBlank()
            ? List.of()
            : Arrays.stream(parameters.split(",")).map(String::strip).toList();
    return new Definition(names, sql);
  }

  /** The call as it is written. */
  String written(String name) {
    return name + "(" + String.join(", ", parameters) + ")";
  }
}
