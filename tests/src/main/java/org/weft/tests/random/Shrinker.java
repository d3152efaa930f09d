package org.weft.tests.random;

import java.util.function.Predicate;

/** Makes a query smaller while something holds. */
final class Shrinker {
  /** Queries tried for one failure. */
  private static final int TRIES = 300;

  private Shrinker() {}

  /** The smallest query found for which it holds, as it does for the one given. */
  static Tree shrink(Tree query, Predicate<String> holds) {
    Tree smallest = query;
    int tries = 0;
    boolean found = true;
    while (found && tries < TRIES) {
      found = false;
      for (Tree each : smallest.smaller()) {
        String text = each.text();
        boolean isSmaller = text.length() < smallest.text().length();
        if (isSmaller && ++tries <= TRIES && holds.test(text)) {
          smallest = each;
          found = true;
          break;
        }
      }
    }
    return smallest;
  }
}
