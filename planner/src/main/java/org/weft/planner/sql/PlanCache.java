package org.weft.planner.sql;

import java.util.Map;
import java.util.Optional;
import org.weft.planner.cache.LastUsed;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.TableSource;
import org.weft.planner.setting.Settings;

/**
 * The plans of the queries a session was last asked. A query that comes again, as those of
 * dashboards and schedules do, is not planned again if it would get the same plan: text, settings
 * and catalog are the same, it does not depend on the present, and its tables are found to be as
 * they were – their files are listed each time, as for any query.
 *
 * <p>Measured on TPC-H at scale factor 1: planning takes 8 ms of a query on the mean, and as it is
 * thousands of methods, the JVM compiled them for minutes on the core that rows should have had: 30
 * to 100 ms of compiling in each of the first forty executions. Thread-safe.
 */
public final class PlanCache {
  private static final int MOST_KEPT = 64;

  /** Texts that programs made, with thousands of values, are not kept. */
  private static final int LONGEST_TEXT = 1 << 16;

  private record Key(Statement.Query query, Map<String, String> settings) {}

  private record Known(Catalog catalog, PlannedQuery plan) {}

  private final SqlPlanner planner;
  private final TableSource tables;
  private final Map<Key, Known> kept = new LastUsed<>(MOST_KEPT);

  /**
   * @param tables where the planner finds them
   */
  public PlanCache(SqlPlanner planner, TableSource tables) {
    this.planner = planner;
    this.tables = tables;
  }

  /**
   * Plans a query, or finds that it needs no planning.
   *
   * @throws WeftException as {@link SqlPlanner#plan}
   */
  public PlannedQuery plan(Statement.Query query, Catalog catalog, Settings settings) {
    Key key = new Key(query, settings.asMap());
    Optional<PlannedQuery> known = find(key, catalog);
    SeenTables seen = new SeenTables(tables);
    if (known.isPresent() && holds(known.get(), seen)) {
      return known.get();
    }
    PlannedQuery planned = planner.plan(query, catalog, settings, seen);
    if (planned.basis().time() == PlanBasis.Time.ANY && query.text().length() <= LONGEST_TEXT) {
      synchronized (kept) {
        kept.put(key, new Known(catalog, planned));
      }
    }
    return planned;
  }

  private Optional<PlannedQuery> find(Key key, Catalog catalog) {
    synchronized (kept) {
      return Optional.ofNullable(kept.get(key))
          .filter(known -> known.catalog() == catalog)
          .map(Known::plan);
    }
  }

  /** A table that cannot be found any more is told of by planning, at its place in the text. */
  private static boolean holds(PlannedQuery plan, SeenTables seen) {
    try {
      return plan.basis().holds(seen);
    } catch (WeftException e) {
      return false;
    }
  }
}
