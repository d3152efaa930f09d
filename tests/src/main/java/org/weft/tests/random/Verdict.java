package org.weft.tests.random;

/** What came of a query in both engines. */
sealed interface Verdict {
  /** The same rows. */
  record Same() implements Verdict {}

  /** DuckDB has no answer: nothing can be compared. */
  record NoOracle(String message) implements Verdict {}

  /** The answers may differ. */
  record Allowed(AllowedDifference why) implements Verdict {}

  /** The rows differ. */
  record Wrong(String difference) implements Verdict {}

  /** Weft has no answer, DuckDB has. */
  record Refused(String message) implements Verdict {}

  /** What failures are counted by: equal for failures that are likely one fault. */
  default String signature() {
    if (this instanceof Wrong) {
      return "wrong answer";
    }
    if (this instanceof Refused refused) {
      return refused
          .message()
          .lines()
          .findFirst()
          .orElse("")
          .replaceAll("'[^']*'", "'…'")
          .replaceAll("[(]line .*[)]", "")
          .replaceAll("[0-9]+(?!\\d* [A-Z])", "N");
    }
    return getClass().getSimpleName();
  }

  /** True for what is never allowed: an internal error, or one that is not Weft's. */
  default boolean isFault() {
    return this instanceof Refused refused
        && (refused.message().contains(" INTERNAL: ") || refused.message().startsWith("bug: "));
  }

  /** True if something has to be looked at. */
  default boolean isFailure() {
    return this instanceof Wrong || this instanceof Refused;
  }
}
