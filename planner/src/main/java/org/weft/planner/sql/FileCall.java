package org.weft.planner.sql;

import java.util.Map;
import java.util.stream.Collectors;
import org.weft.planner.sql.parse.Quoted;

/** The call of a table function that reads files, as queries write it. */
final class FileCall {
  private FileCall() {}

  /**
   * {@code function('path', option => value, …)}.
   *
   * @param options names and values as queries write them
   */
  static String of(String function, String path, Map<String, String> options) {
    return options.entrySet().stream()
        .map(option -> ", " + option.getKey() + " => " + option.getValue())
        .collect(Collectors.joining("", function + "(" + Quoted.text(path), ")"));
  }
}
