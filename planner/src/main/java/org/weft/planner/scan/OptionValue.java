package org.weft.planner.scan;

import java.util.List;

/**
 * The value of an option as it was written.
 *
 * @param texts one for a single value; the elements of a list; names and values in turn of a map
 */
public record OptionValue(Shape shape, List<String> texts) {
  /** What kind of value it is. */
  public enum Shape {
    SINGLE,
    LIST,
    MAP
  }

  public OptionValue {
    texts = List.copyOf(texts);
  }

  public static OptionValue single(String text) {
    return new OptionValue(Shape.SINGLE, List.of(text));
  }

  public static OptionValue list(List<String> texts) {
    return new OptionValue(Shape.LIST, texts);
  }

  /**
   * A map.
   *
   * @param pairs names and values in turn
   */
  public static OptionValue map(List<String> pairs) {
    return new OptionValue(Shape.MAP, pairs);
  }
}
