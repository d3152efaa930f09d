package org.weft.tests.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.weft.am.session.SqlSession;
import org.weft.tests.oracle.DuckDb;
import org.weft.tests.tpch.TpchData;

/** All spec files, or those whose name contains the system property {@code spec}. */
final class Specs {
  private Specs() {}

  /** Something that runs a file in a session of its own. */
  interface Runner {
    void run(SpecFile file, Path temp) throws Exception;
  }

  static Stream<DynamicTest> tests(Path temp, Runner runner) {
    String wanted = System.getProperty("spec", "");
    Path directory = TpchData.root().resolve("tests/src/test/resources/spec");
    List<SpecFile> files =
        SpecFile.below(directory).stream().filter(file -> file.name().contains(wanted)).toList();
    assertThat(files).isNotEmpty();
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.name(), file.path().toUri(), () -> runner.run(file, temp)));
  }

  static void check(SpecFile file, SqlSession session, Path temp) {
    Map<String, String> variables =
        Map.of("data", TpchData.root().resolve("tests/data").toString(), "temp", temp.toString());
    Optional<DuckDb> duckdb = file.hasOracle() ? Optional.of(new DuckDb(1)) : Optional.empty();
    try {
      List<SpecRun.Failure> failures = new SpecRun(session, duckdb, variables).run(file);
      if (!failures.isEmpty()) {
        throw new AssertionError(
            failures.size()
                + " of "
                + file.records().size()
                + " records of "
                + file.path()
                + "\n"
                + failures.stream().map(Object::toString).collect(Collectors.joining("\n")));
      }
    } finally {
      duckdb.ifPresent(DuckDb::close);
    }
  }
}
