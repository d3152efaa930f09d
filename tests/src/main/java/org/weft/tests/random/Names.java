package org.weft.tests.random;

/** Aliases that are not used twice in a query. */
final class Names {
  private int given;

  String next(String start) {
    return start + ++given;
  }
}
