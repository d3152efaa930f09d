package org.weft.tests.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** House rules about files. */
class SourceTreeTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final List<String> MODULES =
      List.of("planner", "io", "shuffle", "container", "am", "tests");
  private static final int LONGEST = 800;

  /** ResourceManager and NodeManager are YARN's own terms. */
  private static final Pattern CATCH_ALL =
      Pattern.compile(
          ".*(Util|Utils|Helper|Helpers|Misc|Common|(?<!Resource|Node)Manager|Impl)\\.java");

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    List<Path> silent =
        sources().stream()
            .filter(file -> file.toString().contains("src/main/"))
            .map(Path::getParent)
            .distinct()
            .filter(directory -> !Files.exists(directory.resolve("package-info.java")))
            .filter(directory -> !directory.toString().contains("/src/launcher/"))
            .toList();
    assertThat(silent).isEmpty();
  }

  @Test
  void noFileIsTooLongToRead() throws IOException {
    for (Path file : sources()) {
      assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(LONGEST);
    }
  }

  @Test
  void noFileIsACatchAll() throws IOException {
    assertThat(sources()).noneMatch(file -> CATCH_ALL.matcher(file.toString()).matches());
  }

  @Test
  void theTopOfTheHouseIsAsDesigned() throws IOException {
    try (Stream<Path> top = Files.list(ROOT)) {
      assertThat(
              top.map(path -> path.getFileName().toString())
                  .filter(name -> !name.startsWith(".") && !name.equals("target")))
          .containsExactlyInAnyOrder(
              "pom.xml",
              "planner",
              "io",
              "shuffle",
              "container",
              "am",
              "tests",
              "yarn-conf",
              "README.md",
              "weft",
              "mvnw",
              "mvnw.cmd",
              "LICENSE",
              "NOTICE");
    }
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new java.util.ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    assertThat(sources).isNotEmpty();
    return sources;
  }
}
