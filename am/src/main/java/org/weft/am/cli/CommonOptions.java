package org.weft.am.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that every command has. */
final class CommonOptions {
  /** Where queries run. */
  enum RunnerKind {
    NATIVE,
    YARN;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--runner",
      paramLabel = "native|yarn",
      defaultValue = "native",
      description = "In this process (default), or as a YARN application.")
  RunnerKind runner;

  @Option(
      names = "--table",
      paramLabel = "NAME=PATH",
      description = "Gives a file, directory or glob a name. May be repeated.")
  Map<String, String> tables = new LinkedHashMap<>();

  @Option(
      names = "-D",
      paramLabel = "key=value",
      description = "A setting (weft.*) or a Hadoop property. May be repeated.")
  Map<String, String> defines = new LinkedHashMap<>();

  @Option(
      names = "-conf",
      paramLabel = "FILE",
      description = "A Hadoop configuration file, may hold weft.* settings. May be repeated.")
  List<Path> files = List.of();

  @Option(
      names = {"--quiet", "-q"},
      description = "No progress and no notices on stderr; errors only.")
  boolean quiet;

  @Option(names = "--verbose", description = "Stack traces and informational logs on stderr.")
  boolean verbose;

  /** Whether the raw arguments ask for stack traces; needed before they are parsed. */
  static boolean verboseIn(String[] args) {
    return Arrays.asList(args).contains("--verbose");
  }
}
