package org.weft.am.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.weft.planner.error.WeftException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code weft} program. */
@Command(
    name = "weft",
    description = "SQL on files, in one process or as a YARN application.",
    mixinStandardHelpOptions = true,
    version = "weft 0.1.0")
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  /** What the first word of the command line can be. */
  private enum Word {
    SQL(SqlCommand::new),
    SHELL(ShellCommand::new),
    SERVE(ServeCommand::new),
    DEMO(DemoCommand::new);

    private final Supplier<Object> command;

    Word(Supplier<Object> command) {
      this.command = command;
    }

    private String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Runs the program and ends the process. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs the program and returns its exit status. */
  public static int run(String... args) {
    CommandLine program = new CommandLine(new Main());
    commands(args).forEach(word -> program.addSubcommand(word.text(), word.command.get()));
    program.setParameterExceptionHandler(Main::wrongUsage);
    program.setExecutionExceptionHandler(
        (failure, command, parsed) ->
            report(failure, command.getErr(), CommonOptions.verboseIn(args)).status());
    return program.execute(args);
  }

  /** The command that is called, or all: reading the annotations of each takes 20 ms at start. */
  private static List<Word> commands(String... args) {
    List<Word> all = List.of(Word.values());
    List<Word> called =
        all.stream().filter(word -> args.length > 0 && word.text().equals(args[0])).toList();
    return called.isEmpty() ? all : called;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given");
  }

  private static int wrongUsage(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("weft: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("  try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.USAGE.status();
  }

  /** Tells the user what failed; a stack only with {@code --verbose} or for a bug. */
  private static ExitCode report(Throwable failure, PrintWriter err, boolean verbose) {
    ExitCode exit;
    if (failure instanceof StartUpException startUp) {
      err.println(startUp.reason().getMessage());
      exit = ExitCode.ofStartUp(startUp.reason());
    } else if (failure instanceof WeftException weft) {
      err.println(weft.getMessage());
      exit = ExitCode.of(weft);
    } else {
      err.println("WEFT-901 INTERNAL: " + failure);
      err.println("  try: run again with --verbose and report what it prints");
      exit = ExitCode.FAILED;
    }
    if (verbose) {
      failure.printStackTrace(err);
    }
    err.flush();
    return exit;
  }
}
