package org.weft.planner.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The aggregate functions of SQL, by all their names. */
public final class AggregateFunctions {
  private static final List<AggregateFunction> ALL = new AggregateEntries().list();
  private static final Map<String, AggregateFunction> BY_NAME = byName();

  private AggregateFunctions() {}

  private static Map<String, AggregateFunction> byName() {
    Map<String, AggregateFunction> byName = new TreeMap<>();
    for (AggregateFunction function : ALL) {
      for (String name : function.entry().names()) {
        if (byName.put(name, function) != null) {
          throw new IllegalStateException("two aggregates are called " + name);
        }
      }
    }
    return Collections.unmodifiableMap(byName);
  }

  /** The function of a name, written in any case. */
  public static Optional<AggregateFunction> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /** All of them, except those of the standard that have operators of their own. */
  public static List<AggregateFunction> list() {
    return ALL;
  }

  /** What the registry lists. */
  static List<FunctionEntry> entries() {
    Entries standard = new Entries(FunctionFamily.AGGREGATE);
    standard
        .add("count", "The number of rows, or of those where no argument is null.")
        .written("count(*) or count([DISTINCT] value, ...)");
    standard
        .add("sum", "The sum; of integers and decimals it is exact, with up to 38 digits.")
        .alias("try_sum", "sum_no_overflow")
        .written("sum([DISTINCT] number)");
    standard
        .add("avg", "The arithmetic mean.")
        .alias("mean", "favg", "try_avg")
        .written("avg([DISTINCT] number)");
    standard
        .add("fsum", "The sum as a float.")
        .alias("sumkahan", "kahan_sum")
        .written("fsum([DISTINCT] number)");
    standard
        .add("json_group_array", "A JSON list of the values.")
        .alias("json_agg", "jsonb_agg")
        .written("json_group_array(value [ORDER BY …])");
    standard
        .add("json_group_object", "A JSON object of names and values.")
        .alias("json_object_agg", "jsonb_object_agg")
        .written("json_group_object(name, value)");
    standard
        .add("json_group_structure", "What json_structure says of the JSON of all rows.")
        .written("json_group_structure(json)");
    standard
        .add("arg_min_null", "As arg_min, but the value may be null.")
        .written("arg_min_null(value, key)");
    standard
        .add("arg_max_null", "As arg_max, but the value may be null.")
        .written("arg_max_null(value, key)");
    standard
        .add("numeric_histogram", "A map of what histogram_numeric gives.")
        .written("numeric_histogram(count, x)");
    standard
        .add("geomean", "The geometric mean.")
        .alias("geometric_mean")
        .written("geomean(number)");
    standard
        .add("weighted_avg", "The mean of values that count as much as their weights.")
        .alias("wavg")
        .written("weighted_avg(value, weight)");
    standard
        .add("count_distinct", "The number of different values that are not null.")
        .written("count_distinct(value)");
    standard.add("count_star", "The number of rows.").written("count_star()");
    standard.add("min", "The least value.").written("min(value)");
    standard.add("max", "The greatest value.").written("max(value)");
    standard
        .add("count_if", "The number of rows where the condition is true.")
        .alias("countif")
        .written("count_if(condition)");
    standard
        .add("grouping", "A bit for each key, 1 where the row's grouping set is without it.")
        .alias("grouping_id")
        .written("grouping(key, ...)");
    List<FunctionEntry> entries = new ArrayList<>(standard.list());
    ALL.forEach(function -> entries.add(function.entry()));
    return entries;
  }
}
