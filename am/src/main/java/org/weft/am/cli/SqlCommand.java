package org.weft.am.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.weft.am.output.OutputFormat;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weft sql}: runs statements and prints their rows. */
@Command(
    name = "sql",
    description = "Runs SQL statements; results go to stdout.",
    mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
  /** Where the text comes from: exactly one of three. */
  private static final class Text {
    @Option(
        names = {"-e", "--execute"},
        paramLabel = "SQL",
        description = "The statements.")
    private String statements;

    @Option(
        names = {"-f", "--file"},
        paramLabel = "FILE",
        description = "A file of statements.")
    private Path file;

    @Parameters(arity = "1", paramLabel = "-", description = "Statements from stdin.")
    private String stdin;
  }

  @ArgGroup(multiplicity = "1")
  private Text text;

  @Mixin private CommonOptions common;

  @Option(
      names = "--output",
      paramLabel = "table|csv|json|arrow",
      defaultValue = "table",
      description = "How rows are printed (default: table).")
  private OutputFormat output;

  @Option(names = "--timing", description = "One JSON line per statement on stderr.")
  private boolean timing;

  @Override
  public Integer call() throws IOException {
    String statements;
    OpenSession session;
    try {
      statements = read();
      session = OpenSession.open(common, "weft sql");
    } catch (WeftException e) {
      throw new StartUpException(e);
    }
    // System.out would encode and flush line by line
    OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
    try (session) {
      StatementRun run = new StatementRun(session, output, out);
      try {
        run.all(statements, timing ? Timing.TO_STDERR : Timing.NONE);
      } catch (WeftException e) {
        session.failed(e);
        throw e;
      }
    } finally {
      out.flush();
    }
    return ExitCode.DONE.status();
  }

  private String read() throws IOException {
    if (text.statements != null) {
      return text.statements;
    }
    if (text.file != null) {
      if (!Files.isReadable(text.file)) {
        throw WeftException.of(ErrorCode.USAGE, "cannot read " + text.file);
      }
      return Files.readString(text.file);
    }
    if (!text.stdin.equals("-")) {
      throw WeftException.of(ErrorCode.USAGE, "unexpected argument '" + text.stdin + "'")
          .hint("give statements with -e, a file with -f, or - for stdin");
    }
    return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
