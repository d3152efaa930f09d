package org.weft.planner.sql.validate;

import java.util.Locale;
import java.util.Optional;

/** What a hint says of the joins of a table. */
public enum TableHint {
  BROADCAST,
  HASH,
  MERGE;

  /** The hint of a name, if it is one that is known here; others are no mistakes. */
  static Optional<TableHint> of(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "BROADCAST", "BROADCASTJOIN", "MAPJOIN" -> Optional.of(BROADCAST);
      case "SHUFFLE_HASH" -> Optional.of(HASH);
      case "MERGE", "MERGEJOIN", "SHUFFLE_MERGE" -> Optional.of(MERGE);
      default -> Optional.empty();
    };
  }
}
