package org.weft.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.tests.oracle.Answer;
import org.weft.tests.oracle.DuckDb;
import org.weft.tests.tpch.TpchData;

/** {@code weft sql} on the native runner, as a process. */
class SqlCommandTest {
  private static final TpchData DATA = TpchData.at("0.01");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Integer> QUERIES = List.of(1, 3, 4, 5, 6, 10, 12, 14, 18, 19);

  @TempDir private Path scratch;

  private static WeftProcess.Result sql(String... arguments) {
    List<String> all = new ArrayList<>(List.of("sql"));
    all.addAll(List.of(arguments));
    return WeftProcess.run(Map.of(), all.toArray(String[]::new));
  }

  @Test
  void answersTpchAsDuckDbDoes() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int query : QUERIES) {
      text.append(TpchData.queries().get(query).strip().replaceAll(";$", "")).append(";\n");
    }
    Path file = Files.writeString(scratch.resolve("tpch.sql"), text);
    List<String> arguments =
        new ArrayList<>(List.of("-f", file.toString(), "--output", "json", "--timing"));
    for (String table : TpchData.TABLES) {
      arguments.add("--table");
      arguments.add(table + "=" + DATA.file(table));
    }
    WeftProcess.Result result = sql(arguments.toArray(String[]::new));
    assertThat(result.err()).as("stderr").doesNotContain("WEFT-");
    assertThat(result.exit()).isZero();
    List<String> lines = result.out().lines().toList();
    List<String> timings = result.err().lines().filter(line -> line.startsWith("{")).toList();
    assertThat(timings).hasSize(QUERIES.size());
    int next = 0;
    try (DuckDb duckdb = new DuckDb(1).with(DATA)) {
      for (int i = 0; i < QUERIES.size(); i++) {
        int rows = JSON.readTree(timings.get(i)).get("rows").asInt();
        Answer right = duckdb.query(TpchData.queries().get(QUERIES.get(i)));
        Answer ours = answer(right.columns(), lines.subList(next, next + rows));
        assertThat(ours.differenceFrom(right, Answer.Order.FREE))
            .as("Q" + QUERIES.get(i))
            .isEmpty();
        next += rows;
      }
    }
    assertThat(next).isEqualTo(lines.size());
  }

  private static Answer answer(List<String> columns, List<String> lines) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    for (String line : lines) {
      List<Object> row = new ArrayList<>();
      for (JsonNode value : JSON.readTree(line)) {
        row.add(
            value.isNull()
                ? null
                : value.isNumber() ? new BigDecimal(value.asText()) : value.asText());
      }
      rows.add(row);
    }
    return new Answer(columns, rows);
  }

  @Test
  void printsATable() {
    WeftProcess.Result result =
        sql(
            "-e",
            "SELECT r_regionkey AS k, r_name FROM '"
                + DATA.file("region")
                + "' ORDER BY k LIMIT 2");
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .isEqualTo(
            """
             k | r_name
            ---+---------
             0 | AFRICA
             1 | AMERICA
            (2 rows)
            """);
  }

  @Test
  void valuesInsideOfListsStructsAndMapsArePrintedAsAlone() {
    String query =
        "SELECT [INTERVAL '1' DAY, NULL] AS a, {'d': DATE '2024-01-01', 'h': TIME '10:00:00'} AS b,"
            + " MAP {'k': INTERVAL '25' HOUR} AS c";
    assertThat(sql("-e", query).out())
        .contains("[1 day, NULL]")
        .contains("{'d': 2024-01-01, 'h': '10:00:00'}")
        .contains("{k='25:00:00'}");
    assertThat(sql("--output", "json", "-e", query).out().strip())
        .isEqualTo(
            "{\"a\":[\"1 day\",null],\"b\":{\"d\":\"2024-01-01\",\"h\":\"10:00:00\"},"
                + "\"c\":[{\"key\":\"k\",\"value\":\"25:00:00\"}]}");
  }

  @Test
  void statementsWithoutRowsDoTheirWorkAndPrintNothing() {
    for (String format : List.of("table", "csv", "json")) {
      WeftProcess.Result result =
          sql(
              "--output",
              format,
              "-e",
              "CREATE TABLE t (a INT, b VARCHAR); INSERT INTO t VALUES (1, 'x'), (2, NULL);"
                  + " CREATE VIEW v AS SELECT a * 10 AS c FROM t; SELECT sum(c) AS s FROM v");
      assertThat(result.err()).isEmpty();
      assertThat(result.out().lines().filter(line -> line.contains("30"))).hasSize(1);
      assertThat(result.exit()).isZero();
    }
  }

  @Test
  void printsCsvWithQuotesAndNulls() {
    WeftProcess.Result result =
        sql("--output", "csv", "-e", "SELECT 'a,\"b' AS x, CAST(NULL AS INT) AS y, '' AS z");
    assertThat(result.out()).isEqualTo("x,y,z\n\"a,\"\"b\",,\"\"\n");
    assertThat(result.exit()).isZero();
  }

  @Test
  void tablesViewsAndPathsAreDescribed() {
    String region = DATA.file("region").toString();
    WeftProcess.Result result =
        sql(
            "--output",
            "csv",
            "--table",
            "r=" + region,
            "-e",
            "CREATE TEMP VIEW v AS SELECT r_name FROM r; SHOW TABLES; DESCRIBE v;\n"
                + " DESCRIBE r; DESCRIBE '"
                + region
                + "'; SELECT count(*) AS n FROM read_parquet('"
                + region
                + "')");
    assertThat(result.err()).isEmpty();
    String columns =
        "column_name,column_type,null,key,default,extra\nr_regionkey,BIGINT,YES,,,\n"
            + "r_name,VARCHAR,YES,,,\nr_comment,VARCHAR,YES,,,\n";
    assertThat(result.out())
        .isEqualTo(
            "name,kind\nr,table\nv,view\n"
                + "column_name,column_type,null,key,default,extra\nr_name,VARCHAR,YES,,,\n"
                + columns
                + columns
                + "n\n5\n");
  }

  @Test
  void namesAreSuggestedWithTheirPlace() {
    WeftProcess.Result result =
        sql("-e", "SELECT 1;\nSELECT r_nam FROM '" + DATA.file("region") + "'");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err())
        .contains("WEFT-101 COLUMN_NOT_FOUND", "line 2, column 8", "r_name")
        .doesNotContain("\tat ");
  }

  @Test
  void aMissingPathIsAnError() {
    WeftProcess.Result result = sql("-e", "SELECT * FROM '/no/such/file.parquet'");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("WEFT-201 PATH_NOT_FOUND", "/no/such/file.parquet");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aGlobWithoutFilesIsAnError() {
    WeftProcess.Result result = sql("-e", "SELECT * FROM '" + scratch + "/*.parquet'");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("WEFT-202 NO_FILES");
  }

  @Test
  void aTruncatedFileIsAnError() throws IOException {
    byte[] whole = Files.readAllBytes(DATA.file("nation"));
    Path half = scratch.resolve("half.parquet");
    Files.write(half, java.util.Arrays.copyOf(whole, whole.length / 2));
    WeftProcess.Result result = sql("-e", "SELECT * FROM '" + half + "'");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("WEFT-203 CORRUPT_FILE", "half.parquet");
  }

  @Test
  void textsAreRunInTheirOrderAndComeFromOnePlace() {
    WeftProcess.Result result =
        sql("--output", "csv", "-e", "SET VARIABLE x = 1", "-e", "SELECT getvariable('x') AS y");
    assertThat(result.out()).isEqualTo("y\n1\n");
    WeftProcess.Result mixed = sql("-e", "SELECT 1", "-f", "report.sql");
    assertThat(mixed.exit()).isEqualTo(2);
    assertThat(mixed.err()).contains("WEFT-112 USAGE", "more than one of -e, -f and stdin");
  }

  @Test
  void anUnknownStatementIsAnError() {
    WeftProcess.Result result = sql("-e", "GRANT SELECT ON x TO y");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("WEFT-103 UNSUPPORTED_STATEMENT");
  }

  @Test
  void wrongUsageAndWrongSettingsExitWithTwo() {
    assertThat(sql().exit()).isEqualTo(2);
    assertThat(WeftProcess.run(Map.of(), "sqk").exit()).isEqualTo(2);
    WeftProcess.Result unknown = sql("-D", "weft.shuffle_algoritm=auto", "-e", "SELECT 1");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("shuffle_algorithm");
    assertThat(
            WeftProcess.run(Map.of("WEFT_NUM_PARTITIONS", "many"), "sql", "-e", "SELECT 1").exit())
        .isEqualTo(2);
  }

  @Test
  void withoutAClusterTheYarnRunnerSaysSoAtOnce() {
    WeftProcess.Result result = sql("--runner", "yarn", "-e", "SELECT 1");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("WEFT-401 NO_CLUSTER_CONFIGURATION", "HADOOP_CONF_DIR");
    WeftProcess.Result nobody =
        sql("--runner", "yarn", "-D", "yarn.resourcemanager.address=127.0.0.1:1", "-e", "SELECT 1");
    assertThat(nobody.exit()).isEqualTo(3);
    assertThat(nobody.err()).contains("WEFT-402 CLUSTER_UNREACHABLE", "127.0.0.1:1");
  }

  @Test
  void theLauncherJarIsTheSameProgram() throws IOException {
    Path jar;
    try (java.util.stream.Stream<Path> found =
        Files.find(TpchData.root().resolve("am/target"), 2, (p, a) -> p.endsWith("weft.jar"))) {
      jar = found.findFirst().orElseThrow();
    }
    WeftProcess.Result result =
        WeftProcess.run(
            Map.of(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-jar",
                jar.toString(),
                "sql",
                "--output",
                "csv",
                "-e",
                "SELECT 40 + 2 AS answer"));
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo("answer\n42\n");
    assertThat(result.exit()).isZero();
  }
}
