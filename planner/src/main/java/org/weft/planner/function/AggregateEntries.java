package org.weft.planner.function;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.function.AggregateFunction.Constants;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;

/** Writes down the aggregate functions. */
final class AggregateEntries {
  private static final String PAIR = "y REAL, x REAL";
  private static final String REAL = "x REAL";

  private static final DataType BINS =
      new ListType(
          StructType.of(
              Field.nullable("x", SimpleType.FLOAT64), Field.nullable("y", SimpleType.FLOAT64)));

  private final Entries entries = new Entries(FunctionFamily.AGGREGATE);
  private final List<Plan> plans = new ArrayList<>();

  /** What an entry becomes. */
  private record Plan(Aggregate aggregate, Constants constants, List<Literal> fixed) {}

  List<AggregateFunction> list() {
    choices();
    bits();
    moments();
    pairs();
    quantiles();
    texts();
    lists();
    sketches();
    List<FunctionEntry> written = entries.list();
    List<AggregateFunction> all = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      Plan plan = plans.get(i);
      all.add(
          new AggregateFunction(written.get(i), plan.aggregate(), plan.constants(), plan.fixed()));
    }
    return List.copyOf(all);
  }

  private Entries.Draft add(String name, Aggregate aggregate, String sentence) {
    return add(name, aggregate, Constants.NONE, sentence);
  }

  private Entries.Draft add(
      String name, Aggregate aggregate, Constants constants, String sentence) {
    plans.add(new Plan(aggregate, constants, List.of()));
    return entries.add(name, sentence);
  }

  private static Literal real(double value) {
    return new Literal(SimpleType.FLOAT64, new Value.Real(value));
  }

  private void choices() {
    add("any_value", Aggregate.ANY_VALUE, Constants.IGNORE_NULLS, "Some value that is not null.")
        .form("value ANY", ResultRule.argument(0));
    add("first", Aggregate.FIRST, Constants.IGNORE_NULLS, "The first row's value.")
        .alias("arbitrary")
        .form("value ANY", ResultRule.argument(0))
        .written("first(value [ORDER BY …])");
    add("last", Aggregate.LAST, Constants.IGNORE_NULLS, "The last row's value.")
        .form("value ANY", ResultRule.argument(0))
        .written("last(value [ORDER BY …])");
    add("arg_min", Aggregate.ARG_MIN, "The value of the row where the key is least.")
        .alias("argmin", "min_by")
        .form("value ANY, key ANY", ResultRule.argument(0));
    add("arg_max", Aggregate.ARG_MAX, "The value of the row where the key is greatest.")
        .alias("argmax", "max_by")
        .form("value ANY, key ANY", ResultRule.argument(0));
    add("bool_and", Aggregate.MIN, "True if all values are true.")
        .alias("every", "logical_and")
        .form("value BOOLEAN", SimpleType.BOOLEAN);
    add("bool_or", Aggregate.MAX, "True if some value is true.")
        .alias("some", "any", "logical_or")
        .form("value BOOLEAN", SimpleType.BOOLEAN);
  }

  private void bits() {
    add("bit_and", Aggregate.BIT_AND, "The bits that all values have.")
        .alias("bitwise_and_agg", "bitand_agg")
        .form("value INTEGRAL", ResultRule.argument(0));
    add("bit_or", Aggregate.BIT_OR, "The bits that some value has.")
        .alias("bitwise_or_agg", "bitor_agg")
        .form("value INTEGRAL", ResultRule.argument(0));
    add("bit_xor", Aggregate.BIT_XOR, "The bits that an odd number of values have.")
        .alias("bitwise_xor_agg", "bitxor_agg")
        .form("value INTEGRAL", ResultRule.argument(0));
  }

  private void moments() {
    moment("var_pop", Aggregate.VAR_POP, "The variance of a population.").alias("var_population");
    moment("var_samp", Aggregate.VAR_SAMP, "The variance of a sample.")
        .alias("var_sample")
        .alias("variance", "var");
    moment("stddev_pop", Aggregate.STDDEV_POP, "The standard deviation of a population.");
    moment("stddev_samp", Aggregate.STDDEV_SAMP, "The standard deviation of a sample.")
        .alias("stddev", "std");
    moment("sem", Aggregate.SEM, "The standard error of the mean.");
    moment("skewness", Aggregate.SKEWNESS, "The skewness of a sample.").alias("skew");
    moment("kurtosis", Aggregate.KURTOSIS, "The excess kurtosis of a sample.");
    moment("kurtosis_pop", Aggregate.KURTOSIS_POP, "The excess kurtosis of a population.");
    moment("product", Aggregate.PRODUCT, "All values multiplied.");
    add("entropy", Aggregate.ENTROPY, "The entropy of the values' frequencies, in bits.")
        .form("value ANY", SimpleType.FLOAT64);
  }

  private Entries.Draft moment(String name, Aggregate aggregate, String sentence) {
    return add(name, aggregate, sentence).form(REAL, SimpleType.FLOAT64);
  }

  private void pairs() {
    pair("covar_pop", Aggregate.COVAR_POP, "The covariance of a population.");
    pair("covar_samp", Aggregate.COVAR_SAMP, "The covariance of a sample.")
        .alias("covar")
        .alias("covariance");
    pair("corr", Aggregate.CORR, "The coefficient of correlation.");
    pair("regr_avgx", Aggregate.REGR_AVGX, "The mean of x, over pairs without null.");
    pair("regr_avgy", Aggregate.REGR_AVGY, "The mean of y, over pairs without null.");
    add("regr_count", Aggregate.REGR_COUNT, "The number of pairs without null.")
        .form(PAIR, SimpleType.INT64)
        .is(Trait.NEVER_NULL);
    pair("regr_intercept", Aggregate.REGR_INTERCEPT, "Where the fitted line meets x = 0.");
    pair("regr_r2", Aggregate.REGR_R2, "The square of the coefficient of correlation.");
    pair("regr_slope", Aggregate.REGR_SLOPE, "The slope of the fitted line.");
    pair("regr_sxx", Aggregate.REGR_SXX, "The sum of the squares of x's distances from its mean.");
    pair("regr_sxy", Aggregate.REGR_SXY, "The sum of the products of the distances of x and y.");
    pair("regr_syy", Aggregate.REGR_SYY, "The sum of the squares of y's distances from its mean.");
  }

  private Entries.Draft pair(String name, Aggregate aggregate, String sentence) {
    return add(name, aggregate, sentence).form(PAIR, SimpleType.FLOAT64);
  }

  private void quantiles() {
    plans.add(new Plan(Aggregate.QUANTILE_CONT, Constants.NONE, List.of(real(0.5))));
    entries
        .add("median", "The value in the middle, or between the two that are.")
        .form("value ANY", AggregateEntries::interpolated);
    add(
            "quantile_cont",
            Aggregate.QUANTILE_CONT,
            Constants.FRACTION,
            "The value at a fraction of the way through the ordered values, interpolated.")
        .alias("percentile_cont", "percentile")
        .form("value ANY", AggregateEntries::interpolated)
        .written(
            "quantile_cont(value, fraction) or percentile_cont(fraction) WITHIN GROUP (ORDER BY"
                + " value)");
    add(
            "quantile_disc",
            Aggregate.QUANTILE_DISC,
            Constants.FRACTION,
            "The value at a fraction of the way through the ordered values.")
        .alias("reservoir_quantile")
        .alias("percentile_disc", "quantile")
        .form("value ANY", ResultRule.argument(0))
        .written(
            "quantile_disc(value, fraction) or percentile_disc(fraction) WITHIN GROUP (ORDER BY"
                + " value)");
    add(
            "mode",
            Aggregate.MODE,
            "The value that comes most often; the least of several, or the greatest with ORDER BY"
                + " value DESC.")
        .form("value ANY", ResultRule.argument(0));
    add("mad", Aggregate.MAD, "The median of the distances from the median.")
        .form(REAL, SimpleType.FLOAT64);
  }

  /** Integers interpolate to floats, dates to timestamps; texts cannot. */
  private static DataType interpolated(List<DataType> arguments) {
    DataType type = arguments.get(0);
    if (type.isInteger()) {
      return SimpleType.FLOAT64;
    }
    return type.kind() == TypeKind.DATE ? TimestampType.MICROS : type;
  }

  private void texts() {
    add(
            "string_agg",
            Aggregate.STRING_AGG,
            Constants.SEPARATOR,
            "The texts one behind the other, with a separator between them.")
        .alias("listagg", "group_concat")
        .form("text SHOWN", SimpleType.STRING)
        .written("string_agg(text, [separator] [ORDER BY …])");
  }

  private void lists() {
    ResultRule listOfFirst = arguments -> new ListType(arguments.get(0));
    add("list", Aggregate.LIST, "A list of all values, nulls too.")
        .alias("array_agg", "list_agg", "agg_list")
        .form("value ANY", listOfFirst)
        .written("list([DISTINCT] value [ORDER BY …])");
    add("collect_list", Aggregate.LIST, Constants.NEVER_NULLS, "A list of all values but nulls.")
        .form("value ANY", listOfFirst);
    add("collect_set", Aggregate.LIST, Constants.NEVER_TWICE, "A list of the distinct values.")
        .alias("list_agg_distinct", "agg_set", "array_unique_agg")
        .form("value ANY", listOfFirst);
    add("list_concat_agg", Aggregate.LIST_CONCAT, "A list of the elements of all lists.")
        .alias("array_concat_agg", "agg_concat")
        .form("list LIST", ResultRule.argument(0));
    add("min_n", Aggregate.MIN_N, Constants.COUNT, "A list of the least values.")
        .form("value ANY", listOfFirst)
        .written("min(value, count)");
    add("max_n", Aggregate.MAX_N, Constants.COUNT, "A list of the greatest values.")
        .form("value ANY", listOfFirst)
        .written("max(value, count)");
    add("arg_min_n", Aggregate.ARG_MIN_N, Constants.COUNT, "Values of the rows of least keys.")
        .form("value ANY, key ANY", listOfFirst)
        .written("arg_min(value, key, count)");
    add("arg_max_n", Aggregate.ARG_MAX_N, Constants.COUNT, "Values of the rows of greatest keys.")
        .form("value ANY, key ANY", listOfFirst)
        .written("arg_max(value, key, count)");
    add("approx_top_k", Aggregate.TOP_K, Constants.COUNT, "The values that come most often.")
        .form("value ANY", listOfFirst)
        .written("approx_top_k(value, count)");
    add("histogram", Aggregate.HISTOGRAM, "A map from each value to how often it comes.")
        .form("value ANY", arguments -> new MapType(arguments.get(0), SimpleType.INT64));
    add("map_agg", Aggregate.MAP, "A map from keys to values; of equal keys the first counts.")
        .form("key ANY, value ANY", arguments -> new MapType(arguments.get(0), arguments.get(1)));
  }

  private void sketches() {
    add(
            "hll_sketch_agg",
            Aggregate.HLL_SKETCH,
            Constants.REGISTERS,
            "A sketch (Apache DataSketches' HLL) of the distinct values, of 2 to the power of 12"
                + " registers unless told; an empty text counts for nothing, as in Spark.")
        .form("value INTEGRAL", SimpleType.BINARY)
        .form("value BYTES", SimpleType.BINARY)
        .is(Trait.NEVER_NULL)
        .written("hll_sketch_agg(value, [log2_registers])");
    add(
            "hll_union_agg",
            Aggregate.HLL_UNION,
            Constants.FLAG,
            "The sketch of what all sketches have seen; of different sizes only if so told.")
        .form("sketch BINARY", SimpleType.BINARY)
        .is(Trait.NEVER_NULL)
        .written("hll_union_agg(sketch, [allow_different_sizes])");
    add(
            "histogram_numeric",
            Aggregate.BINS,
            Constants.COUNT,
            "A list of so many numbers x, and how many values y are near each.")
        .form(REAL, BINS)
        .written("histogram_numeric(x, count)");
    add(
            "approx_count_distinct",
            Aggregate.APPROX_COUNT_DISTINCT,
            Constants.ERROR,
            "About how many distinct values there are, within 2 % nearly always.")
        .alias("approx_distinct")
        .form("value ANY", SimpleType.INT64)
        .is(Trait.NEVER_NULL)
        .written("approx_count_distinct(value)");
    add(
            "approx_quantile",
            Aggregate.APPROX_QUANTILE,
            Constants.FRACTION,
            "About the value at a fraction of the way through the ordered values, within 1.5 % of"
                + " the way.")
        .alias("approx_percentile", "percentile_approx", "approx_percentile_cont")
        .alias("approx_percentiles")
        .form(REAL, SimpleType.FLOAT64)
        .written("approx_quantile(x, fraction)");
    plans.add(new Plan(Aggregate.APPROX_QUANTILE, Constants.NONE, List.of(real(0.5))));
    entries.add("approx_median", "About the value in the middle.").form(REAL, SimpleType.FLOAT64);
  }
}
