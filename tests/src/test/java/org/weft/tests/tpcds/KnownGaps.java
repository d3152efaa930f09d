package org.weft.tests.tpcds;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Queries that do not work yet, by name. A query that works must not be listed: the tests fail for
 * it, so that the list can only shrink.
 */
final class KnownGaps {
  private static final String INTERVALS_IN_DAYS = "q12 q12-v2.7 q21";

  private static final String STANDARD_DEVIATION = "q17 q39a q39b";

  static final Set<String> ALL =
      Stream.of(INTERVALS_IN_DAYS, STANDARD_DEVIATION)
          .flatMap(names -> Arrays.stream(names.split(" ")))
          .collect(Collectors.toUnmodifiableSet());

  private KnownGaps() {}
}
