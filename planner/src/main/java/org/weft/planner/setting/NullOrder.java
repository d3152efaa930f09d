package org.weft.planner.setting;

import java.util.Locale;

/** Where ORDER BY has nulls if it does not say so. The names are DuckDB's. */
public enum NullOrder {
  /** As in PostgreSQL: nulls are larger than all values. */
  NULLS_LAST_ON_ASC_FIRST_ON_DESC,
  /** As in SQLite and MySQL: nulls are smaller than all values. */
  NULLS_FIRST_ON_ASC_LAST_ON_DESC,
  NULLS_FIRST,
  NULLS_LAST;

  /**
   * The order of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static NullOrder of(String text) {
    String name = text.toLowerCase(Locale.ROOT).replace(' ', '_');
    return switch (name) {
      case "postgres" -> NULLS_LAST_ON_ASC_FIRST_ON_DESC;
      case "sqlite", "mysql" -> NULLS_FIRST_ON_ASC_LAST_ON_DESC;
      case "first" -> NULLS_FIRST;
      case "last" -> NULLS_LAST;
      default -> valueOf(name.toUpperCase(Locale.ROOT));
    };
  }
}
