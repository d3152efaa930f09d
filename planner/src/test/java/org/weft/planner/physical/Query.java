package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.Estimate;
import org.weft.planner.logical.JoinType;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/** Builds logical plans in the order a query is thought, by column names, with rough estimates. */
public record Query(LogicalPlan plan) {
  public static Query from(TestTable table) {
    return new Query(table.scan());
  }

  public Column column(String name) {
    int ordinal = plan.schema().indexOf(name).orElseThrow(() -> new AssertionError(name));
    return new Column(ordinal, name, plan.schema().type(ordinal));
  }

  /** Rows that pass, a share of the input's. */
  public Query where(Expression predicate, double share) {
    return new Query(new LogicalPlan.Filter(plan, predicate, times(share)));
  }

  private Estimate times(double share) {
    return new Estimate(plan.estimate().rows() * share, plan.estimate().bytesPerRow());
  }

  public Query select(String... names) {
    List<Expression> columns = new ArrayList<>();
    Arrays.stream(names).forEach(name -> columns.add(column(name)));
    return compute(columns, names);
  }

  public Query compute(List<Expression> expressions, String... names) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      fields.add(Field.nullable(names[i], expressions.get(i).type()));
    }
    return new Query(
        new LogicalPlan.Project(plan, expressions, new Schema(fields), plan.estimate()));
  }

  /** Groups by columns; calls spelled {@code "sum v"}, {@code "count_all"}, {@code "avg v"}. */
  public Query groupBy(List<String> keys, double groups, String... calls) {
    List<Field> fields = new ArrayList<>();
    keys.forEach(key -> fields.add(plan.schema().field(column(key).ordinal())));
    List<AggregateCall> list = new ArrayList<>();
    for (String call : calls) {
      AggregateCall parsed = call(call);
      list.add(parsed);
      fields.add(Field.nullable(parsed.name(), parsed.type()));
    }
    return new Query(
        new LogicalPlan.Aggregate(
            plan,
            keys.stream().map(key -> column(key).ordinal()).toList(),
            list,
            new Schema(fields),
            new Estimate(groups, 8.0 * fields.size())));
  }

  private AggregateCall call(String text) {
    String[] words = text.split(" ");
    Aggregate function = Aggregate.valueOf(words[0].toUpperCase(java.util.Locale.ROOT));
    boolean distinct = words.length > 2;
    OptionalInt argument =
        words.length == 1
            ? OptionalInt.empty()
            : OptionalInt.of(column(words[words.length - 1]).ordinal());
    return new AggregateCall(
        function,
        argument,
        OptionalInt.empty(),
        distinct ? AggregateCall.Distinctness.DISTINCT : AggregateCall.Distinctness.ALL,
        type(function, argument),
        text.replace(' ', '_'));
  }

  private DataType type(Aggregate function, OptionalInt argument) {
    DataType input = argument.isPresent() ? plan.schema().type(argument.getAsInt()) : null;
    return switch (function) {
      case COUNT_ALL, COUNT -> SimpleType.INT64;
      case AVG -> SimpleType.FLOAT64;
      case SUM ->
          input instanceof DecimalType decimal
              ? new DecimalType(38, decimal.scale())
              : new DecimalType(38, 0);
      default -> input;
    };
  }

  /** Joins on equality of two columns. */
  public Query join(JoinType type, Query right, String leftKey, String rightKey, double rows) {
    return join(type, right, equal(column(leftKey), rightColumn(right, rightKey)), rows);
  }

  public Query join(JoinType type, Query right, Expression condition, double rows) {
    boolean oneSide = type.isOneSided();
    Schema schema = oneSide ? plan.schema() : plan.schema().concat(right.plan().schema());
    return new Query(
        new LogicalPlan.Join(
            plan, right.plan(), type, condition, schema, new Estimate(rows, 8 * schema.size())));
  }

  /** A right column as a join condition over this query's columns names it. */
  public Column rightColumn(Query right, String name) {
    Column column = right.column(name);
    return new Column(plan.schema().size() + column.ordinal(), name, column.type());
  }

  public Query orderBy(String... names) {
    return sort(keys(names), 0, OptionalLong.empty());
  }

  public Query top(long limit, String... names) {
    return sort(keys(names), 0, OptionalLong.of(limit));
  }

  public Query limit(long offset, long limit) {
    return sort(List.of(), offset, OptionalLong.of(limit));
  }

  private List<SortKey> keys(String... names) {
    return Arrays.stream(names).map(name -> SortKey.ascending(column(name).ordinal())).toList();
  }

  public Query sort(List<SortKey> keys, long offset, OptionalLong limit) {
    return new Query(new LogicalPlan.Sort(plan, keys, offset, limit, plan.estimate()));
  }

  public Query union(Query... others) {
    List<LogicalPlan> inputs = new ArrayList<>(List.of(plan));
    Arrays.stream(others).forEach(other -> inputs.add(other.plan()));
    double rows = inputs.stream().mapToDouble(input -> input.estimate().rows()).sum();
    return new Query(
        new LogicalPlan.Union(
            inputs, plan.schema(), new Estimate(rows, plan.estimate().bytesPerRow())));
  }

  public static Expression equal(Expression a, Expression b) {
    return call(Function.EQUAL, a, b);
  }

  public static Expression call(Function function, Expression... inputs) {
    return Call.of(function, SimpleType.BOOLEAN, inputs);
  }

  public static Literal number(long value) {
    return new Literal(SimpleType.INT64, new Value.Int(value));
  }
}
