package org.weft.shuffle.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

class NamedDirectoriesTest {
  @TempDir Path disk;

  @Test
  void every_disk_gives_the_application_a_directory_that_its_workers_share() throws IOException {
    Path other = disk.resolve("b");
    try (NamedDirectories one = join("app_1", "w1", disk.resolve("a"), other);
        NamedDirectories two = join("app_1", "w2", disk.resolve("a"), other)) {
      assertThat(one.directories()).hasSize(2).isEqualTo(two.directories());
      assertThat(one.directories()).allMatch(Files::isDirectory);
      assertThat(one.directories().get(1)).startsWith(other).hasFileName("app_1");
    }
  }

  @Test
  void the_last_worker_to_leave_clears_up() throws IOException {
    NamedDirectories one = join("app_1", "w1", disk);
    NamedDirectories two = join("app_1", "w2", disk);
    Path file = one.directories().get(0).resolve("1-0.data");
    Files.writeString(file, "rows");
    one.close();
    assertThat(file).exists();
    two.close();
    assertThat(file.getParent()).doesNotExist();
  }

  @Test
  void what_the_dead_left_is_deleted_and_what_the_living_have_is_not() throws IOException {
    Path dead;
    try (NamedDirectories living = join("app_2", "w1", disk)) {
      dead = living.directories().get(0).resolveSibling("app_1");
      Files.createDirectories(dead);
      Files.writeString(dead.resolve("w1.lock"), ""); // nobody holds it
      Files.writeString(dead.resolve("1-0.data"), "rows");
      try (NamedDirectories next = join("app_3", "w1", disk)) {
        assertThat(dead).doesNotExist();
        assertThat(living.directories().get(0)).exists();
        assertThat(next.directories().get(0)).exists();
      }
    }
  }

  @Test
  void a_disk_that_cannot_be_written_is_left_out_and_none_at_all_is_an_error() throws IOException {
    Path broken = Files.writeString(disk.resolve("file"), "not a directory");
    try (NamedDirectories some = join("app_1", "w1", broken, disk.resolve("good"))) {
      assertThat(some.directories()).hasSize(1);
    }
    assertThatThrownBy(() -> join("app_1", "w1", broken).close())
        .isInstanceOfSatisfying(
            WeftException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.WRITE_FAILED);
              assertThat(e.sentence()).contains("weft.flight_shuffle_dirs", broken.toString());
            });
  }

  @Test
  void names_cannot_leave_the_directory() {
    assertThatThrownBy(() -> join("../x", "w1", disk).close()).isInstanceOf(RuntimeException.class);
  }

  private static NamedDirectories join(String application, String worker, Path... disks) {
    return NamedDirectories.join(List.of(disks), application, worker);
  }
}
