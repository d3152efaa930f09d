package org.weft.planner.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares texts with files in {@code src/test/resources/golden}. After a wanted change:
 *
 * <pre>
 * mvn -pl planner test -Dtest='*Golden*' -Dweft.golden.update=true
 * </pre>
 *
 * rewrites the files; the difference is what users will see, so read it before you commit it.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  private Golden() {}

  /** Fails if the text is not that of the file. */
  public static void assertMatches(String name, String text) {
    Path file = FOLDER.resolve(name + ".txt");
    try {
      if (Boolean.getBoolean("weft.golden.update")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, UTF_8);
        return;
      }
      assertThat(file).as("golden file of %s", name).exists();
      assertThat(text).isEqualTo(Files.readString(file, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
