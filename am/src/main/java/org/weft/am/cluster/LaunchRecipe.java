package org.weft.am.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a worker's JVM is started in a container: environment and command.
 *
 * <p>Neither holds a secret: the NodeManager keeps both in a file that others can read. Secrets
 * travel in the token file.
 */
public record LaunchRecipe(Map<String, String> environment, String command) {
  /** The JVM options that everything of ours needs in a container. */
  private static final List<String> OPTIONS =
      List.of(
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
          // HOME is not writable in a container, and /tmp may forbid native libraries
          "-Duser.home={{PWD}}",
          "-Djava.io.tmpdir={{PWD}}/tmp",
          // plans are trees, walked by recursion
          "-Xss4m",
          "-Xshare:auto",
          "-XX:SharedArchiveFile=" + EngineFiles.ARCHIVE_LINK + "/cds/engine.jsa",
          // without a word where the node's JDK is another than the archive's
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:ErrorFile=<LOG_DIR>/hs_err.log");

  public LaunchRecipe {
    environment = Map.copyOf(environment);
  }

  /**
   * The recipe of a JVM.
   *
   * @param options beyond those every JVM of ours gets
   * @param variables beyond those every JVM of ours gets
   */
  public static LaunchRecipe of(
      EngineFiles engine, String mainClass, List<String> options, Map<String, String> variables) {
    Map<String, String> environment = new LinkedHashMap<>(variables);
    environment.put("CLASSPATH", engine.classPath());
    // glibc's arenas are a large part of unexplained resident memory
    environment.put("MALLOC_ARENA_MAX", "2");
    String command =
        JavaCommand.choose(engine.javaHome(), System.getProperty("java.home"))
            + " "
            + String.join(" ", OPTIONS)
            + " "
            + String.join(" ", options)
            + " "
            + mainClass
            + " 1><LOG_DIR>/stdout 2><LOG_DIR>/stderr";
    return new LaunchRecipe(environment, command);
  }

  /** For logs: sorted, one line each. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(environment)
        .forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    return text.append(command).toString();
  }
}
