package org.weft.am.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.setting.Settings;

/** EXPLAIN ANALYZE of a query that nobody can wait for. */
class CancelledAnalyzeTest {
  private static final String ENDLESS =
      "EXPLAIN ANALYZE SELECT count(*) FROM range(10000000) a(x), range(10000000) b(y)"
          + " WHERE x + y = -1";

  @Test
  void itCanBeStopped() {
    Settings settings = Settings.DEFAULTS.with("threads", "1");
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine engine = new NativeEngine(new Configuration(), settings, allocator);
        PreparedSql statement = engine.session().prepare(ENDLESS);
        RowStream rows = statement.run()) {
      rows.cancel();
      assertThatThrownBy(rows::advance)
          .isInstanceOfSatisfying(
              WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
  }
}
