package org.weft.am.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Tab offers. */
class SuggestionsTest {
  private static final Vocabulary NAMES =
      new Vocabulary() {
        @Override
        public List<String> tables() {
          return List.of("orders", "Odd Name");
        }

        @Override
        public List<String> columns(String table) {
          return switch (table) {
            case "orders" -> List.of("o_orderkey", "o_comment", "Total Price");
            case "'f.parquet'" -> List.of("in_file");
            default -> List.of();
          };
        }
      };

  @TempDir private Path directory;

  /** The suggestions at the bar. */
  private static List<String> at(String text) {
    int cursor = text.indexOf('|');
    return new Suggestions(NAMES)
        .at(text.replace("|", ""), cursor).fitting().stream().map(Suggestion::text).toList();
  }

  @Test
  void statementsWhereOneStarts() {
    assertThat(at("SEL|")).containsExactly("SELECT");
    assertThat(at("select 1; descr|")).containsExactly("describe");
  }

  @Test
  void tablesBehindFrom() {
    assertThat(at("select * from o|")).containsExactly("orders");
    assertThat(at("select * from orders a, o|")).containsExactly("orders");
    assertThat(at("select * from |")).contains("orders", "\"Odd Name\"", "read_csv(");
  }

  @Test
  void columnsOfTheTablesInTheStatement() {
    assertThat(at("select o_| from orders")).containsExactly("o_orderkey", "o_comment");
    assertThat(at("select in_f| from 'f.parquet'")).containsExactly("in_file");
    assertThat(at("select x.o_c| from orders x")).containsExactly("o_comment");
    assertThat(at("select \"Tot| from orders")).containsExactly("\"Total Price\"");
    assertThat(at("select y.| from orders x")).isEmpty();
  }

  @Test
  void functionsAndKeywords() {
    assertThat(at("select regexp_extr| from orders")).contains("regexp_extract(");
    assertThat(at("select * from orders wh|")).containsExactly("where", "when");
  }

  @Test
  void settings() {
    assertThat(at("set enable_push|")).containsExactly("enable_pushdowns");
    assertThat(at("SET memory.li|")).containsExactly("limit");
    assertThat(at("\\set enable_push|")).containsExactly("enable_pushdowns");
  }

  @Test
  void commands() {
    assertThat(at("\\ti|")).containsExactly("\\timing");
    assertThat(at("\\d ord|")).containsExactly("orders");
  }

  @Test
  void filesInQuotes() throws IOException {
    Files.createFile(directory.resolve("data.csv"));
    Files.createDirectory(directory.resolve("dates"));
    Files.createFile(directory.resolve(".dark"));
    assertThat(at("select * from '" + directory + "/da|"))
        .containsExactly(directory + "/data.csv", directory + "/dates/");
    assertThat(at("select * from '" + directory + "/nowhere/x|")).isEmpty();
  }

  @Test
  void nothingInComments() {
    assertThat(at("select /* sel|")).isEmpty();
    assertThat(at("select 'a' -- o_|")).isEmpty();
  }
}
