package org.weft.am.session;

import java.util.Locale;

/**
 * A table or view of a session.
 *
 * @param schema where it is
 */
public record TableListing(String schema, String name, Kind kind) {
  public enum Kind {
    TABLE,
    VIEW;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
