package org.weft.am.session;

import java.util.Optional;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.Catalog;
import org.weft.planner.sql.Statement;

/**
 * The transaction of a session, if one is open: what catalog and tables were when it began. Its
 * statements see each other's changes; one that fails changes nothing and does not end it. Settings
 * and prepared statements are no part of it, nor are files that COPY writes. Thread-safe.
 */
final class SessionTransaction {
  private final SessionCatalog catalog;
  private final TableStore store;
  private Optional<Catalog> before = Optional.empty();

  /** Of a session in which none is open. */
  SessionTransaction(SessionCatalog catalog, TableStore store) {
    this.catalog = catalog;
    this.store = store;
  }

  PreparedSql begin(Statement.Begin begin) {
    return LocalStatement.change(
        () -> {
          synchronized (this) {
            if (before.isPresent()) {
              throw WeftException.of(ErrorCode.INVALID_QUERY, "a transaction is open already")
                  .at(begin.position())
                  .hint("COMMIT or ROLLBACK it first");
            }
            before = Optional.of(catalog.now());
            store.begin();
          }
        });
  }

  PreparedSql end(Statement.EndTransaction end) {
    return LocalStatement.change(
        () -> {
          synchronized (this) {
            Catalog old = before.orElseThrow(() -> missing(end));
            before = Optional.empty();
            switch (end.outcome()) {
              case COMMIT -> store.commit();
              case ROLLBACK -> {
                catalog.change(unused -> old);
                store.rollBack();
              }
            }
          }
        });
  }

  private static WeftException missing(Statement.EndTransaction end) {
    return WeftException.of(ErrorCode.INVALID_QUERY, "no transaction is open")
        .at(end.position())
        .hint("start one with BEGIN");
  }
}
