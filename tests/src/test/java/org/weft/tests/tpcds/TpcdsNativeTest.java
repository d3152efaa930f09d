package org.weft.tests.tpcds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.weft.am.session.NativeEngine;
import org.weft.planner.setting.Settings;
import org.weft.tests.oracle.DuckDb;
import org.weft.tests.oracle.Weft;

/** All queries of TPC-DS in one process, compared with DuckDB on the same files. */
class TpcdsNativeTest {
  private static final TpcdsData DATA = TpcdsData.at("0.01");
  private static BufferAllocator allocator;
  private static NativeEngine engine;
  private static DuckDb duckdb;

  @BeforeAll
  static void start() {
    allocator = new RootAllocator();
    engine =
        new NativeEngine(new Configuration(), Settings.DEFAULTS.with("threads", "3"), allocator);
    duckdb = new DuckDb(2).with(DATA);
    DATA.references().forEach(engine.session()::register);
  }

  @AfterAll
  static void everythingIsGivenBack() {
    assertThat(engine.pool().used()).isZero();
    engine.close();
    duckdb.close();
    allocator.close();
  }

  @TestFactory
  Stream<DynamicTest> version14() {
    Map<String, String> queries = TpcdsQueries.version14();
    assertThat(queries).hasSize(103);
    return tests(queries);
  }

  @TestFactory
  Stream<DynamicTest> version27() {
    Map<String, String> queries = TpcdsQueries.version27();
    assertThat(queries).hasSize(32);
    return tests(queries);
  }

  private static Stream<DynamicTest> tests(Map<String, String> queries) {
    Comparison comparison = new Comparison(text -> Weft.query(engine.session(), text), duckdb);
    return queries.entrySet().stream()
        .map(
            query ->
                DynamicTest.dynamicTest(
                    query.getKey(),
                    () -> {
                      comparison.check(query.getKey(), query.getValue(), KnownGaps.ALL);
                      assertThat(engine.pool().used()).isZero();
                    }));
  }
}
