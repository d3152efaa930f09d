package org.weft.am.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.am.demo.TpchFiles;
import org.weft.am.session.PreparedSql;
import org.weft.am.session.RowStream;
import org.weft.planner.setting.Settings;

/** Settings that change what an application does with its containers and disks. */
class ApplicationSettingsTest {
  private static final Settings SETTINGS =
      Settings.DEFAULTS.with("yarn.containers", "2").with("scan_tasks_min_size_bytes", "1");

  @TempDir static Path tables;
  @TempDir Path directory;
  @TempDir Path disk;

  @BeforeAll
  static void write() throws IOException {
    new TpchFiles(new Configuration(), 0.001)
        .write("orders", new org.apache.hadoop.fs.Path(tables.toUri()), 8);
  }

  @Test
  void shuffle_files_lie_where_flight_shuffle_dirs_says_and_go_with_the_application()
      throws InterruptedException {
    Settings named = SETTINGS.with("flight_shuffle_dirs", disk.toString());
    AtomicBoolean seen = new AtomicBoolean();
    try (InProcessApplication application = new InProcessApplication(directory, named)) {
      Thread user =
          new Thread(
              () -> {
                while (!seen.get()) {
                  count(application);
                }
              });
      user.start();
      try {
        await(() -> files(disk).stream().anyMatch(name -> name.endsWith(".data")));
      } finally {
        seen.set(true);
        user.join();
      }
    }
    assertThat(files(disk)).containsExactly(".lock");
    assertThat(files(directory)).isEmpty();
  }

  @Test
  void idle_containers_are_given_back_and_come_again_with_the_next_query() {
    Settings impatient = SETTINGS.with("yarn.idle_timeout", "0");
    try (InProcessApplication application = new InProcessApplication(directory, impatient)) {
      assertThat(count(application)).isEqualTo(1500);
      await(() -> application.containers().running().isEmpty());
      assertThat(count(application)).isEqualTo(1500);
      await(() -> application.containers().running().isEmpty());
    }
  }

  private static String query() {
    return "SELECT * FROM '" + tables + "/*.parquet' ORDER BY o_totalprice";
  }

  private static long count(InProcessApplication application) {
    long count = 0;
    try (PreparedSql statement = application.session().prepare(query());
        RowStream rows = statement.run()) {
      while (rows.advance()) {
        count += rows.root().getRowCount();
      }
    }
    return count;
  }

  private static List<String> files(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).map(it -> it.getFileName().toString()).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of("something went while we looked");
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }
}
