package org.weft.tests.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.weft.am.session.NativeEngine;
import org.weft.planner.setting.Settings;

/** The SQL specs in one process. */
class SpecNativeTest {
  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> holdInOneProcess() {
    return Specs.tests(directory, SpecNativeTest::run);
  }

  private static void run(SpecFile file, Path directory) throws IOException {
    Path temp = Files.createTempDirectory(directory, "spec");
    Settings settings = Settings.DEFAULTS.with("threads", "3");
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine engine = new NativeEngine(new Configuration(), settings, allocator)) {
      Specs.check(file, engine.session(), temp);
      assertThat(engine.pool().used()).isZero();
    }
  }
}
