package org.weft.planner.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.Value;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.expr.WindowFrame;
import org.weft.planner.logical.Estimate;
import org.weft.planner.logical.JoinHint;
import org.weft.planner.logical.JoinType;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/** Tables and queries of chance, over INT64 columns with nulls. */
final class RandomQueries {
  private static final WindowFrame TO_CURRENT =
      new WindowFrame(
          WindowFrame.Mode.RANGE,
          new WindowFrame.Bound.Unbounded(),
          new WindowFrame.Bound.Current(),
          WindowFrame.Exclusion.NOTHING);

  private final Random random;
  private final Map<String, ModelTable> tables = new LinkedHashMap<>();
  private final Map<Integer, List<LogicalPlan>> made = new HashMap<>();

  RandomQueries(Random random) {
    this.random = random;
    for (String name : List.of("t", "u", "v")) {
      tables.put(name, table(name));
    }
  }

  Map<String, ModelTable> tables() {
    return tables;
  }

  private ModelTable table(String name) {
    int width = 2 + random.nextInt(2);
    Map<String, List<List<List<Object>>>> files = new TreeMap<>();
    int fileCount = random.nextInt(4);
    for (int i = 0; i < fileCount; i++) {
      List<List<List<Object>>> groups = new ArrayList<>();
      for (int g = 1 + random.nextInt(2); g > 0; g--) {
        groups.add(IntStream.range(0, random.nextInt(5)).mapToObj(r -> row(width)).toList());
      }
      files.put(name + "/" + i, groups);
    }
    List<Field> fields =
        IntStream.range(0, width)
            .mapToObj(i -> Field.nullable(name + i, SimpleType.INT64))
            .toList();
    return new ModelTable(name, new Schema(fields), files);
  }

  private List<Object> row(int width) {
    List<Object> row = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      row.add(random.nextInt(4) == 0 ? null : (Object) (long) random.nextInt(4));
    }
    return row;
  }

  /** A query whose rows do not depend on the order in which rows come; parts come again. */
  LogicalPlan query(int depth) {
    List<LogicalPlan> before = made.computeIfAbsent(depth, unused -> new ArrayList<>());
    if (!before.isEmpty() && random.nextInt(3) == 0) {
      return before.get(random.nextInt(before.size()));
    }
    LogicalPlan query = fresh(depth);
    before.add(query);
    return query;
  }

  private LogicalPlan fresh(int depth) {
    if (depth == 0) {
      return random.nextInt(8) == 0 ? values() : scan();
    }
    return switch (random.nextInt(9)) {
      case 8 -> groupings(query(Math.min(1, depth - 1)));
      case 7 -> windows(query(depth - 1), 1 + random.nextInt(3));
      case 0 -> filter(query(depth - 1));
      case 1 -> project(query(depth - 1));
      case 2 -> aggregate(query(depth - 1));
      case 3, 4 -> join(query(depth - 1), query(random.nextInt(depth)));
      case 5 -> union(query(depth - 1), query(depth - 1));
      default -> sort(query(depth - 1));
    };
  }

  /** Joins and groupings of the same few columns, where a shuffle may serve twice. */
  LogicalPlan chain(int length) {
    LogicalPlan plan = scan();
    for (int i = 0; i < length; i++) {
      if (random.nextInt(3) > 0) {
        plan = keyJoin(plan, random.nextInt(3) == 0 ? chain(length / 2) : scan());
      } else {
        plan = grouped(plan, random.nextInt(plan.schema().size()));
      }
    }
    return grouped(plan, random.nextInt(plan.schema().size()));
  }

  /** What is only marked comes out as numbers: the mark decides which. */
  private LogicalPlan joined(
      LogicalPlan left, LogicalPlan right, JoinType type, Expression condition) {
    Expression asked = condition;
    if (type.isOneSided() && random.nextInt(3) == 0) {
      asked = flag(Function.IS_NOT_FALSE, condition);
    }
    Schema schema = type.isOneSided() ? left.schema() : left.schema().concat(right.schema());
    JoinHint hint = JoinHint.values()[random.nextInt(JoinHint.values().length)];
    if (type != JoinType.MARK) {
      return new LogicalPlan.Join(
          left, right, type, asked, Optional.empty(), hint, schema, estimate());
    }
    Schema marked = schema.concat(new Schema(List.of(Field.required("mark", SimpleType.BOOLEAN))));
    LogicalPlan join = new LogicalPlan.Join(left, right, type, asked, marked, estimate());
    int last = schema.size() - 1;
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      columns.add(column(schema, i));
    }
    Column mark = new Column(schema.size(), "mark", SimpleType.BOOLEAN);
    columns.add(Call.of(Function.CASE, SimpleType.INT64, mark, column(schema, last), number()));
    return new LogicalPlan.Project(join, columns, schema, estimate());
  }

  private LogicalPlan keyJoin(LogicalPlan left, LogicalPlan right) {
    JoinType type = JoinType.values()[random.nextInt(JoinType.values().length)];
    Schema both = left.schema().concat(right.schema());
    int leftSize = left.schema().size();
    List<Expression> equal = new ArrayList<>();
    Function comparison = random.nextInt(5) == 0 ? Function.IS_NOT_DISTINCT : Function.EQUAL;
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      equal.add(
          flag(
              comparison,
              column(both, random.nextInt(leftSize)),
              column(both, leftSize + random.nextInt(right.schema().size()))));
    }
    Expression condition = flag(Function.AND, equal.toArray(new Expression[0]));
    return joined(left, right, type, condition);
  }

  private LogicalPlan grouped(LogicalPlan input, int key) {
    AggregateCall count =
        new AggregateCall(
            Aggregate.COUNT_ALL,
            OptionalInt.empty(),
            OptionalInt.empty(),
            AggregateCall.Distinctness.ALL,
            SimpleType.INT64,
            "c");
    return new LogicalPlan.Aggregate(
        input, List.of(key), List.of(count), schema("g", 2), estimate());
  }

  private Estimate estimate() {
    return new Estimate(Math.pow(10, random.nextInt(8)), 8);
  }

  private LogicalPlan scan() {
    return List.copyOf(tables.values()).get(random.nextInt(tables.size())).scan(estimate());
  }

  private LogicalPlan values() {
    Schema schema = Schema.of(Field.nullable("w", SimpleType.INT64));
    return new LogicalPlan.Values(
        List.of(List.of(number()), List.of(Literal.ofNull(SimpleType.INT64))), schema, estimate());
  }

  private Literal number() {
    return new Literal(SimpleType.INT64, new Value.Int(random.nextInt(4)));
  }

  private LogicalPlan filter(LogicalPlan input) {
    return new LogicalPlan.Filter(input, predicate(input.schema()), estimate());
  }

  private Expression predicate(Schema schema) {
    Expression a = column(schema);
    return switch (random.nextInt(5)) {
      case 0 -> flag(Function.EQUAL, a, number());
      case 1 -> flag(Function.NOT, flag(Function.IS_NULL, a));
      case 2 ->
          flag(Function.OR, flag(Function.LESS, a, column(schema)), flag(Function.IS_NULL, a));
      case 3 -> new Literal(SimpleType.BOOLEAN, new Value.Bool(true));
      default -> flag(Function.AND, flag(Function.LESS, a, number()), predicate(schema));
    };
  }

  private Column column(Schema schema) {
    return column(schema, random.nextInt(schema.size()));
  }

  private static Column column(Schema schema, int ordinal) {
    return new Column(ordinal, schema.field(ordinal).name(), schema.type(ordinal));
  }

  private static Expression flag(Function function, Expression... inputs) {
    return Call.of(function, SimpleType.BOOLEAN, inputs);
  }

  private LogicalPlan project(LogicalPlan input) {
    List<Expression> expressions = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      Expression column = column(input.schema());
      expressions.add(
          random.nextInt(3) == 0
              ? Call.of(Function.ADD, SimpleType.INT64, column, number())
              : column);
    }
    return new LogicalPlan.Project(input, expressions, schema("p", expressions.size()), estimate());
  }

  private static Schema schema(String prefix, int width) {
    return new Schema(
        IntStream.range(0, width)
            .mapToObj(i -> Field.nullable(prefix + i, SimpleType.INT64))
            .toList());
  }

  private LogicalPlan aggregate(LogicalPlan input) {
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i < input.schema().size(); i++) {
      if (random.nextInt(3) == 0) {
        keys.add(i);
      }
    }
    List<AggregateCall> calls = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0 || keys.isEmpty() && calls.isEmpty(); i--) {
      calls.add(call(input.schema(), calls.size()));
    }
    return new LogicalPlan.Aggregate(
        input, keys, calls, schema("a", keys.size() + calls.size()), estimate());
  }

  /** The same calls by some keys and by fewer of them, side by side. */
  private LogicalPlan groupings(LogicalPlan input) {
    List<Integer> fine = new ArrayList<>();
    List<Integer> coarse = new ArrayList<>();
    for (int i = 0; i < input.schema().size(); i++) {
      if (random.nextInt(3) > 0) {
        fine.add(i);
        if (random.nextBoolean()) {
          coarse.add(0, i);
        }
      }
    }
    List<AggregateCall> calls = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      calls.add(call(input.schema(), calls.size()));
    }
    return keyJoin(grouping(input, fine, calls), grouping(input, coarse, calls));
  }

  private LogicalPlan grouping(LogicalPlan input, List<Integer> keys, List<AggregateCall> calls) {
    return new LogicalPlan.Aggregate(
        input, keys, calls, schema("a", keys.size() + calls.size()), estimate());
  }

  private AggregateCall call(Schema schema, int number) {
    Aggregate[] functions = {
      Aggregate.COUNT_ALL, Aggregate.COUNT, Aggregate.SUM, Aggregate.MIN, Aggregate.MAX
    };
    Aggregate function = functions[random.nextInt(functions.length)];
    if (random.nextInt(6) == 0) {
      return ordered(schema, number);
    }
    if (random.nextInt(6) == 0) {
      return countOfSeveral(schema, number);
    }
    boolean all = function == Aggregate.COUNT_ALL;
    return new AggregateCall(
        function,
        all ? OptionalInt.empty() : OptionalInt.of(random.nextInt(schema.size())),
        OptionalInt.empty(),
        !all && random.nextInt(4) == 0
            ? AggregateCall.Distinctness.DISTINCT
            : AggregateCall.Distinctness.ALL,
        SimpleType.INT64,
        "c" + number);
  }

  /** The first row's value, in an order of all columns, so that it is always the same. */
  private AggregateCall ordered(Schema schema, int number) {
    return new AggregateCall(
        Aggregate.FIRST,
        List.of(random.nextInt(schema.size())),
        List.of(),
        IntStream.range(0, schema.size())
            .mapToObj(i -> i % 2 == 0 ? SortKey.ascending(i) : SortKey.descending(i))
            .toList(),
        OptionalInt.empty(),
        AggregateCall.Distinctness.ALL,
        SimpleType.INT64,
        "c" + number);
  }

  private AggregateCall countOfSeveral(Schema schema, int number) {
    return new AggregateCall(
        Aggregate.COUNT,
        List.of(random.nextInt(schema.size()), random.nextInt(schema.size())),
        List.of(),
        List.of(),
        OptionalInt.empty(),
        random.nextBoolean() ? AggregateCall.Distinctness.DISTINCT : AggregateCall.Distinctness.ALL,
        SimpleType.INT64,
        "c" + number);
  }

  private LogicalPlan windows(LogicalPlan input, int count) {
    LogicalPlan plan = input;
    for (int i = 0; i < count; i++) {
      plan = window(plan, i);
    }
    boolean isRanked =
        plan instanceof LogicalPlan.Window top && top.calls().get(0) instanceof WindowCall.Rank;
    if (isRanked && random.nextBoolean()) {
      Expression rank = column(plan.schema(), plan.schema().size() - 1);
      Function limit = random.nextBoolean() ? Function.EQUAL : Function.LESS;
      Literal number = new Literal(SimpleType.INT64, new Value.Int(1 + random.nextInt(3)));
      plan = new LogicalPlan.Filter(plan, flag(limit, rank, number), estimate());
    }
    return plan;
  }

  private LogicalPlan window(LogicalPlan input, int number) {
    Schema schema = input.schema();
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      if (random.nextInt(3) == 0) {
        keys.add(i);
      }
    }
    List<SortKey> order = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      int key = random.nextInt(schema.size());
      order.add(random.nextBoolean() ? SortKey.ascending(key) : SortKey.descending(key));
    }
    WindowCall call =
        random.nextBoolean()
            ? new WindowCall.Rank(
                random.nextBoolean()
                    ? WindowCall.RankFunction.RANK
                    : WindowCall.RankFunction.DENSE_RANK,
                Optional.empty(),
                SimpleType.INT64,
                "w" + number)
            : new WindowCall.Over(
                sum(schema, number), random.nextBoolean() ? WindowFrame.ALL : TO_CURRENT);
    List<Field> fields = new ArrayList<>(schema.fields());
    fields.add(Field.nullable(call.name(), SimpleType.INT64));
    return new LogicalPlan.Window(
        input, keys, order, List.of(call), Optional.empty(), new Schema(fields), estimate());
  }

  private AggregateCall sum(Schema schema, int number) {
    return new AggregateCall(
        Aggregate.SUM,
        OptionalInt.of(random.nextInt(schema.size())),
        OptionalInt.empty(),
        AggregateCall.Distinctness.ALL,
        SimpleType.INT64,
        "w" + number);
  }

  private LogicalPlan join(LogicalPlan left, LogicalPlan right) {
    JoinType type = JoinType.values()[random.nextInt(JoinType.values().length)];
    int leftSize = left.schema().size();
    Schema both = left.schema().concat(right.schema());
    List<Expression> conditions = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Expression l = column(both, random.nextInt(leftSize));
      Expression r = column(both, leftSize + random.nextInt(right.schema().size()));
      if (random.nextInt(4) == 0) {
        l = Call.of(Function.ADD, SimpleType.INT64, l, number());
      }
      Function equal = random.nextInt(4) == 0 ? Function.IS_NOT_DISTINCT : Function.EQUAL;
      conditions.add(random.nextBoolean() ? flag(equal, l, r) : flag(equal, r, l));
    }
    if (random.nextInt(3) == 0) {
      conditions.add(predicate(both));
    }
    Expression condition =
        conditions.isEmpty()
            ? new Literal(SimpleType.BOOLEAN, new Value.Bool(true))
            : flag(Function.AND, conditions.toArray(new Expression[0]));
    return joined(left, right, type, condition);
  }

  /** Inputs of unequal widths are cut to the narrower one. */
  private LogicalPlan union(LogicalPlan a, LogicalPlan b) {
    int width = Math.min(a.schema().size(), b.schema().size());
    return new LogicalPlan.Union(
        List.of(first(a, width), first(b, width)), schema("n", width), estimate());
  }

  private LogicalPlan first(LogicalPlan plan, int width) {
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      columns.add(column(plan.schema(), i));
    }
    return new LogicalPlan.Project(plan, columns, schema("n", width), estimate());
  }

  /** By all columns, so that equal keys are equal rows. */
  LogicalPlan.Sort sort(LogicalPlan input) {
    List<SortKey> keys = new ArrayList<>();
    for (int i :
        random.ints(0, input.schema().size()).distinct().limit(input.schema().size()).toArray()) {
      keys.add(
          new SortKey(
              i,
              random.nextBoolean() ? SortKey.Direction.ASCENDING : SortKey.Direction.DESCENDING,
              random.nextBoolean() ? SortKey.Nulls.FIRST : SortKey.Nulls.LAST));
    }
    return new LogicalPlan.Sort(
        input,
        keys,
        random.nextInt(3) == 0 ? random.nextInt(4) : 0,
        random.nextBoolean() ? OptionalLong.of(random.nextInt(6)) : OptionalLong.empty(),
        estimate());
  }
}
