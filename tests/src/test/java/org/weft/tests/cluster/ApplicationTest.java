package org.weft.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.weft.am.session.ApplicationNotices;
import org.weft.am.session.YarnEngine;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.setting.Settings;
import org.weft.tests.oracle.Weft;

/** How an application starts and ends, and what it says when it cannot. */
class ApplicationTest {
  private static ClusterFixture cluster;

  @BeforeAll
  static void start() throws IOException {
    cluster = ClusterFixture.shared();
  }

  @Test
  void givesTheFirstRowSoonAndLeavesNothingBehind() throws IOException {
    long submitted = System.nanoTime();
    String id;
    try (ClusterFixture.Application application = cluster.application(ClusterFixture.settings())) {
      long ready = System.nanoTime();
      assertThat(
              Weft.query(application.session(), "SELECT n_name FROM nation WHERE n_nationkey = 7")
                  .rows())
          .hasSize(1);
      long answered = System.nanoTime();
      id = application.engine().applicationId().orElseThrow();
      System.out.printf(
          "submission to SQL %d ms, to first row %d ms%n",
          (ready - submitted) / 1_000_000, (answered - submitted) / 1_000_000);
      long again = System.nanoTime();
      Weft.query(application.session(), "SELECT n_name FROM nation WHERE n_nationkey = 8");
      System.out.printf("warm query %d ms%n", (System.nanoTime() - again) / 1_000_000);
    }
    System.out.printf("to the end %d ms%n", (System.nanoTime() - submitted) / 1_000_000);
    FileSystem fs = FileSystem.get(cluster.configuration());
    assertThat(fs.exists(new Path(fs.getHomeDirectory(), ".weft/staging/" + id))).isFalse();
  }

  @Test
  void namesTheQueuesThereAre() {
    assertRefused(
        ClusterFixture.settings().with("yarn.queue", "defualt"),
        ErrorCode.QUEUE_REFUSED,
        "no queue 'defualt'");
  }

  @Test
  void saysAtOnceThatAContainerIsTooLarge() {
    assertRefused(
        ClusterFixture.settings().with("yarn.container_memory", "64g"),
        ErrorCode.CONTAINER_TOO_LARGE,
        "65536 MiB");
  }

  private static void assertRefused(Settings settings, ErrorCode code, String words) {
    try (BufferAllocator allocator = new RootAllocator();
        YarnEngine engine =
            new YarnEngine(
                cluster.configuration(), settings, allocator, ApplicationNotices.silent())) {
      assertThatThrownBy(() -> engine.start("refused"))
          .isInstanceOfSatisfying(
              WeftException.class,
              e -> {
                assertThat(e.code()).isEqualTo(code);
                assertThat(e.sentence()).contains(words);
                assertThat(e.hint()).isPresent();
              });
    }
  }
}
