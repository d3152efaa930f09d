package org.weft.planner.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.scan.TableSource;
import org.weft.planner.setting.Settings;

/** When a plan is made again, and when it is not. */
class PlanCacheTest {
  private static final String QUERY = "SELECT count(*) FROM region WHERE r_name > 'B'";

  private final TpchTables tpch = new TpchTables();
  private final Tables tables = new Tables();
  private final PlanCache plans = new PlanCache(new SqlPlanner(tables), tables);

  /** Tables that change. */
  private final class Tables implements TableSource {
    private boolean isGone;
    private boolean isLearnt;
    private int asked;

    @Override
    public TableData resolve(TableReference table) {
      if (isGone) {
        throw WeftException.of(ErrorCode.NO_FILES, "no file");
      }
      asked++;
      TableData found = tpch.resolve(table);
      List<ColumnStatistics> nothing =
          found.statistics().stream().map(column -> ColumnStatistics.UNKNOWN).toList();
      return isLearnt
          ? found
          : new TableData(found.reference(), found.schema(), found.files(), nothing);
    }
  }

  private PlannedQuery plan(String text, Catalog catalog, Settings settings) {
    return plans.plan(Statement.Query.of(text), catalog, settings);
  }

  @Test
  void a_query_that_comes_again_keeps_its_plan() {
    Catalog catalog = tpch.catalog();
    PlannedQuery first = plan(QUERY, catalog, Settings.DEFAULTS);

    assertThat(plan(QUERY, catalog, Settings.DEFAULTS)).isSameAs(first);
    assertThat(plan(QUERY + " ", catalog, Settings.DEFAULTS)).isNotSameAs(first);
  }

  @Test
  void another_catalog_or_setting_needs_another_plan() {
    Catalog catalog = tpch.catalog();
    PlannedQuery first = plan(QUERY, catalog, Settings.DEFAULTS);
    Statement create = StatementReader.read("CREATE VIEW v AS SELECT 1 AS one").get(0);
    Catalog changed = catalog.after((Statement.CreateView) create);

    assertThat(plan(QUERY, catalog, Settings.DEFAULTS.with("threads", "3"))).isNotSameAs(first);
    assertThat(plan(QUERY, changed, Settings.DEFAULTS)).isNotSameAs(first);
  }

  @Test
  void what_scans_have_learnt_and_changed_files_need_another_plan() {
    Catalog catalog = tpch.catalog();
    PlannedQuery first = plan(QUERY, catalog, Settings.DEFAULTS);
    tables.isLearnt = true;
    PlannedQuery second = plan(QUERY, catalog, Settings.DEFAULTS);

    assertThat(second).isNotSameAs(first);
    assertThat(plan(QUERY, catalog, Settings.DEFAULTS)).isSameAs(second);
  }

  @Test
  void files_are_listed_once_for_a_query_whether_or_not_its_plan_holds() {
    Catalog catalog = tpch.catalog();
    String text = "SELECT count(*) FROM region a, \"region\" b WHERE a.r_name > b.r_name";
    for (boolean isLearnt : new boolean[] {false, false, true}) {
      tables.isLearnt = isLearnt;
      tables.asked = 0;
      PlannedQuery unused = plan(text, catalog, Settings.DEFAULTS);
      assertThat(tables.asked).isEqualTo(1);
    }
  }

  @Test
  void a_query_about_the_present_is_planned_each_time() {
    String text = QUERY + " AND r_regionkey < year(current_date)";
    String inside = "SELECT (SELECT max(r_name) FROM region WHERE now() > DATE '2020-01-01')";
    Catalog catalog = tpch.catalog();

    for (String query : List.of(text, inside)) {
      PlannedQuery first = plan(query, catalog, Settings.DEFAULTS);
      assertThat(plan(query, catalog, Settings.DEFAULTS)).as(query).isNotSameAs(first);
    }
  }

  @Test
  void a_table_that_is_gone_is_an_error_at_its_place() {
    Catalog catalog = tpch.catalog();
    PlannedQuery unused = plan(QUERY, catalog, Settings.DEFAULTS);
    tables.isGone = true;

    assertThatThrownBy(() -> plan(QUERY, catalog, Settings.DEFAULTS))
        .isInstanceOfSatisfying(WeftException.class, e -> assertThat(e.position()).isPresent());
  }

  @Test
  void only_the_last_plans_are_kept() {
    Catalog catalog = tpch.catalog();
    PlannedQuery first = plan("SELECT 0", catalog, Settings.DEFAULTS);
    for (int i = 1; i <= 64; i++) {
      PlannedQuery unused = plan("SELECT " + i, catalog, Settings.DEFAULTS);
    }

    assertThat(plan("SELECT 0", catalog, Settings.DEFAULTS)).isNotSameAs(first);
  }
}
