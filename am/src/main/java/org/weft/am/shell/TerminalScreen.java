package org.weft.am.shell;

import java.io.OutputStream;
import java.util.OptionalInt;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.weft.am.session.ApplicationNotices;

/**
 * A terminal. While a statement runs for longer than a second, its last line tells how long and
 * what it is doing; before anything else is written, that line is taken away.
 */
public final class TerminalScreen implements Screen, ApplicationNotices, AutoCloseable {
  private static final long FIRST_MILLIS = 1_000;
  private static final long EVERY_MILLIS = 200;

  private final Terminal terminal;
  private final LongSupplier nanos;
  private final ScheduledThreadPoolExecutor timer;
  private ScheduledFuture<?> ticks;
  private long started;
  private String doing = "";
  private boolean shown;

  /** The terminal stays the caller's. */
  public TerminalScreen(Terminal terminal) {
    this(terminal, System::nanoTime);
  }

  /** With a clock of its own. */
  TerminalScreen(Terminal terminal, LongSupplier nanos) {
    this.terminal = terminal;
    this.nanos = nanos;
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "weft-screen");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
  }

  private boolean isDumb() {
    return terminal.getType().startsWith(Terminal.TYPE_DUMB);
  }

  @Override
  public OptionalInt width() {
    int width = terminal.getWidth();
    return width > 0 ? OptionalInt.of(width) : OptionalInt.empty();
  }

  @Override
  public synchronized void print(String lines) {
    erase();
    terminal.writer().print(lines);
    terminal.flush();
  }

  @Override
  public void tell(String lines) {
    print(lines);
  }

  @Override
  public OutputStream bytes() {
    return terminal.output();
  }

  @Override
  public synchronized void working() {
    done();
    started = nanos.getAsLong();
    if (!isDumb()) {
      ticks =
          timer.scheduleWithFixedDelay(
              this::tick, FIRST_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Shows how far the statement is. */
  synchronized void tick() {
    if (ticks == null) {
      return;
    }
    int room = width().orElse(Integer.MAX_VALUE) - 1;
    String line = ProgressText.of(nanos.getAsLong() - started, doing, room);
    erase();
    terminal.writer().print(line);
    terminal.flush();
    shown = true;
  }

  @Override
  public synchronized void done() {
    if (ticks != null) {
      ticks.cancel(false);
      ticks = null;
    }
    doing = "";
    erase();
    terminal.flush();
  }

  private void erase() {
    if (shown) {
      terminal.puts(Capability.carriage_return);
      terminal.puts(Capability.clr_eol);
      shown = false;
    }
  }

  @Override
  public void submitted(String applicationId, String trackingUrl) {
    tell("Submitted application " + applicationId + "\nTracking URL: " + trackingUrl + "\n");
  }

  @Override
  public synchronized void progress(String line) {
    doing = line;
  }

  /** Stops the clock. */
  @Override
  public void close() {
    done();
    timer.shutdownNow();
  }
}
