package org.weft.planner.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.DistinctSource;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.scan.TableSource;
import org.weft.planner.setting.Settings;

/** Which columns the planner has looked at before it decides. */
class SampledTablesTest {
  private final TpchTables tpch = new TpchTables();
  private final Tables tables = new Tables();
  private final SqlPlanner planner = new SqlPlanner(tables);

  /** Tables of which samples say that every column has 40 values. */
  private final class Tables implements TableSource {
    private final Map<TableReference, BitSet> sampled =
        new TreeMap<>((a, b) -> a.name().compareTo(b.name()));
    private final TreeSet<String> asked = new TreeSet<>();

    @Override
    public TableData resolve(TableReference table) {
      TableData found = tpch.resolve(table);
      BitSet known = sampled.getOrDefault(table, new BitSet());
      List<ColumnStatistics> statistics = new ArrayList<>(found.statistics());
      known.stream().forEach(column -> statistics.set(column, sampled(statistics.get(column))));
      return new TableData(found.reference(), found.schema(), found.files(), statistics);
    }

    private static ColumnStatistics sampled(ColumnStatistics found) {
      return new ColumnStatistics(
          found.min(), found.max(), found.nulls(), OptionalDouble.of(40), DistinctSource.SAMPLED);
    }

    @Override
    public boolean sample(TableReference table, TableData found, BitSet columns) {
      columns.stream().forEach(column -> asked.add(found.schema().field(column).name()));
      sampled.computeIfAbsent(table, t -> new BitSet()).or(columns);
      return true;
    }
  }

  private List<String> asked(String query) {
    tables.sampled.clear();
    tables.asked.clear();
    plan(query);
    return List.copyOf(tables.asked);
  }

  private PlannedQuery plan(String query) {
    return planner.plan(Statement.Query.of(query), tpch.catalog(), Settings.DEFAULTS);
  }

  @Test
  void a_query_of_one_table_asks_for_nothing() {
    assertThat(asked("SELECT c_name, count(*) FROM customer WHERE c_phone = 'x' GROUP BY c_name"))
        .isEmpty();
  }

  @Test
  void keys_of_joins_and_groups_and_compared_columns_are_asked_for_if_nothing_is_known() {
    assertThat(
            asked(
                "SELECT c_mktsegment, count(*) FROM customer, orders"
                    + " WHERE c_custkey = o_custkey AND o_clerk = 'x' AND c_comment > 'a'"
                    + " GROUP BY c_mktsegment"))
        .containsExactly("c_mktsegment", "o_clerk");
    assertThat(asked("SELECT * FROM orders JOIN customer ON c_name = o_clerk"))
        .containsExactly("c_name", "o_clerk");
    assertThat(asked("SELECT * FROM nation JOIN region ON n_name = r_name"))
        .as("small tables")
        .isEmpty();
  }

  @Test
  void columns_that_sub_queries_compare_are_asked_for() {
    assertThat(asked("SELECT * FROM customer WHERE c_name IN (SELECT o_clerk FROM orders)"))
        .containsExactly("c_name", "o_clerk");
    assertThat(
            asked(
                "SELECT * FROM customer WHERE EXISTS"
                    + " (SELECT 1 FROM orders WHERE o_clerk = c_name)"))
        .containsExactly("c_name", "o_clerk");
  }

  @Test
  void whole_numbers_with_gaps_may_be_anything() {
    assertThat(asked("SELECT * FROM orders JOIN lineitem ON l_orderkey = o_orderkey"))
        .containsExactly("o_orderkey");
  }

  @Test
  void the_plan_is_made_with_what_was_found_and_holds() {
    String query = "SELECT * FROM orders JOIN customer ON c_name = o_clerk";
    PlannedQuery plan = plan(query);
    assertThat(plan.basis().tables().values())
        .allSatisfy(
            table ->
                assertThat(table.statistics())
                    .anySatisfy(
                        column -> assertThat(column.source()).isEqualTo(DistinctSource.SAMPLED)));
    assertThat(plan.basis().holds(tables)).isTrue();
    tables.asked.clear();
    plan(query);
    assertThat(tables.asked).as("known by now").isEmpty();
  }
}
