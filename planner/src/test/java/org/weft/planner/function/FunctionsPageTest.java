package org.weft.planner.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The page users read says what the code does. To write it anew:
 *
 * <pre>
 * mvn -pl planner test -Dtest=FunctionsPageTest -Dweft.golden.update=true
 * </pre>
 */
class FunctionsPageTest {
  private static final Path PAGE = Path.of("..", "yarn-conf", "functions.md");

  @Test
  void the_page_is_up_to_date() throws IOException {
    if (Boolean.getBoolean("weft.golden.update")) {
      Files.writeString(PAGE, FunctionsPage.markdown(), UTF_8);
    }
    assertThat(PAGE).content(UTF_8).isEqualTo(FunctionsPage.markdown());
  }

  @Test
  void every_function_explains_itself() {
    for (FunctionEntry entry : FunctionRegistry.entries()) {
      assertThat(entry.sentence()).as(entry.name()).endsWith(".").hasSizeGreaterThan(10);
      assertThat(entry.usage()).as(entry.name()).isNotBlank();
      assertThat(entry.names())
          .allMatch(name -> name.equals(name.toLowerCase(java.util.Locale.ROOT)));
    }
  }

  @Test
  void functions_are_listed_by_pattern() {
    assertThat(FunctionList.rows(Optional.of("LPA_")))
        .extracting(row -> row.get(0))
        .containsExactly("lpad");
    assertThat(FunctionList.rows(Optional.of("startsw%")))
        .as("found by an alias")
        .extracting(row -> row.get(0))
        .isEqualTo(List.of("starts_with"));
    assertThat(FunctionList.rows(Optional.empty())).hasSameSizeAs(FunctionRegistry.entries());
    assertThat(FunctionList.rows(Optional.of("no%such"))).isEmpty();
  }
}
