package org.weft.am.client;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.weft.am.cluster.JavaCommand;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.shuffle.exchange.ServerAddress;

/** An application that was submitted, until it has ended. */
public final class RunningApplication implements AutoCloseable {
  private static final long POLL_MILLIS = 50;
  private static final long WAITING_NOTICE_MILLIS = 5_000;

  private final YarnClient yarn;
  private final ApplicationId id;
  private final StagingDirectory staging;
  private final String token;

  RunningApplication(YarnClient yarn, ApplicationId id, StagingDirectory staging, String token) {
    this.yarn = yarn;
    this.id = id;
    this.staging = staging;
    this.token = token;
  }

  /** The id, such as {@code application_1700000000000_0001}. */
  public String id() {
    return id.toString();
  }

  /** What every call to the application carries as bearer token. */
  public String token() {
    return token;
  }

  /** The page of the application, as YARN gives it. */
  public String trackingUrl() {
    return report().getTrackingUrl();
  }

  /**
   * Waits until the ApplicationMaster can be talked to.
   *
   * @param waiting told now and then why it takes long
   * @return where it listens
   * @throws WeftException APPLICATION_FAILED if it ended instead
   */
  public ServerAddress awaitRunning(Consumer<String> waiting) {
    long lastNotice = System.nanoTime();
    while (true) {
      ApplicationReport report = report();
      YarnApplicationState state = report.getYarnApplicationState();
      if (state == YarnApplicationState.RUNNING && report.getRpcPort() > 0) {
        return new ServerAddress(report.getHost(), report.getRpcPort());
      }
      if (isEnded(state)) {
        throw failed(report);
      }
      if (System.nanoTime() - lastNotice > TimeUnit.MILLISECONDS.toNanos(WAITING_NOTICE_MILLIS)) {
        lastNotice = System.nanoTime();
        waiting.accept("waiting for YARN: " + state + ", queue " + report.getQueue());
      }
      pause();
    }
  }

  /** Waits until the application has ended; false if it has not within the time. */
  public boolean awaitEnd(long millis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!isEnded(report().getYarnApplicationState())) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pause();
    }
    return true;
  }

  /** True once YARN calls the application ended. */
  public boolean isOver() {
    return isEnded(report().getYarnApplicationState());
  }

  /** Why the application ended, if it has: for a client that lost its connection. */
  public WeftException failure() {
    ApplicationReport report = report();
    return isEnded(report.getYarnApplicationState())
        ? failed(report)
        : WeftException.of(
            ErrorCode.APPLICATION_FAILED, "lost the connection to " + id + ", which still runs");
  }

  /** Ends the application by force. */
  public void kill(String why) {
    try {
      yarn.killApplication(id, why);
    } catch (IOException | YarnException e) {
      throw WeftException.of(
              ErrorCode.CLUSTER_UNREACHABLE, "could not kill " + id + ": " + e.getMessage(), e)
          .hint("yarn application -kill " + id);
    }
  }

  /** Lets go of the cluster and removes what the application left in its staging directory. */
  @Override
  public void close() {
    try {
      staging.delete();
    } catch (IOException e) {
      throw WeftException.of(
          ErrorCode.WRITE_FAILED, "could not remove " + staging.path() + ": " + e.getMessage(), e);
    } finally {
      yarn.stop();
    }
  }

  private WeftException failed(ApplicationReport report) {
    String diagnostics = report.getDiagnostics() == null ? "" : report.getDiagnostics().strip();
    if (diagnostics.contains(JavaCommand.NO_JAVA_TEXT)) {
      int start = diagnostics.indexOf(JavaCommand.NO_JAVA_TEXT);
      String sentence = diagnostics.substring(start).lines().findFirst().orElse("");
      return WeftException.of(ErrorCode.NO_JAVA, sentence.replaceAll(",.*", ""))
          .hint("install a JDK 17 on every node, or set weft.yarn.java-home to where it is");
    }
    String cause =
        diagnostics.lines().filter(line -> !line.isBlank()).findFirst().orElse("no reason given");
    return WeftException.of(
            ErrorCode.APPLICATION_FAILED,
            id + " ended " + report.getFinalApplicationStatus() + ": " + cause)
        .hint("yarn logs -applicationId " + id);
  }

  private static boolean isEnded(YarnApplicationState state) {
    return switch (state) {
      case FINISHED, FAILED, KILLED -> true;
      case NEW, NEW_SAVING, SUBMITTED, ACCEPTED, RUNNING -> false;
    };
  }

  private ApplicationReport report() {
    try {
      return yarn.getApplicationReport(id);
    } catch (IOException | YarnException e) {
      throw WeftException.of(
              ErrorCode.CLUSTER_UNREACHABLE,
              "the ResourceManager does not answer: " + e.getMessage(),
              e)
          .hint("the application may still run; yarn application -status " + id);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw WeftException.of(ErrorCode.CANCELLED, "interrupted while waiting for YARN", e);
    }
  }
}
