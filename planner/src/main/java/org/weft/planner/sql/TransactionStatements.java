package org.weft.planner.sql;

import org.weft.planner.error.TextPosition;

/** Reads BEGIN, COMMIT and ROLLBACK under all their names. */
final class TransactionStatements {
  private TransactionStatements() {}

  /** What stands behind BEGIN. */
  static Statement begin(StatementCursor cursor, TextPosition position) {
    acceptWork(cursor);
    return cursor.finished(new Statement.Begin(position));
  }

  /** What stands behind START. */
  static Statement start(StatementCursor cursor, TextPosition position) {
    cursor.expect("transaction");
    return cursor.finished(new Statement.Begin(position));
  }

  /** What stands behind COMMIT, ROLLBACK and their like. */
  static Statement end(
      StatementCursor cursor, Statement.EndTransaction.Outcome outcome, TextPosition position) {
    acceptWork(cursor);
    return cursor.finished(new Statement.EndTransaction(outcome, position));
  }

  private static void acceptWork(StatementCursor cursor) {
    if (!cursor.accept("transaction")) {
      cursor.accept("work");
    }
  }
}
