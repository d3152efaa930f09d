package org.weft.am.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.OptionalInt;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** Two streams without a terminal: results here, everything else there. */
public final class PlainScreen implements Screen {
  private final OutputStream results;
  private final PrintStream others;

  /** The streams stay the caller's. */
  public PlainScreen(OutputStream results, PrintStream others) {
    this.results = results;
    this.others = others;
  }

  @Override
  public OptionalInt width() {
    return OptionalInt.empty();
  }

  @Override
  public void print(String lines) {
    try {
      results.write(lines.getBytes(UTF_8));
      results.flush();
    } catch (IOException e) {
      throw WeftException.of(ErrorCode.WRITE_FAILED, "cannot write the result", e);
    }
  }

  @Override
  public void tell(String lines) {
    others.print(lines);
    others.flush();
  }

  @Override
  public OutputStream bytes() {
    return results;
  }

  @Override
  public void working() {
    // nobody watches
  }

  @Override
  public void done() {
    // nothing was shown
  }
}
