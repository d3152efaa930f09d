package org.weft.container.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.setting.Settings;

class SpillDirectoriesTest {
  @TempDir Path base;

  private static void write(SpillDirectories directories, QuerySpill spill) {
    try (MemoryPool pool = new MemoryPool(1 << 20);
        MemoryScope scope = pool.scope("test")) {
      Block block = scope.allocateZeroed(100);
      SpillFile file = spill.file("the test");
      SpillFile.Place place = file.append(block.address(), 100);
      Memory.fill(block.address(), 100, (byte) 1);
      file.read(place, block.address(), 100);
      assertThat(Memory.getLong(block.address() + 92)).isZero();
      assertThat(file.path(place)).exists().startsWithRaw(directories.inTurn().get(0).root());
    }
  }

  private Path root() {
    return base.resolve("weft-spill");
  }

  @Test
  void nothing_is_made_before_something_is_spilled_and_nothing_is_left() {
    try (SpillDirectories directories = new SpillDirectories(List.of(base))) {
      try (QuerySpill spill = new QuerySpill(directories, "q/1")) {
        assertThat(root()).doesNotExist();
        write(directories, spill);
        assertThat(root()).isNotEmptyDirectory();
      }
    }
    assertThat(root()).isEmptyDirectory();
  }

  @Test
  void what_a_dead_process_left_is_deleted_and_what_a_living_one_has_is_not() throws Exception {
    // a process of its own, killed while it holds its directory
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                base.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(process.inputReader().readLine()).isEqualTo("holding");
      try (SpillDirectories living = new SpillDirectories(List.of(base))) {
        assertThat(filesBelow(root())).as("the other process lives").hasSize(2);
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        QuerySpill spill = new QuerySpill(living, "q");
        write(living, spill);
        try (SpillDirectories next = new SpillDirectories(List.of(base))) {
          assertThat(filesBelow(root())).as("only those of the living").hasSize(2);
          assertThat(next.inTurn()).hasSize(1);
        }
        write(living, spill);
        spill.close();
      }
    } finally {
      process.destroyForcibly();
    }
  }

  /** Spills and waits to be killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException {
      SpillDirectories directories = new SpillDirectories(List.of(Path.of(args[0])));
      write(directories, new QuerySpill(directories, "q"));
      System.out.println("holding");
      int unused = System.in.read();
    }
  }

  private static List<Path> filesBelow(Path directory) throws IOException {
    try (var all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void a_directory_being_made_is_left_alone_for_an_hour() throws IOException {
    Path fresh = Files.createDirectories(root().resolve(".new-1"));
    Path old = Files.createDirectories(root().resolve(".new-2"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    try (SpillDirectories directories = new SpillDirectories(List.of(base))) {
      assertThat(fresh).exists();
      assertThat(old).doesNotExist();
      assertThat(directories.inTurn()).hasSize(1);
    }
  }

  @Test
  void disks_are_used_in_turn_and_one_that_cannot_be_written_is_passed_over() throws IOException {
    Path broken = base.resolve("broken");
    Files.writeString(broken, "no directory");
    Path a = base.resolve("a");
    Path b = base.resolve("b");
    try (SpillDirectories directories = new SpillDirectories(List.of(a, broken, b));
        QuerySpill spill = new QuerySpill(directories, "q");
        MemoryPool pool = new MemoryPool(1 << 20);
        MemoryScope scope = pool.scope("test")) {
      long address = scope.allocateZeroed(10).address();
      for (int i = 0; i < 6; i++) {
        SpillFile unused = spill.file("test");
        SpillFile.Place place = unused.append(address, 10);
        assertThat(unused.path(place).startsWith(broken)).isFalse();
      }
      assertThat(filesBelow(a)).hasSizeGreaterThan(2);
      assertThat(filesBelow(b)).hasSizeGreaterThan(2);
      assertThat(spill.openFiles()).isEqualTo(6);
    }
  }

  @Test
  void without_any_disk_the_error_names_operator_directories_and_settings() throws IOException {
    Path broken = base.resolve("broken");
    Files.writeString(broken, "no directory");
    try (SpillDirectories directories = new SpillDirectories(List.of(broken));
        QuerySpill spill = new QuerySpill(directories, "q7")) {
      assertThatThrownBy(() -> spill.file("sort").append(0, 0))
          .isInstanceOfSatisfying(
              WeftException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.WRITE_FAILED);
                assertThat(e.sentence()).contains("q7-1-sort", broken.toString());
                assertThat(e.hint().orElseThrow())
                    .contains("weft.memory.spill_dirs", "weft.memory.limit");
              });
    }
  }

  @Test
  void the_setting_goes_before_the_container_and_the_container_before_the_user() {
    List<Path> local = List.of(Path.of("/local"));
    Settings named = Settings.DEFAULTS.with("memory.spill_dirs", "/x, /y");
    assertThat(SpillDirectories.bases(named, local)).containsExactly(Path.of("/x"), Path.of("/y"));
    assertThat(SpillDirectories.bases(Settings.DEFAULTS, local)).isEqualTo(local);
    assertThat(SpillDirectories.bases(Settings.DEFAULTS, List.of()))
        .containsExactly(
            Path.of(
                System.getProperty("java.io.tmpdir"), "weft-" + System.getProperty("user.name")));
  }
}
