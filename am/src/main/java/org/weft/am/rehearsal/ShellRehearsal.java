package org.weft.am.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.weft.am.session.NativeEngine;
import org.weft.am.session.RowStream;
import org.weft.am.session.SqlSession;
import org.weft.am.shell.ShellSession;
import org.weft.am.shell.TerminalScreen;
import org.weft.am.shell.TerminalShell;
import org.weft.planner.setting.Settings;

/** A user at the shell, on a terminal that is not there. */
final class ShellRehearsal {
  private final Path data;

  /** With a file to be asked about. */
  ShellRehearsal(Path data) {
    this.data = data;
  }

  void run() throws IOException {
    // the one there is, if any, for the classes that talk to it
    try (Terminal real = TerminalBuilder.builder().system(true).dumb(true).build()) {
      real.flush();
    }
    String keys = "select 1,\r2;\rselect kin\t from '" + data + "' limit 3;\r\\d\r\\q\r";
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine engine = new NativeEngine(new Configuration(), Settings.DEFAULTS, allocator);
        LineDisciplineTerminal terminal =
            new LineDisciplineTerminal(
                "rehearsal", "xterm", OutputStream.nullOutputStream(), UTF_8);
        TerminalScreen screen = new TerminalScreen(terminal)) {
      terminal.setSize(new Size(80, 24));
      terminal.processInputBytes(keys.getBytes(UTF_8));
      new TerminalShell(terminal, screen, new Alone(engine.session()), Optional.empty()).run();
    }
  }

  /** A session whose process nobody ends. */
  private record Alone(SqlSession session) implements ShellSession {
    @Override
    public void running(RowStream rows) {
      // nobody asks what runs
    }

    @Override
    public void idle() {
      // nobody asks what runs
    }
  }
}
