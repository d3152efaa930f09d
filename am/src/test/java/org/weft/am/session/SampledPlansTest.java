package org.weft.am.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.planner.setting.Settings;

/** EXPLAIN says of which numbers only a sample is known. */
class SampledPlansTest {
  @TempDir Path directory;

  private Path write(String name, int rows, int keys) throws IOException {
    List<String> lines = new ArrayList<>(List.of("k,v"));
    IntStream.range(0, rows).forEach(i -> lines.add("key" + i % keys + "," + i));
    return Files.write(directory.resolve(name), lines);
  }

  private static List<String> explain(SqlSession session, String query) {
    List<String> lines = new ArrayList<>();
    try (PreparedSql statement = session.prepare("EXPLAIN " + query);
        RowStream rows = statement.run()) {
      while (rows.advance()) {
        for (int i = 0; i < rows.root().getRowCount(); i++) {
          lines.add(rows.root().getVector(0).getObject(i).toString());
        }
      }
    }
    return lines;
  }

  @Test
  void keys_of_joins_are_sampled_and_those_of_single_tables_are_not() throws IOException {
    Path many = write("many.csv", 20_000, 700);
    Path few = write("few.csv", 1_500, 1_500);
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine engine = new NativeEngine(new Configuration(), Settings.DEFAULTS, allocator)) {
      SqlSession session = engine.session();
      String alone = "SELECT k, count(*) FROM '" + many + "' GROUP BY k";
      assertThat(explain(session, alone)).noneMatch(line -> line.contains("sampled"));
      String joined = "SELECT count(*) FROM '" + many + "' a JOIN '" + few + "' b ON a.k = b.k";
      List<String> first = explain(session, joined);
      assertThat(first).anyMatch(line -> line.contains("distinct k ≈ 700 (sampled)"));
      assertThat(explain(session, joined)).isEqualTo(first);
    }
  }
}
