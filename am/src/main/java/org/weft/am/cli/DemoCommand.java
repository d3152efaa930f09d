package org.weft.am.cli;

import java.util.concurrent.Callable;
import org.apache.log4j.Level;
import org.apache.log4j.LogManager;
import org.weft.am.demo.Demo;
import org.weft.am.output.OutputFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weft demo}: see {@link Demo}. */
@Command(
    name = "demo",
    description =
        "Starts a small cluster in this process and runs a query on it; leaves nothing behind.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--scale-factor",
      defaultValue = "0.1",
      description = "The size of the sample tables; 1 is 1 GB of text (default: ${DEFAULT-VALUE}).")
  private double scaleFactor;

  @Option(
      names = {"--quiet", "-q"},
      description = "The result only.")
  private boolean quiet;

  @Option(names = "--verbose", description = "Stack traces and informational logs on stderr.")
  private boolean verbose;

  @Override
  public Integer call() throws Exception {
    // an embedded cluster warns about much that only matters on a real one
    java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.OFF);
    LogManager.getRootLogger().setLevel(verbose ? Level.INFO : Level.OFF);
    LogManager.getLogger("org.weft").setLevel(verbose ? Level.INFO : Level.WARN);
    Demo.Talk talk = quiet ? Demo.Talk.RESULT_ONLY : Demo.Talk.EVERYTHING;
    new Demo(scaleFactor, talk, rows -> OutputFormat.TABLE.writer(System.out).write(rows)).run();
    return ExitCode.DONE.status();
  }
}
