package org.weft.tests.tpch;

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
import org.weft.tests.oracle.Answer;
import org.weft.tests.oracle.DuckDb;
import org.weft.tests.oracle.Weft;

/** All 22 queries in one process, compared with DuckDB on the same files. */
class TpchNativeTest {
  private static final TpchData DATA = TpchData.at("0.01");
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
  Stream<DynamicTest> answersAsDuckDbDoes() {
    Map<Integer, String> queries = TpchData.queries();
    assertThat(queries).hasSize(22);
    return queries.entrySet().stream()
        .map(query -> DynamicTest.dynamicTest("Q" + query.getKey(), () -> check(query.getValue())));
  }

  private static void check(String query) {
    Answer right = duckdb.query(query);
    Answer ours = Weft.query(engine.session(), query);
    assertThat(ours.differenceFrom(right, Answer.Order.FREE)).isEmpty();
    assertThat(engine.pool().used()).isZero();
  }
}
