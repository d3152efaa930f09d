package org.weft.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.weft.am.rpc.ApplicationStatus;
import org.weft.am.schedule.QueryProgress;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.tests.oracle.Answer;
import org.weft.tests.oracle.Weft;

/** Processes die in the middle of a query. Signals make the middle last as long as needed. */
class LostWorkerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Twenty files, a scan task each; the second stage reads them all. */
  private static final String QUERY =
      "SELECT o_orderpriority, count(*), min(o_orderkey), max(o_orderkey) FROM orders"
          + " GROUP BY o_orderpriority";

  private static ClusterFixture cluster;
  private ClusterFixture.Application application;

  @BeforeAll
  static void startCluster() throws IOException {
    cluster = ClusterFixture.shared();
  }

  @BeforeEach
  void startApplication() {
    application = cluster.application(ClusterFixture.settings());
    Await.until(
        "both workers are ready", () -> application.engine().status().workers().size() == 2);
  }

  @AfterEach
  void endApplication() {
    application.close();
  }

  @Test
  void theAnswerIsRightAndOnlyLostTasksRunAgain() throws Exception {
    Answer right = Weft.query(application.session(), QUERY);
    List<ApplicationStatus.Worker> workers = application.engine().status().workers();
    long stopped = workers.get(0).processId();
    long killed = workers.get(1).processId();
    signal("STOP", stopped);
    CompletableFuture<Answer> answer =
        CompletableFuture.supplyAsync(() -> Weft.query(application.session(), QUERY));
    // the stopped worker holds two tasks, so the first stage waits for it while the other has done
    // the rest and keeps their outputs
    Await.until(
        "one worker has nothing left to do",
        () ->
            application.engine().status().running().stream()
                .anyMatch(query -> query.running() == 2 && query.done() > 0));
    QueryProgress before = application.engine().status().running().get(0);
    assertThat(before.stagesDone()).isZero();
    signal("KILL", killed);
    Await.until(
        "the loss is known",
        () -> application.engine().status().workers().stream().noneMatch(pid(killed)));
    signal("CONT", stopped);
    assertThat(
            answer
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .differenceFrom(right, Answer.Order.FREE))
        .isEmpty();
    Await.until("the query is over", () -> application.engine().status().running().isEmpty());
    List<QueryProgress> ended = application.engine().status().ended();
    QueryProgress last = ended.get(ended.size() - 1);
    assertThat(last.attempts())
        .as("one attempt for each task, one more for each that was lost")
        .isEqualTo(last.tasks() + before.done());
  }

  @Test
  void aDeadMasterIsReportedAndItsWorkersEnd() {
    ApplicationStatus status = application.engine().status();
    signal("KILL", status.processId());
    assertThatThrownBy(() -> Weft.query(application.session(), QUERY))
        .isInstanceOfSatisfying(
            WeftException.class,
            e ->
                assertThat(e.code())
                    .isIn(ErrorCode.APPLICATION_FAILED, ErrorCode.CLUSTER_UNREACHABLE));
    for (ApplicationStatus.Worker worker : status.workers()) {
      Await.until("the workers have ended", () -> ProcessHandle.of(worker.processId()).isEmpty());
    }
  }

  private static Predicate<ApplicationStatus.Worker> pid(long pid) {
    return worker -> worker.processId() == pid;
  }

  private static void signal(String name, long pid) {
    try {
      int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
      assertThat(status).as("kill -%s %s", name, pid).isZero();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
