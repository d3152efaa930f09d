package org.weft.container.worker;

import java.io.IOException;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.UserGroupInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** The entry point of a worker container. */
public final class WorkerMain {
  /** Under which the application's secret lies in the token file. */
  public static final Text SECRET = new Text("weft.secret");

  private static final Logger LOG = LoggerFactory.getLogger(WorkerMain.class);
  private static final long PATIENCE_MILLIS = 12_000;
  private static final long CLOSING_MILLIS = 5_000;

  private WorkerMain() {}

  /** Runs a worker and ends the process. */
  public static void main(String[] args) {
    LOG.info("timing: main starts after {}", ProcessTimes.sinceStart());
    int status = 1;
    try {
      WorkerProcess worker =
          new WorkerProcess(
              WorkerEnvironment.of(System.getenv()), secret(), EngineTasks::new, PATIENCE_MILLIS);
      worker.run();
      status = 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("the worker failed", e);
      // the NodeManager shows the end of stderr to the ApplicationMaster
      System.err.println(e.getMessage());
    }
    end(status);
  }

  /** The application's secret, from the token file that YARN put beside the process. */
  public static byte[] secret() {
    try {
      byte[] secret = UserGroupInformation.getCurrentUser().getCredentials().getSecretKey(SECRET);
      if (secret == null) {
        throw WeftException.of(
            ErrorCode.INTERNAL, "the token file has no " + SECRET + ": not started by Weft");
      }
      return secret;
    } catch (IOException e) {
      throw WeftException.of(
          ErrorCode.INTERNAL, "the token file cannot be read: " + e.getMessage(), e);
    }
  }

  /** Threads of libraries must not keep the container. */
  private static void end(int status) {
    Thread last =
        new Thread(
            () -> {
              try {
                Thread.sleep(CLOSING_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(status);
            },
            "weft-halt");
    last.setDaemon(true);
    last.start();
    System.exit(status);
  }
}
