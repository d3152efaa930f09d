package org.weft.launcher;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Starts Weft in a JVM of its own: Java 17, Weft's libraries only.
 *
 * <p>{@code yarn jar weft.jar} would put the cluster's Guava, Netty and Jackson before ours, in
 * whatever Java the cluster's scripts use. So this class needs nothing but a JDK 8, finds {@code
 * lib/} beside its own jar, and passes on standard streams, signals and the exit code.
 */
public final class Launcher {
  private static final int WRONG_USAGE = 2;
  private static final int OLDEST_JAVA = 17;
  private static final String RUN_JAR = "org.apache.hadoop.util.RunJar ";
  private static final String MAIN = "org.weft.am.cli.Main";

  private Launcher() {}

  public static void main(String[] args) throws InterruptedException {
    int exit;
    try {
      exit = run(args);
    } catch (LaunchException e) {
      System.err.println(e.getMessage());
      exit = WRONG_USAGE;
    }
    System.exit(exit);
  }

  private static int run(String[] args) throws LaunchException, InterruptedException {
    File home = home();
    List<String> command = new ArrayList<>();
    command.add(new File(javaHome(), "bin/java").getPath());
    command.addAll(jvmOptions(home));
    command.add("-Dweft.home=" + home);
    // by name: HADOOP_CONF_DIR is on the class path too and has a log4j.properties of its own
    command.add("-Dlog4j.configuration=file:" + new File(confDir(home), "log4j.properties"));
    command.add("-cp");
    command.add(classPath(home, args));
    command.add(MAIN);
    command.addAll(Arrays.asList(args));
    final Process child;
    try {
      child = new ProcessBuilder(command).inheritIO().start();
    } catch (IOException e) {
      throw new LaunchException("cannot start " + command.get(0) + ": " + e.getMessage());
    }
    // a signal to this process must reach the child, and we must not end before it has cleaned up
    Thread onSignal =
        new Thread(
            new Runnable() {
              @Override
              public void run() {
                child.destroy();
                waitFor(child);
              }
            });
    Runtime.getRuntime().addShutdownHook(onSignal);
    if (args.length > 0 && args[0].equals("shell")) {
      leaveCtrlCToTheShell();
    }
    int exit = child.waitFor();
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException e) {
      // already ending by a signal: the exit code is the signal's
      return exit;
    }
    return exit;
  }

  /**
   * The terminal sends Ctrl-C to both processes; in the shell it stops a query and must not end us.
   * By reflection: the compiler does not show {@code sun.misc} to Java 8 code. Not by ignoring the
   * signal, which the child would inherit.
   */
  private static void leaveCtrlCToTheShell() throws LaunchException {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object nothing =
          Proxy.newProxyInstance(
              Launcher.class.getClassLoader(),
              new Class<?>[] {handler},
              new InvocationHandler() {
                @Override
                public Object invoke(Object proxy, Method method, Object[] arguments) {
                  return null;
                }
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), nothing);
    } catch (ReflectiveOperationException e) {
      throw new LaunchException("this Java cannot leave Ctrl-C to the shell: " + e);
    }
  }

  private static void waitFor(Process child) {
    try {
      child.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The directory that holds lib/: WEFT_HOME, or where weft.jar is. */
  private static File home() throws LaunchException {
    String given = System.getenv("WEFT_HOME");
    File home = given != null && !given.isEmpty() ? new File(given) : ownJar().getParentFile();
    if (!new File(home, "lib").isDirectory()) {
      throw new LaunchException(
          "no lib/ beside weft.jar in "
              + home
              + "; keep weft.jar in its directory or set WEFT_HOME");
    }
    return home;
  }

  /**
   * The file of this class. {@code yarn jar} unpacks the jar and loads us from a temporary
   * directory: there the command line tells which jar it was given.
   */
  private static File ownJar() throws LaunchException {
    String command = System.getProperty("sun.java.command", "");
    int end = command.indexOf(".jar ");
    if (command.startsWith(RUN_JAR) && end > 0) {
      return new File(command.substring(RUN_JAR.length(), end + ".jar".length())).getAbsoluteFile();
    }
    try {
      return new File(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .getAbsoluteFile();
    } catch (URISyntaxException e) {
      throw new LaunchException("cannot tell where weft.jar is; set WEFT_HOME");
    }
  }

  private static List<String> jvmOptions(File home) {
    List<String> options = new ArrayList<>();
    options.add("@" + new File(home, "conf/jvm.options"));
    options.add("-XX:SharedArchiveFile=" + new File(home, "cds/client.jsa"));
    String given = System.getenv("WEFT_JAVA_OPTS");
    if (given != null && !given.trim().isEmpty()) {
      options.addAll(Arrays.asList(given.trim().split("\\s+")));
    }
    return options;
  }

  private static String classPath(File home, String[] args) {
    Set<String> entries = new LinkedHashSet<>();
    // jars by name, directories behind them: the class archive holds for this class path only
    File[] jars = new File(home, "lib").listFiles();
    if (jars != null) {
      Arrays.sort(jars);
      for (File jar : jars) {
        if (jar.getName().endsWith(".jar")) {
          entries.add(jar.getPath());
        }
      }
    }
    if (args.length > 0 && args[0].equals("demo")) {
      entries.add(new File(home, "demo").getPath() + File.separator + "*");
    }
    for (String variable : Arrays.asList("HADOOP_CONF_DIR", "YARN_CONF_DIR")) {
      String dir = System.getenv(variable);
      if (dir != null && !dir.isEmpty()) {
        entries.add(dir);
      }
    }
    entries.add(confDir(home));
    return String.join(File.pathSeparator, entries);
  }

  private static String confDir(File home) {
    String own = System.getenv("WEFT_CONF_DIR");
    return own != null && !own.isEmpty() ? own : new File(home, "conf").getPath();
  }

  /** WEFT_JAVA_HOME, else the first of this JVM and JAVA_HOME that is new enough. */
  private static File javaHome() throws LaunchException {
    String chosen = System.getenv("WEFT_JAVA_HOME");
    if (chosen != null && !chosen.isEmpty()) {
      File home = new File(chosen);
      if (versionOf(home) < OLDEST_JAVA) {
        throw new LaunchException("WEFT_JAVA_HOME=" + chosen + " is no JDK " + OLDEST_JAVA);
      }
      return home;
    }
    if (major(System.getProperty("java.specification.version")) >= OLDEST_JAVA) {
      return new File(System.getProperty("java.home"));
    }
    String other = System.getenv("JAVA_HOME");
    if (other != null && !other.isEmpty() && versionOf(new File(other)) >= OLDEST_JAVA) {
      return new File(other);
    }
    throw new LaunchException(
        "Weft needs Java "
            + OLDEST_JAVA
            + ", this is Java "
            + System.getProperty("java.version")
            + "; set WEFT_JAVA_HOME to a JDK "
            + OLDEST_JAVA);
  }

  private static int versionOf(File home) {
    File release = new File(home, "release");
    if (!release.isFile() || !new File(home, "bin/java").canExecute()) {
      return 0;
    }
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new java.io.FileInputStream(release), StandardCharsets.UTF_8))) {
      String line;
      while ((line = reader.readLine()) != null) {
        if (line.startsWith("JAVA_VERSION=")) {
          return major(line.substring("JAVA_VERSION=".length()).replace("\"", ""));
        }
      }
    } catch (IOException e) {
      return 0;
    }
    return 0;
  }

  /** 8 of {@code 1.8.0_292}, 17 of {@code 17.0.15}. */
  static int major(String version) {
    String[] parts = version.split("[._-]");
    try {
      int first = Integer.parseInt(parts[0]);
      return first == 1 && parts.length > 1 ? Integer.parseInt(parts[1]) : first;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Why Weft could not be started. */
  private static final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    LaunchException(String message) {
      super(message);
    }
  }
}
