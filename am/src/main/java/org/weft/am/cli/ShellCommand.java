package org.weft.am.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.weft.am.session.ApplicationNotices;
import org.weft.am.shell.HistoryFile;
import org.weft.am.shell.Outcome;
import org.weft.am.shell.PlainScreen;
import org.weft.am.shell.Shell;
import org.weft.am.shell.TerminalScreen;
import org.weft.am.shell.TerminalShell;
import org.weft.planner.error.WeftException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weft shell}: SQL as it is typed; a script if stdin or stdout is no terminal. */
@Command(
    name = "shell",
    description = "Interactive SQL; \\? lists its commands. Without a terminal: a script on stdin.",
    mixinStandardHelpOptions = true)
final class ShellCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws IOException {
    return System.console() == null ? script() : interactive();
  }

  private int interactive() throws IOException {
    try (Terminal terminal = TerminalBuilder.builder().system(true).build();
        TerminalScreen screen = new TerminalScreen(terminal)) {
      screen.working();
      screen.progress("starting");
      try (OpenSession session = open(common.quiet ? ApplicationNotices.silent() : screen)) {
        screen.done();
        Path history = HistoryFile.of(System.getenv(), Path.of(System.getProperty("user.home")));
        if (!common.quiet) {
          screen.tell("Weft 0.1.0. Statements end with ; and \\? lists the commands.\n");
        }
        new TerminalShell(terminal, screen, session, Optional.of(history)).run();
      }
    }
    return ExitCode.DONE.status();
  }

  private int script() throws IOException {
    String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
    try (OpenSession session = open(OpenSession.notices(common));
        Shell shell = new Shell(session, new PlainScreen(out, System.err), Shell.Style.SCRIPT)) {
      Outcome outcome = shell.run(text);
      if (outcome instanceof Outcome.Failed failed) {
        session.failed(failed.error());
        return ExitCode.of(failed.error()).status();
      }
    } finally {
      out.flush();
    }
    return ExitCode.DONE.status();
  }

  private OpenSession open(ApplicationNotices notices) {
    try {
      return OpenSession.open(common, "weft shell", notices);
    } catch (WeftException e) {
      throw new StartUpException(e);
    }
  }
}
