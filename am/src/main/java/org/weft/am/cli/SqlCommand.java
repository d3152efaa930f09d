package org.weft.am.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.weft.am.output.OutputFormat;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
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
  @Option(
      names = {"-e", "--execute"},
      paramLabel = "SQL",
      description = "The statements. May be repeated.")
  private List<String> statements = List.of();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "A file of statements. May be repeated.")
  private List<Path> files = List.of();

  @Parameters(arity = "0..1", paramLabel = "-", description = "Statements from stdin.")
  private String stdin;

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
    List<String> texts;
    OpenSession session;
    try {
      texts = read();
      session = OpenSession.open(common, "weft sql");
    } catch (WeftException e) {
      throw new StartUpException(e);
    }
    // System.out would encode and flush line by line
    OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
    try (session) {
      StatementRun run = new StatementRun(session, output, out);
      try {
        for (String text : texts) {
          run.all(text, timing ? Timing.TO_STDERR : Timing.NONE);
        }
      } catch (WeftException e) {
        session.failed(e);
        throw e;
      }
    } finally {
      out.flush();
    }
    return ExitCode.DONE.status();
  }

  /** The texts, of one of the three places where they can be. */
  private List<String> read() throws IOException {
    int places =
        (statements.isEmpty() ? 0 : 1) + (files.isEmpty() ? 0 : 1) + (stdin == null ? 0 : 1);
    if (places > 1) {
      throw WeftException.of(ErrorCode.USAGE, "statements from more than one of -e, -f and stdin")
          .hint("give several statements in one text, or one of the three several times");
    }
    if (!statements.isEmpty()) {
      return statements;
    }
    if (!files.isEmpty()) {
      List<String> texts = new ArrayList<>();
      for (Path file : files) {
        if (!Files.isReadable(file)) {
          throw WeftException.of(ErrorCode.USAGE, "cannot read " + file);
        }
        texts.add(Files.readString(file));
      }
      return texts;
    }
    if (!"-".equals(stdin)) {
      String problem = stdin == null ? "no statements" : "unexpected argument '" + stdin + "'";
      throw WeftException.of(ErrorCode.USAGE, problem)
          .hint("give statements with -e, a file with -f, or - for stdin");
    }
    return List.of(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
  }
}
