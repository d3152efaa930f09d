package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.logical.Estimate;
import org.weft.planner.logical.JoinType;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.scan.BaseColumn;
import org.weft.planner.scan.DistinctSource;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.TypeKind;

/**
 * Groups one side of an inner join before the join, where that leaves few of its rows: by what the
 * join and the groups above need of it. Every row of a group meets the same rows of the other side,
 * so the sum of a group comes as often as its rows would have come, and the groups above add up
 * sums and counts. Only sums, counts and extremes of columns of that side; nothing is computed
 * before the join that could fail for rows which the join leaves out.
 */
final class EagerGroups {
  /** Of fewer rows there is nothing to gain. */
  private static final double LEAST_ROWS = 10_000;

  /** A group has to have so many rows on the mean. */
  private static final double ROWS_PER_GROUP = 8;

  /** A join that leaves less of the rows is itself the cheaper way to have fewer of them. */
  private static final double LEFT_BY_JOIN = 0.5;

  /** Sums of no more digits never outgrow 38 digits. */
  private static final int SAFE_DIGITS = 18;

  private final PlanClasses classes = new PlanClasses();
  private final Map<Integer, Integer> occurrences = new HashMap<>();
  private final LogicalPlan whole;
  private final PlanTarget target;

  private EagerGroups(LogicalPlan whole, PlanTarget target) {
    this.whole = whole;
    this.target = target;
  }

  /** The plan with groups below joins. */
  static LogicalPlan of(LogicalPlan plan, PlanTarget target) {
    return new EagerGroups(plan, target).rewritten(plan);
  }

  private LogicalPlan rewritten(LogicalPlan plan) {
    Optional<LogicalPlan> pushed =
        plan instanceof LogicalPlan.Aggregate aggregate ? pushed(aggregate) : Optional.empty();
    return pushed.orElseGet(() -> LogicalInputs.replaced(plan, this::rewritten));
  }

  /** What comes twice is computed once as it is. Most plans are never counted. */
  private boolean isShared(LogicalPlan plan) {
    if (occurrences.isEmpty()) {
      count(whole);
    }
    return occurrences.getOrDefault(classes.of(plan), 0) > 1;
  }

  private void count(LogicalPlan plan) {
    occurrences.merge(classes.of(plan), 1, Integer::sum);
    plan.inputs().forEach(this::count);
  }

  /** The aggregation with groups below its join; what is below them is rewritten too. */
  private Optional<LogicalPlan> pushed(LogicalPlan.Aggregate aggregate) {
    LogicalPlan below = aggregate.input();
    LogicalPlan source = below instanceof LogicalPlan.Project project ? project.input() : below;
    if (!(source instanceof LogicalPlan.Join join
        && join.type() == JoinType.INNER
        && join.nearest().isEmpty()
        && aggregate.calls().stream().allMatch(EagerGroups::canMerge))) {
      return Optional.empty();
    }
    List<Expression> columns =
        below instanceof LogicalPlan.Project project
            ? project.expressions()
            : Projections.columns(below.schema());
    boolean leftIsLarger = join.left().estimate().rows() >= join.right().estimate().rows();
    Push left = new Push(aggregate, join, columns, Side.LEFT);
    Push right = new Push(aggregate, join, columns, Side.RIGHT);
    return Stream.of(leftIsLarger ? left : right, leftIsLarger ? right : left)
        .filter(push -> push.isPossible() && push.pays())
        .findFirst()
        .filter(push -> !classes.isVolatile(below) && !isShared(source))
        .map(Push::plan);
  }

  private static boolean canMerge(AggregateCall call) {
    return MergedCalls.canMerge(call) && call.filter().isEmpty();
  }

  /** Types of which equal values are the same in every way. */
  private static boolean isPlainKey(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN, INT8, INT16, INT32, INT64, DATE, TIMESTAMP, DECIMAL, STRING, UUID, ENUM -> true;
      default -> false;
    };
  }

  private static boolean isSafeSum(DataType type) {
    return type.isInteger()
        || type instanceof DecimalType decimal && decimal.precision() <= SAFE_DIGITS
        || type.kind() == TypeKind.FLOAT64;
  }

  /** Which input of a join is grouped. */
  private enum Side {
    LEFT,
    RIGHT
  }

  /** One aggregation over one join, and the side to be grouped first. */
  private final class Push {
    private final LogicalPlan.Aggregate aggregate;
    private final LogicalPlan.Join join;
    private final List<Expression> columns;
    private final Side side;
    private final LogicalPlan grouped;
    private final int leftWidth;

    /** Where the columns of the side start among those of the join. */
    private final int start;

    /** What the side is grouped by. */
    private final List<Integer> keys;

    /**
     * @param columns what the aggregation reads, over the columns of the join
     */
    Push(
        LogicalPlan.Aggregate aggregate,
        LogicalPlan.Join join,
        List<Expression> columns,
        Side side) {
      this.aggregate = aggregate;
      this.join = join;
      this.columns = columns;
      this.side = side;
      this.grouped = side == Side.LEFT ? join.left() : join.right();
      this.leftWidth = join.left().schema().size();
      this.start = side == Side.LEFT ? 0 : leftWidth;
      BitSet needed = ColumnReferences.of(join.condition());
      aggregate.keys().forEach(key -> needed.or(ColumnReferences.of(columns.get(key))));
      this.keys =
          needed.stream().filter(this::isOfSide).map(column -> column - start).boxed().toList();
    }

    private boolean isOfSide(int column) {
      return column >= start && column < start + grouped.schema().size();
    }

    /** True if arguments are columns of the side, and it can be grouped. */
    private boolean isPossible() {
      for (AggregateCall call : aggregate.calls()) {
        for (int argument : call.arguments()) {
          boolean isColumn =
              columns.get(argument) instanceof Column column && isOfSide(column.ordinal());
          boolean isSafe =
              call.function() != Aggregate.SUM || isSafeSum(columns.get(argument).type());
          if (!isColumn || !isSafe) {
            return false;
          }
        }
      }
      // without keys there would be a group of no rows
      return !keys.isEmpty()
          && keys.stream().allMatch(key -> isPlainKey(grouped.schema().type(key)));
    }

    private boolean pays() {
      double rows = grouped.estimate().rows();
      if (rows < LEAST_ROWS
          || join.estimate().rows() < rows * LEFT_BY_JOIN
          || !isSlowAbove()
          || isShared(grouped)) {
        return false;
      }
      OptionalDouble groups = groups();
      return groups.isPresent() && groups.getAsDouble() * ROWS_PER_GROUP <= rows;
    }

    /** How many groups the side has at most; nothing if that is not known. */
    private OptionalDouble groups() {
      double groups = 1;
      for (int key : keys) {
        OptionalDouble values = distinct(grouped, key);
        if (values.isEmpty()) {
          return OptionalDouble.empty();
        }
        groups *= values.getAsDouble();
      }
      return OptionalDouble.of(groups);
    }

    /**
     * Between tasks fewer rows travel. In one process it is the groups above that cost: measured at
     * six million rows, a third of the time is left where their keys are texts, and nothing is won
     * where they are numbers, which the join finds as fast as a group.
     */
    private boolean isSlowAbove() {
      return target.deployment() == PlanTarget.Deployment.TASKS
          || aggregate.keys().stream().anyMatch(key -> columns.get(key).type().isVariableLength());
    }

    private OptionalDouble distinct(LogicalPlan plan, int column) {
      if (plan instanceof LogicalPlan.Scan scan) {
        return new BaseColumn(scan.table(), scan.columns().get(column))
            .distinctCount()
            .filter(count -> count.source() != DistinctSource.GUESS)
            .map(count -> OptionalDouble.of(count.values()))
            .orElse(OptionalDouble.empty());
      }
      if (plan instanceof LogicalPlan.Filter filter) {
        return distinct(filter.input(), column);
      }
      if (plan instanceof LogicalPlan.Project project) {
        return project.expressions().get(column) instanceof Column input
            ? distinct(project.input(), input.ordinal())
            : OptionalDouble.empty();
      }
      if (plan instanceof LogicalPlan.Join inner && inner.type() == JoinType.INNER) {
        int left = inner.left().schema().size();
        return column < left
            ? distinct(inner.left(), column)
            : distinct(inner.right(), column - left);
      }
      return OptionalDouble.empty();
    }

    LogicalPlan plan() {
      double groups = groups().orElseThrow();
      LogicalPlan.Aggregate first = first(groups);
      int width = first.schema().size();
      LogicalPlan left = rewritten(side == Side.LEFT ? first : join.left());
      LogicalPlan right = rewritten(side == Side.LEFT ? join.right() : first);
      double rows = join.estimate().rows() * groups / grouped.estimate().rows();
      LogicalPlan joined =
          new LogicalPlan.Join(
              left,
              right,
              JoinType.INNER,
              ColumnReferences.moved(join.condition(), column -> place(column, width)),
              Optional.empty(),
              join.hint(),
              left.schema().concat(right.schema()),
              new Estimate(Math.max(1, rows), join.estimate().bytesPerRow()));
      return merged(read(joined, width));
    }

    /** Where a column of the join is found after its side was grouped. */
    private int place(int column, int width) {
      if (isOfSide(column)) {
        return start + keys.indexOf(column - start);
      }
      return side == Side.LEFT ? column - leftWidth + width : column;
    }

    private LogicalPlan.Aggregate first(double groups) {
      Schema schema = grouped.schema();
      List<Field> fields = new ArrayList<>();
      keys.forEach(key -> fields.add(schema.field(key)));
      List<AggregateCall> calls = new ArrayList<>();
      for (AggregateCall call : aggregate.calls()) {
        calls.add(call.moved(argument -> ((Column) columns.get(argument)).ordinal() - start));
        fields.add(
            call.isCount()
                ? Field.required(call.name(), call.type())
                : Field.nullable(call.name(), call.type()));
      }
      double width = aggregate.estimate().bytesPerRow();
      return new LogicalPlan.Aggregate(
          grouped, keys, calls, new Schema(fields), new Estimate(groups, width));
    }

    /** What the aggregation above reads: its keys, then the results of the groups below. */
    private LogicalPlan read(LogicalPlan joined, int width) {
      List<Expression> outputs = new ArrayList<>();
      List<Field> fields = new ArrayList<>();
      for (int i = 0; i < aggregate.keys().size(); i++) {
        Expression key = columns.get(aggregate.keys().get(i));
        outputs.add(ColumnReferences.moved(key, column -> place(column, width)));
        fields.add(aggregate.input().schema().field(aggregate.keys().get(i)));
      }
      int results = start + keys.size();
      for (int i = 0; i < aggregate.calls().size(); i++) {
        Field field = joined.schema().field(results + i);
        outputs.add(new Column(results + i, field.name(), field.type()));
        fields.add(field);
      }
      return new LogicalPlan.Project(joined, outputs, new Schema(fields), joined.estimate());
    }

    private LogicalPlan merged(LogicalPlan read) {
      int keyCount = aggregate.keys().size();
      List<Field> fields = new ArrayList<>(aggregate.schema().fields().subList(0, keyCount));
      List<AggregateCall> calls = new ArrayList<>();
      for (int i = 0; i < aggregate.calls().size(); i++) {
        AggregateCall merge = MergedCalls.of(aggregate.calls().get(i), keyCount + i);
        calls.add(merge);
        fields.add(Field.nullable(merge.name(), merge.type()));
      }
      Schema schema = new Schema(fields);
      LogicalPlan groupsAbove =
          new LogicalPlan.Aggregate(
              read,
              IntStream.range(0, keyCount).boxed().toList(),
              calls,
              schema,
              aggregate.estimate());
      List<Expression> outputs = Projections.columns(schema);
      for (int i = 0; i < aggregate.calls().size(); i++) {
        Column merged = (Column) outputs.get(keyCount + i);
        outputs.set(keyCount + i, MergedCalls.result(aggregate.calls().get(i), merged));
      }
      return new LogicalPlan.Project(
          groupsAbove, outputs, aggregate.schema(), aggregate.estimate());
    }
  }
}
