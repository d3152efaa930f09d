package org.weft.tests.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.weft.am.rehearsal.InProcessApplication;
import org.weft.planner.setting.Settings;

/** The SQL specs as tasks of an application with two workers. */
class SpecYarnTest {
  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> holdInAnApplication() {
    return Specs.tests(directory, SpecYarnTest::run);
  }

  private static void run(SpecFile file, Path directory) throws IOException {
    Path temp = Files.createTempDirectory(directory, "spec");
    Path work = Files.createDirectories(temp.resolve("work"));
    Settings settings =
        Settings.DEFAULTS
            .with("yarn.containers", "2")
            .with("yarn.container_cores", "2")
            .with("scan_tasks_min_size_bytes", "1")
            .with("num_partitions", "3");
    try (InProcessApplication application = new InProcessApplication(work, settings)) {
      Specs.check(file, application.session(), temp);
    }
  }
}
