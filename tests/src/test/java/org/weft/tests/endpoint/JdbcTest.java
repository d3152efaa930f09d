package org.weft.tests.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.weft.am.endpoint.SqlServer;
import org.weft.am.session.NativeEngine;
import org.weft.planner.setting.Settings;
import org.weft.tests.oracle.Answer;
import org.weft.tests.oracle.DuckDb;
import org.weft.tests.tpch.TpchData;

/** The Arrow Flight SQL JDBC driver against a server on the native runner. */
class JdbcTest {
  private static final TpchData DATA = TpchData.at("0.01");
  private static final String TOKEN = "let-me-in";
  private static BufferAllocator allocator;
  private static NativeEngine engine;
  private static SqlServer server;
  private static Connection connection;

  @BeforeAll
  static void start() throws SQLException {
    allocator = new RootAllocator();
    engine = new NativeEngine(new Configuration(), Settings.DEFAULTS, allocator);
    DATA.references().forEach(engine.session()::register);
    server =
        new SqlServer(
            engine.session(), allocator, new SqlServer.Listen("127.0.0.1", 0, Optional.of(TOKEN)));
    connection = connect(TOKEN);
  }

  @AfterAll
  static void stop() throws SQLException {
    connection.close();
    server.close();
    engine.close();
    allocator.close();
  }

  private static Connection connect(String token) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:arrow-flight-sql://127.0.0.1:"
            + server.port()
            + "?useEncryption=false&token="
            + token);
  }

  @TestFactory
  Stream<DynamicTest> answersTpchAsDuckDbDoes() {
    return Stream.of(1, 3, 4, 5, 6, 10, 12, 14, 18, 19)
        .map(n -> DynamicTest.dynamicTest("Q" + n, () -> check(TpchData.queries().get(n))));
  }

  private static void check(String query) throws SQLException {
    try (DuckDb duckdb = new DuckDb(1).with(DATA);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertThat(DuckDb.read(rows).differenceFrom(duckdb.query(query), Answer.Order.FREE))
          .isEmpty();
    }
  }

  @Test
  void aPreparedStatementRunsTwice() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT count(*) AS n FROM nation")) {
      for (int i = 0; i < 2; i++) {
        try (ResultSet rows = statement.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getLong("n")).isEqualTo(25);
          assertThat(rows.next()).isFalse();
        }
      }
    }
  }

  @Test
  void aViewIsMadeListedAndRead() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE VIEW far AS SELECT n_name FROM nation WHERE n_regionkey = 2");
      assertThat(texts(statement, "SHOW TABLES")).contains("far", "lineitem");
      assertThat(texts(statement, "SELECT n_name FROM far ORDER BY n_name"))
          .containsExactly("CHINA", "INDIA", "INDONESIA", "JAPAN", "VIETNAM");
    }
  }

  @Test
  void aTableIsMadeFilledAndRead() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE made AS SELECT n_name FROM nation WHERE n_regionkey = 2");
      statement.execute("INSERT INTO made VALUES ('ATLANTIS')");
      assertThat(texts(statement, "SELECT n_name FROM made ORDER BY n_name"))
          .containsExactly("ATLANTIS", "CHINA", "INDIA", "INDONESIA", "JAPAN", "VIETNAM");
      statement.execute("DROP TABLE made");
      assertThat(texts(statement, "SHOW TABLES")).doesNotContain("made");
    }
  }

  @Test
  void explainShowsThePlan() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(
              String.join(
                  "\n", texts(statement, "EXPLAIN SELECT count(*) FROM lineitem WHERE l_tax > 0")))
          .contains("== Optimized Logical Plan ==", "== Physical Plan ==", "Num Scan Tasks = 1");
    }
  }

  @Test
  void metadataNamesTablesAndViews() throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet tables = connection.getMetaData().getTables(null, null, "l%", null)) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME") + " " + tables.getString("TABLE_TYPE"));
      }
    }
    assertThat(names).containsExactly("lineitem TABLE");
    List<String> columns = new ArrayList<>();
    try (ResultSet found = connection.getMetaData().getColumns(null, null, "region", null)) {
      while (found.next()) {
        columns.add(found.getString("COLUMN_NAME"));
      }
    }
    assertThat(columns).containsExactly("r_regionkey", "r_name", "r_comment");
  }

  @Test
  void anErrorReachesTheUserWhole() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SELECT n_nam FROM nation"))
          .hasMessageContaining("WEFT-101 COLUMN_NOT_FOUND")
          .hasMessageContaining("line 1, column 8")
          .hasMessageContaining("n_name");
    }
  }

  @Test
  void aWrongTokenIsRefused() {
    assertThatThrownBy(
            () -> {
              try (Connection stranger = connect("wrong");
                  Statement statement = stranger.createStatement()) {
                statement.executeQuery("SELECT 1");
              }
            })
        .isInstanceOf(SQLException.class);
  }

  private static List<String> texts(Statement statement, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
