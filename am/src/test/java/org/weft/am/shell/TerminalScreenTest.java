package org.weft.am.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.Test;

/** The line that tells how far a statement is. */
class TerminalScreenTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();

  private String shown() {
    String text = shown.toString(UTF_8);
    shown.reset();
    return text;
  }

  private LineDisciplineTerminal terminal(String type) throws IOException {
    LineDisciplineTerminal terminal = new LineDisciplineTerminal("test", type, shown, UTF_8);
    terminal.setSize(new Size(40, 24));
    return terminal;
  }

  @Test
  void itIsTakenAwayBeforeAnythingElseIsShown() throws IOException {
    try (LineDisciplineTerminal terminal = terminal("xterm");
        TerminalScreen screen = new TerminalScreen(terminal, clock::get)) {
      screen.working();
      screen.progress("stage 1 of 2");
      clock.set(2_500_000_000L);
      screen.tick();
      assertThat(shown()).isEqualTo("2.5 s  stage 1 of 2  (Ctrl-C cancels)");
      screen.tell("note\n");
      assertThat(shown()).isEqualTo("\r\u001b[Knote\r\n");
      screen.tick();
      shown();
      screen.done();
      assertThat(shown()).isEqualTo("\r\u001b[K");
      screen.tick();
      assertThat(shown()).isEmpty();
    }
  }

  @Test
  void itIsNeverLongerThanALine() throws IOException {
    try (LineDisciplineTerminal terminal = terminal("xterm");
        TerminalScreen screen = new TerminalScreen(terminal, clock::get)) {
      screen.working();
      screen.progress("stage 1 of 2, and so many more words that they do not fit");
      screen.tick();
      assertThat(shown()).hasSizeLessThan(40);
    }
  }

  @Test
  void aTerminalThatCannotTakeItAwayHasNone() throws IOException {
    try (LineDisciplineTerminal terminal = terminal("dumb");
        TerminalScreen screen = new TerminalScreen(terminal, clock::get)) {
      screen.working();
      screen.tick();
      assertThat(shown()).isEmpty();
    }
  }
}
