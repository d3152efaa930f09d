package org.weft.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.weft.am.endpoint.SqlServer;
import org.weft.tests.oracle.Answer;
import org.weft.tests.oracle.DuckDb;
import org.weft.tests.oracle.Weft;
import org.weft.tests.tpch.TpchData;

/** TPC-H through an ApplicationMaster and its containers, compared with DuckDB on the same rows. */
class TpchYarnTest {
  private static ClusterFixture.Application application;
  private static DuckDb duckdb;

  @BeforeAll
  static void start() throws IOException {
    application = ClusterFixture.shared().application(ClusterFixture.settings());
    duckdb = new DuckDb(1).with(TpchData.at("0.01"));
  }

  @AfterAll
  static void stop() {
    application.close();
    duckdb.close();
  }

  @TestFactory
  Stream<DynamicTest> answersAsDuckDbDoes() {
    return TpchData.queries().entrySet().stream()
        .map(
            query ->
                DynamicTest.dynamicTest(
                    "Q" + query.getKey(),
                    () -> {
                      Answer ours = Weft.query(application.session(), query.getValue());
                      Answer right = duckdb.query(query.getValue());
                      assertThat(ours.differenceFrom(right, Answer.Order.FREE)).isEmpty();
                    }));
  }

  @Test
  void saysItsIdOnce() {
    assertThat(application.notices().stream().filter(line -> line.contains("application_")))
        .first()
        .asString()
        .matches("Submitted application application_\\d+_\\d+");
  }

  @Test
  void smallFilesBecomeFewScanTasks() {
    Answer plan =
        Weft.query(
            application.session(),
            "EXPLAIN SELECT o_orderpriority, count(*) FROM orders GROUP BY 1");
    String text =
        String.join("\n", plan.rows().stream().map(row -> row.get(0).toString()).toList());
    assertThat(text)
        .contains("Num Scan Tasks = ", "Clustering spec = { Num partitions = ", "Stages");
  }

  @Test
  void keysOfAJoinReachScansOfAnotherStage() {
    String query =
        "SELECT count(*), sum(l_quantity) FROM lineitem JOIN orders ON l_orderkey = o_orderkey"
            + " WHERE o_orderdate < DATE '1993-06-01'";
    assertThat(
            Weft.query(application.session(), query)
                .differenceFrom(duckdb.query(query), Answer.Order.FREE))
        .isEmpty();
    Answer plan = Weft.query(application.session(), "EXPLAIN " + query);
    assertThat(plan.rows().toString())
        .contains("Key filter = lineitem.l_orderkey in o_orderkey of stage", "Tells = o_orderkey");
    Answer measured = Weft.query(application.session(), "EXPLAIN ANALYZE " + query);
    assertThat(measured.rows().toString()).containsPattern("Dropped rows = [1-9]\\d{4}");
  }

  @Test
  void jdbcWorksThroughAServerOfTheClient() throws SQLException {
    SqlServer.Listen listen = new SqlServer.Listen("127.0.0.1", 0, Optional.empty());
    try (SqlServer server = new SqlServer(application.session(), application.allocator(), listen);
        Connection connection =
            DriverManager.getConnection(
                "jdbc:arrow-flight-sql://127.0.0.1:" + server.port() + "?useEncryption=false");
        Statement statement = connection.createStatement()) {
      for (int query : new int[] {1, 3, 4, 5, 6, 10, 12, 14, 18, 19}) {
        String text = TpchData.queries().get(query);
        try (ResultSet rows = statement.executeQuery(text)) {
          assertThat(DuckDb.read(rows).differenceFrom(duckdb.query(text), Answer.Order.FREE))
              .as("Q" + query)
              .isEmpty();
        }
      }
    }
  }
}
