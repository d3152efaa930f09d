package org.weft.am.session;

import java.util.Locale;

/** One entry of SHOW TABLES. */
public record TableListing(String name, Kind kind) {
  public enum Kind {
    TABLE,
    VIEW;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
