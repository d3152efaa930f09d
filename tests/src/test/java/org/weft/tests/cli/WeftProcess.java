package org.weft.tests.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.weft.tests.tpch.TpchData;

/** Runs the built program as a shell would. */
final class WeftProcess {
  private static final long PATIENCE_SECONDS = 120;

  private WeftProcess() {}

  /** What a run left. */
  record Result(int exit, String out, String err) {}

  /** Runs {@code ./weft} of the checkout and waits for it. */
  static Result run(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(TpchData.root().resolve("weft").toString());
    command.addAll(List.of(arguments));
    return run(environment, command);
  }

  /** Runs any command and waits for it. */
  static Result run(Map<String, String> environment, List<String> command) {
    try {
      Path out = Files.createTempFile("weft", ".out");
      Path err = Files.createTempFile("weft", ".err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().remove("HADOOP_CONF_DIR");
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(command + " did not end; stderr: " + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
