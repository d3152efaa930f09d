package org.weft.am.cluster;

import java.util.ArrayList;
import java.util.List;

/**
 * The start of a container's command line: picks a Java 17 on the node or says that there is none.
 *
 * <p>{@code {{JAVA_HOME}}} alone is a trap: it expands to nothing, or to a Java 8, on many
 * clusters, and the container would end without a word. The text runs inside {@code bash -c "…"},
 * which is why it escapes {@code $} and has no double quotes.
 */
public final class JavaCommand {
  /** Exit status of a container that found no Java 17. */
  public static final int NO_JAVA_STATUS = 21;

  /** What such a container writes to stderr, followed by the node's name. */
  public static final String NO_JAVA_TEXT = "no Java 17 on";

  private JavaCommand() {}

  /**
   * Shell text that ends in {@code exec …/bin/java}, to be followed by the JVM's arguments.
   *
   * @param configured the setting yarn.java_home; empty to take the node's JAVA_HOME, else the
   *     client's own path if it is there
   */
  public static String choose(String configured, String clientJavaHome) {
    List<String> homes = new ArrayList<>();
    if (configured.isEmpty()) {
      homes.add("\\$JAVA_HOME");
      homes.add(clientJavaHome);
    } else {
      homes.add(configured);
    }
    return "for J in "
        + String.join(" ", homes)
        + "; do grep -qs 'JAVA_VERSION=.\\(1[7-9]\\|2[0-9]\\)' \\$J/release && break; J=; done; "
        + "test x\\$J != x || { echo "
        + NO_JAVA_TEXT
        + " \\$(hostname), set weft.yarn.java-home >&2; exit "
        + NO_JAVA_STATUS
        + "; }; exec \\$J/bin/java";
  }
}
