package org.weft.am.cluster;

import java.util.Map;
import org.weft.planner.error.ErrorCode;

/**
 * What the end of a container means.
 *
 * @param reason for people, without final stop
 * @param code the error of a query that cannot go on because of it
 */
public record ExitVerdict(String reason, Blame blame, ErrorCode code) {
  private static final int ASIDE = 400;

  /** Who may be at fault. */
  public enum Blame {
    /** Taken away, or stopped by us. */
    NOBODY,
    /** What ran in it: counts against its tasks. */
    ITS_TASKS,
    /** The node: bad disks, no Java, a file that could not be localised. */
    ITS_NODE
  }

  /** What the container was supposed to do. */
  public enum Expectation {
    MEANT_TO_RUN,
    TOLD_TO_STOP
  }

  private record Meaning(String text, Blame blame, ErrorCode code) {
    Meaning(String text, Blame blame) {
      this(text, blame, ErrorCode.CONTAINER_LOST);
    }
  }

  /** Hadoop's ContainerExitStatus, and the exit codes of processes. */
  private static final Map<Integer, Meaning> MEANINGS =
      Map.ofEntries(
          Map.entry(0, new Meaning("its process ended without being asked to", Blame.ITS_TASKS)),
          Map.entry(
              JavaCommand.NO_JAVA_STATUS,
              new Meaning("no Java 17 there", Blame.ITS_NODE, ErrorCode.NO_JAVA)),
          Map.entry(134, new Meaning("its process aborted", Blame.ITS_TASKS)),
          Map.entry(
              137,
              new Meaning(
                  "its process was killed, perhaps for its memory (exit 137)", Blame.ITS_TASKS)),
          Map.entry(139, new Meaning("its process crashed (segmentation fault)", Blame.ITS_TASKS)),
          Map.entry(143, new Meaning("its process was terminated (exit 143)", Blame.NOBODY)),
          Map.entry(-1000, new Meaning("it could not be started", Blame.ITS_NODE)),
          Map.entry(-100, new Meaning("it was released, or its node was lost", Blame.NOBODY)),
          Map.entry(-101, new Meaning("the disks of its node failed", Blame.ITS_NODE)),
          Map.entry(-102, new Meaning("the scheduler preempted it", Blame.NOBODY)),
          Map.entry(-103, new Meaning("it exceeded its virtual memory limit", Blame.ITS_TASKS)),
          Map.entry(-104, new Meaning("it exceeded its memory limit", Blame.ITS_TASKS)),
          Map.entry(-105, new Meaning("we stopped it", Blame.NOBODY)),
          Map.entry(-106, new Meaning("the ResourceManager stopped it", Blame.NOBODY)),
          Map.entry(-107, new Meaning("its application had ended", Blame.NOBODY)),
          Map.entry(-108, new Meaning("guaranteed work displaced it", Blame.NOBODY)),
          Map.entry(-109, new Meaning("its logs grew too large", Blame.ITS_TASKS)));

  /** Judges the end of a container. */
  public static ExitVerdict of(ContainerEnd end, Expectation expectation) {
    Meaning meaning =
        MEANINGS.getOrDefault(
            end.exitStatus(),
            new Meaning("its process ended with exit code " + end.exitStatus(), Blame.ITS_TASKS));
    if (expectation == Expectation.TOLD_TO_STOP) {
      return new ExitVerdict(meaning.text, Blame.NOBODY, meaning.code);
    }
    return new ExitVerdict(meaning.text + aside(end.diagnostics()), meaning.blame, meaning.code);
  }

  /** The last words of a process are the last lines of what the NodeManager says. */
  private static String aside(String diagnostics) {
    String text = diagnostics == null ? "" : diagnostics.strip();
    if (text.isEmpty()) {
      return "";
    }
    String tail = text.length() <= ASIDE ? text : "…" + text.substring(text.length() - ASIDE);
    return ": " + tail.replaceAll("\\s*\\n\\s*", " | ");
  }
}
