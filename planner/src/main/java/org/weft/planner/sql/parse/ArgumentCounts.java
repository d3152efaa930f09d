package org.weft.planner.sql.parse;

import java.util.Map;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.function.FunctionRegistry;

/**
 * How many arguments functions take that become operators of the algebra, which count them late or
 * in other words than the library's functions.
 *
 * @param least how many there must be
 * @param most how many there may be
 */
record ArgumentCounts(int least, int most) {
  private static final Map<String, ArgumentCounts> OF =
      Map.of(
          "coalesce", new ArgumentCounts(1, Integer.MAX_VALUE),
          "nullif", new ArgumentCounts(2, 2),
          "trim", new ArgumentCounts(1, 2));

  /**
   * Refuses a call with more or fewer than the function takes.
   *
   * @param function its name in lower case
   * @throws WeftException TYPE_MISMATCH at the place
   */
  static void check(String function, int given, TextPosition place) {
    ArgumentCounts counts = OF.get(function);
    if (counts != null && (given < counts.least || given > counts.most)) {
      throw FunctionRegistry.get(function).wrongCount(function, given).at(place);
    }
  }
}
