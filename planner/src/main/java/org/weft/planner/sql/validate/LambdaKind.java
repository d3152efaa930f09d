package org.weft.planner.sql.validate;

/** How a function applies its lambda. */
public enum LambdaKind {
  /** To the elements at each place of one list or more: a list of what it gives. */
  TRANSFORM("list_transform"),
  /** A list of the elements for which it is true. */
  FILTER("list_filter"),
  /** True if it is for one element. */
  ANY("any_match"),
  /** True if it is for all elements. */
  ALL("all_match"),
  /** To what it gave before, at first the first element or a start, and the next element. */
  REDUCE("list_reduce"),
  /** As REDUCE, from a start whose type is that of the result. */
  FOLD("aggregate"),
  /** To two elements: less than 0 if the first one comes before the other. */
  SORT("list_sort");

  private final String function;

  LambdaKind(String function) {
    this.function = function;
  }

  /** The function of the library that computes it. */
  public String function() {
    return function;
  }
}
