package org.weft.tests.random;

import java.util.Optional;

/** Where Weft and DuckDB differ on purpose. */
enum AllowedDifference {
  /** Weft evaluates what DuckDB does not have to, and the other way round: errors may show. */
  EAGER_ERROR("NUMERIC_OVERFLOW|INVALID_CAST|INVALID_VALUE|DIVISION_BY_ZERO");

  private final String codes;

  AllowedDifference(String codes) {
    this.codes = codes;
  }

  /** The difference that an error of Weft is, if it is one of these. */
  static Optional<AllowedDifference> of(String message) {
    for (AllowedDifference each : values()) {
      if (message.lines().findFirst().orElse("").matches("WEFT-\\d+ (" + each.codes + "):.*")) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
