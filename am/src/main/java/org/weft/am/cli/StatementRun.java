package org.weft.am.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.weft.am.output.OutputFormat;
import org.weft.am.session.PreparedSql;
import org.weft.am.session.RowStream;
import org.weft.am.session.StatementText;
import org.weft.planner.error.WeftException;

/**
 * Runs the statements of texts one after the other and prints their rows; the first error ends it.
 */
final class StatementRun {
  private final OpenSession session;
  private final OutputFormat output;
  private final OutputStream out;
  private int number;

  StatementRun(OpenSession session, OutputFormat output, OutputStream out) {
    this.session = session;
    this.output = output;
    this.out = out;
  }

  void all(String text, Timing timing) throws IOException {
    for (StatementText statement : StatementText.split(text)) {
      number++;
      long started = System.nanoTime();
      try (PreparedSql prepared = statement.prepareIn(session.session())) {
        long planned = System.nanoTime();
        long rows = print(prepared, statement);
        timing.report(number, rows, planned - started, System.nanoTime() - planned);
        if (number == 1 && timing != Timing.NONE) {
          session.startUpLine().ifPresent(System.err::println);
        }
      }
    }
  }

  private long print(PreparedSql prepared, StatementText statement) throws IOException {
    try (RowStream rows = prepared.run()) {
      session.running(rows);
      long count =
          rows.schema().getFields().isEmpty() ? carryOut(rows) : output.writer(out).write(rows);
      out.flush();
      return count;
    } catch (WeftException e) {
      throw statement.placed(e);
    } finally {
      session.idle();
    }
  }

  /** A statement without columns does its work while it is read to its end. */
  private static long carryOut(RowStream rows) {
    long count = 0;
    while (rows.advance()) {
      count += rows.root().getRowCount();
    }
    return count;
  }
}
