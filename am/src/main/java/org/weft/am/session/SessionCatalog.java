package org.weft.am.session;

import java.util.function.UnaryOperator;
import org.weft.planner.sql.Catalog;

/** The catalog of a session: read as a whole, changed one change at a time. */
final class SessionCatalog {
  private volatile Catalog catalog = Catalog.EMPTY;

  Catalog now() {
    return catalog;
  }

  synchronized void change(UnaryOperator<Catalog> change) {
    catalog = change.apply(catalog);
  }
}
