package org.weft.planner.sql.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlKind;
import org.weft.planner.expr.AggregateCall.Distinctness;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.sql.validate.SqlTypes;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TypeKind;

/**
 * One aggregation. Calls that have no kernel are computed from those that have: a mean from sum and
 * count, a sum that is zero for no rows from the sum. Equal calls are made once.
 */
final class AggregateTranslation {
  private final Aggregate aggregate;
  private final Translated input;
  private final Double rows;
  private final List<org.weft.planner.expr.AggregateCall> calls = new ArrayList<>();
  private final List<Field> fields = new ArrayList<>();

  AggregateTranslation(Aggregate aggregate, Translated input, Double rows) {
    this.aggregate = aggregate;
    this.input = input;
    this.rows = rows;
  }

  Translated plan() {
    if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
      throw ExpressionTranslation.unsupported("an aggregation by several sets of keys");
    }
    List<Integer> keys = aggregate.getGroupSet().asList();
    for (int key : keys) {
      fields.add(input.schema().field(key));
    }
    List<Result> results = new ArrayList<>();
    List<RelDataTypeField> declared = aggregate.getRowType().getFieldList();
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      RelDataTypeField field = declared.get(keys.size() + i);
      results.add(
          result(
              aggregate.getAggCallList().get(i),
              SqlTypes.toWeft(field.getName(), field.getType())));
    }
    Schema schema = new Schema(fields);
    double[] widths = widths(keys, schema);
    LogicalPlan plan =
        new LogicalPlan.Aggregate(
            input.plan(), keys, calls, schema, Translated.estimate(rows, widths));
    return withResults(new Translated(plan, widths), results, keys.size());
  }

  private double[] widths(List<Integer> keys, Schema schema) {
    double[] widths = Widths.of(schema);
    for (int i = 0; i < keys.size(); i++) {
      widths[i] = input.widths()[keys.get(i)];
    }
    return widths;
  }

  /** What a call of the query becomes: one column of ours, or something made of several. */
  private record Result(Field field, List<Integer> calls, Kind kind) {
    enum Kind {
      COLUMN,
      MEAN,
      SUM_OR_ZERO
    }
  }

  private Result result(AggregateCall call, Field field) {
    SqlKind kind = call.getAggregation().getKind();
    if (kind == SqlKind.AVG) {
      int sum = add(call, org.weft.planner.expr.Aggregate.SUM);
      int count = count(call);
      return new Result(field, List.of(sum, count), Result.Kind.MEAN);
    }
    if (kind == SqlKind.SUM0) {
      return new Result(
          field, List.of(add(call, org.weft.planner.expr.Aggregate.SUM)), Result.Kind.SUM_OR_ZERO);
    }
    int ordinal =
        switch (kind) {
          case COUNT -> count(call);
          case SUM -> add(call, org.weft.planner.expr.Aggregate.SUM);
          case MIN -> add(call, org.weft.planner.expr.Aggregate.MIN);
          case MAX -> add(call, org.weft.planner.expr.Aggregate.MAX);
          case ANY_VALUE -> add(call, org.weft.planner.expr.Aggregate.ANY_VALUE);
          case SINGLE_VALUE -> add(call, org.weft.planner.expr.Aggregate.SINGLE_VALUE);
          default -> throw ExpressionTranslation.unsupported(call.getAggregation().getName());
        };
    return new Result(field, List.of(ordinal), Result.Kind.COLUMN);
  }

  private int count(AggregateCall call) {
    List<Integer> arguments = call.getArgList();
    if (arguments.size() > 1) {
      throw ExpressionTranslation.unsupported("COUNT of several columns");
    }
    boolean countsRows =
        arguments.isEmpty()
            || (!call.isDistinct()
                && input.schema().field(arguments.get(0)).nullability()
                    == Field.Nullability.REQUIRED);
    return countsRows
        ? addCall(
            call, org.weft.planner.expr.Aggregate.COUNT_ALL, OptionalInt.empty(), SimpleType.INT64)
        : add(call, org.weft.planner.expr.Aggregate.COUNT);
  }

  private int add(AggregateCall call, org.weft.planner.expr.Aggregate function) {
    int argument = call.getArgList().get(0);
    DataType in = input.schema().type(argument);
    DataType type =
        switch (function) {
          case COUNT, COUNT_ALL -> SimpleType.INT64;
          case SUM -> sumType(in);
          default -> in;
        };
    return addCall(call, function, OptionalInt.of(argument), type);
  }

  private static DataType sumType(DataType argument) {
    if (argument.kind() == TypeKind.FLOAT32 || argument.kind() == TypeKind.FLOAT64) {
      return SimpleType.FLOAT64;
    }
    int scale = argument instanceof DecimalType decimal ? decimal.scale() : 0;
    return new DecimalType(DecimalType.MAX_PRECISION, scale);
  }

  /** The ordinal among our calls of this one, made if it is not there. */
  private int addCall(
      AggregateCall call,
      org.weft.planner.expr.Aggregate function,
      OptionalInt argument,
      DataType type) {
    OptionalInt filter = call.filterArg < 0 ? OptionalInt.empty() : OptionalInt.of(call.filterArg);
    boolean isDistinct =
        call.isDistinct()
            && function != org.weft.planner.expr.Aggregate.MIN
            && function != org.weft.planner.expr.Aggregate.MAX;
    Distinctness distinctness = isDistinct ? Distinctness.DISTINCT : Distinctness.ALL;
    for (int i = 0; i < calls.size(); i++) {
      org.weft.planner.expr.AggregateCall made = calls.get(i);
      boolean isSame =
          made.function() == function
              && made.argument().equals(argument)
              && made.filter().equals(filter)
              && made.distinctness() == distinctness;
      if (isSame) {
        return i;
      }
    }
    String name = name(function, argument);
    calls.add(
        new org.weft.planner.expr.AggregateCall(
            function, argument, filter, distinctness, type, name));
    fields.add(
        isNeverNull(function, argument, filter)
            ? Field.required(name, type)
            : Field.nullable(name, type));
    return calls.size() - 1;
  }

  /** Counts are never null, and others are not where every group has a row with a value. */
  private boolean isNeverNull(
      org.weft.planner.expr.Aggregate function, OptionalInt argument, OptionalInt filter) {
    return switch (function) {
      case COUNT, COUNT_ALL -> true;
      default ->
          !aggregate.getGroupSet().isEmpty()
              && filter.isEmpty()
              && input.schema().field(argument.getAsInt()).nullability()
                  == Field.Nullability.REQUIRED;
    };
  }

  private String name(org.weft.planner.expr.Aggregate function, OptionalInt argument) {
    String of = argument.isEmpty() ? "*" : input.schema().field(argument.getAsInt()).name();
    String word =
        function == org.weft.planner.expr.Aggregate.COUNT_ALL
            ? "count"
            : function.name().toLowerCase(java.util.Locale.ROOT);
    return word + "(" + of + ")";
  }

  /** The plan with one column for each call of the query, named and typed as there. */
  private static Translated withResults(Translated plan, List<Result> results, int keyCount) {
    Schema made = plan.schema();
    boolean isPlain = results.size() == made.size() - keyCount;
    for (int i = 0; isPlain && i < results.size(); i++) {
      Result result = results.get(i);
      isPlain =
          result.kind() == Result.Kind.COLUMN
              && result.calls().get(0) == i
              && result.field().type().equals(made.type(keyCount + i));
    }
    if (isPlain) {
      return plan;
    }
    List<Expression> expressions = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < keyCount; i++) {
      expressions.add(PlanTranslation.column(made, i));
      fields.add(made.field(i));
    }
    for (Result result : results) {
      List<Expression> columns = new ArrayList<>();
      for (int call : result.calls()) {
        columns.add(PlanTranslation.column(made, keyCount + call));
      }
      expressions.add(expression(result, columns));
      fields.add(result.field());
    }
    double[] widths = Widths.of(expressions, plan.widths());
    return new Translated(
        new LogicalPlan.Project(
            plan.plan(),
            expressions,
            new Schema(fields),
            Translated.estimate(plan.plan().estimate().rows(), widths)),
        widths);
  }

  private static Expression expression(Result result, List<Expression> columns) {
    DataType type = result.field().type();
    return switch (result.kind()) {
      case COLUMN -> Casts.to(columns.get(0), type);
      case MEAN ->
          Call.of(
              Function.DIVIDE,
              type,
              Casts.to(columns.get(0), type),
              Casts.to(columns.get(1), type));
      case SUM_OR_ZERO -> {
        DataType sum = columns.get(0).type();
        Literal zero = (Literal) Casts.to(new Literal(SimpleType.INT32, new Value.Int(0)), sum);
        yield Casts.to(Call.of(Function.COALESCE, sum, columns.get(0), zero), type);
      }
    };
  }
}
