package org.weft.planner.sql.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.weft.planner.expr.AggregateCall.Distinctness;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Place;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.sql.validate.LibraryAggregate;
import org.weft.planner.sql.validate.SqlTypes;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TypeKind;

/**
 * One aggregation by one set of keys. Calls that have no kernel are computed from those that have:
 * a mean from sum and count, a sum that is zero for no rows from the sum. Equal calls are made
 * once.
 */
final class AggregateTranslation {
  private final Aggregate aggregate;
  private final Translated input;
  private final ArgumentColumns columns;
  private final ImmutableBitSet keys;
  private final Places places;
  private final double rows;
  private final List<org.weft.planner.expr.AggregateCall> calls = new ArrayList<>();
  private final List<Field> callFields = new ArrayList<>();

  /**
   * An aggregation of this input.
   *
   * @param keys the columns to group by: all of the aggregation's, or one of its sets
   * @param places where its calls were written
   * @param rows estimated groups
   */
  AggregateTranslation(
      Aggregate aggregate, Translated input, ImmutableBitSet keys, Places places, double rows) {
    this.aggregate = aggregate;
    this.input = input;
    this.columns = new ArgumentColumns(input);
    this.keys = keys;
    this.places = places;
    this.rows = rows;
  }

  /** What a call of the query becomes, given the columns of our own calls. */
  private interface Result {
    Expression over(List<Expression> columns);
  }

  Translated plan() {
    List<Field> declared = new ArrayList<>();
    for (RelDataTypeField field : aggregate.getRowType().getFieldList()) {
      declared.add(SqlTypes.toWeft(field.getName(), field.getType()));
    }
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      DataType type = declared.get(aggregate.getGroupCount() + i).type();
      results.add(result(aggregate.getAggCallList().get(i), type));
    }
    List<Field> fields = new ArrayList<>();
    for (int key : keys) {
      fields.add(input.schema().field(key));
    }
    fields.addAll(callFields);
    Schema schema = new Schema(fields);
    double[] widths = widths(schema);
    LogicalPlan plan =
        new LogicalPlan.Aggregate(
            columns.plan(), keys.asList(), calls, schema, Translated.estimate(rows, widths));
    return withResults(new Translated(plan, widths), results, declared);
  }

  private double[] widths(Schema schema) {
    double[] widths = Widths.of(schema);
    int i = 0;
    for (int key : keys) {
      widths[i++] = input.widths()[key];
    }
    return widths;
  }

  private Result result(AggregateCall call, DataType type) {
    if (call.getAggregation() instanceof LibraryAggregate library) {
      return column(library(call, library), type);
    }
    if (type == SimpleType.INTERVAL) {
      Optional<Result> sum = ofIntervals(call);
      if (sum.isPresent()) {
        return sum.get();
      }
    }
    return switch (call.getAggregation().getKind()) {
      case AVG -> TimeMeans.isOne(type) ? timeMean(call, type) : mean(call, type);
      case SUM0 -> sumOrZero(call, type);
      case LITERAL_AGG -> literal((RexLiteral) call.rexList.get(0), type);
      case GROUPING, GROUPING_ID -> literal(grouping(call), type);
      default -> column(made(call), type);
    };
  }

  private static Result column(int made, DataType type) {
    return columns -> Casts.to(columns.get(made), type);
  }

  private static Result literal(RexLiteral literal, DataType type) {
    Literal value = Literals.of(literal);
    return columns -> Casts.to(value, type);
  }

  private static Result literal(long value, DataType type) {
    return columns -> new Literal(type, new Value.Int(value));
  }

  private Result mean(AggregateCall call, DataType type) {
    int sum = add(call, org.weft.planner.expr.Aggregate.SUM);
    int count = count(call);
    return columns ->
        Call.of(
            Function.DIVIDE,
            type,
            Casts.to(columns.get(sum), type),
            Casts.to(columns.get(count), type));
  }

  private Result timeMean(AggregateCall call, DataType type) {
    int micros = columns.of(TimeMeans.MICROS, call.getArgList().get(0), place(call));
    int sum =
        addCall(
            call,
            org.weft.planner.expr.Aggregate.SUM,
            OptionalInt.of(micros),
            sumType(SimpleType.INT64));
    int count = count(call);
    return made -> TimeMeans.mean(made.get(sum), made.get(count), type);
  }

  /** SUM and AVG of intervals; nothing for other functions. */
  private Optional<Result> ofIntervals(AggregateCall call) {
    SqlKind kind = call.getAggregation().getKind();
    if (kind != SqlKind.SUM && kind != SqlKind.AVG) {
      return Optional.empty();
    }
    if (call.isDistinct()) {
      throw ExpressionTranslation.unsupported(kind + "(DISTINCT interval)");
    }
    List<Integer> sums = new ArrayList<>();
    for (String part : IntervalSums.PARTS) {
      int column = columns.of(part, call.getArgList().get(0), place(call));
      sums.add(
          addCall(
              call,
              org.weft.planner.expr.Aggregate.SUM,
              OptionalInt.of(column),
              sumType(SimpleType.INT64)));
    }
    if (kind == SqlKind.SUM) {
      return Optional.of(made -> IntervalSums.sum(sums.stream().map(made::get).toList()));
    }
    int count = count(call);
    return Optional.of(
        made -> IntervalSums.mean(sums.stream().map(made::get).toList(), made.get(count)));
  }

  private Result sumOrZero(AggregateCall call, DataType type) {
    int made = add(call, org.weft.planner.expr.Aggregate.SUM);
    return columns -> {
      Expression sum = columns.get(made);
      Expression zero = Casts.to(new Literal(SimpleType.INT32, new Value.Int(0)), sum.type());
      return Casts.to(Call.of(Function.COALESCE, sum.type(), sum, zero), type);
    };
  }

  /**
   * A bit for each argument, 1 if this set of keys is without it; the last argument's is lowest.
   */
  private long grouping(AggregateCall call) {
    long bits = 0;
    for (int column : call.getArgList()) {
      bits = (bits << 1) | (keys.get(column) ? 0 : 1);
    }
    return bits;
  }

  /** The ordinal among our calls of one that has a kernel. */
  private int made(AggregateCall call) {
    SqlKind kind = call.getAggregation().getKind();
    return switch (kind) {
      case COUNT -> count(call);
      case SUM -> add(call, org.weft.planner.expr.Aggregate.SUM);
      case MIN -> add(call, org.weft.planner.expr.Aggregate.MIN);
      case MAX -> add(call, org.weft.planner.expr.Aggregate.MAX);
      case ANY_VALUE -> add(call, org.weft.planner.expr.Aggregate.ANY_VALUE);
      case SINGLE_VALUE -> add(call, org.weft.planner.expr.Aggregate.SINGLE_VALUE);
      default -> throw ExpressionTranslation.unsupported(call.getAggregation().getName());
    };
  }

  private int library(AggregateCall call, LibraryAggregate library) {
    List<DataType> types = call.getArgList().stream().map(input.schema()::type).toList();
    List<DataType> given = library.given(types);
    List<Integer> arguments = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      arguments.add(columns.as(call.getArgList().get(i), given.get(i), place(call)));
    }
    org.weft.planner.expr.Aggregate function = library.function().aggregate();
    boolean isDistinct = call.isDistinct() && !function.ignoresDuplicates();
    return addCall(
        new org.weft.planner.expr.AggregateCall(
            function,
            arguments,
            library.parameters(),
            function.dependsOnOrder() ? PlanTranslation.keys(call.getCollation()) : List.of(),
            filter(call),
            isDistinct ? Distinctness.DISTINCT : Distinctness.ALL,
            library.result(types),
            name(library.getName(), call.getArgList()),
            place(call)));
  }

  private int count(AggregateCall call) {
    List<Integer> arguments = call.getArgList();
    if (arguments.size() > 1) {
      return addCall(
          new org.weft.planner.expr.AggregateCall(
              org.weft.planner.expr.Aggregate.COUNT,
              arguments,
              List.of(),
              List.of(),
              filter(call),
              call.isDistinct() ? Distinctness.DISTINCT : Distinctness.ALL,
              SimpleType.INT64,
              name("count", arguments),
              place(call)));
    }
    boolean countsRows =
        arguments.isEmpty() || (!call.isDistinct() && isRequired(arguments.get(0)));
    return countsRows
        ? addCall(
            call, org.weft.planner.expr.Aggregate.COUNT_ALL, OptionalInt.empty(), SimpleType.INT64)
        : add(call, org.weft.planner.expr.Aggregate.COUNT);
  }

  private boolean isRequired(int column) {
    return input.schema().field(column).nullability() == Field.Nullability.REQUIRED;
  }

  private int add(AggregateCall call, org.weft.planner.expr.Aggregate function) {
    int argument = call.getArgList().get(0);
    DataType in = input.schema().type(argument);
    if (function == org.weft.planner.expr.Aggregate.SUM && isCounted(in)) {
      in = SimpleType.INT64;
      argument = columns.as(argument, in, place(call));
    }
    DataType type =
        switch (function) {
          case COUNT, COUNT_ALL -> SimpleType.INT64;
          case SUM -> sumType(in);
          default -> in;
        };
    return addCall(call, function, OptionalInt.of(argument), type);
  }

  /** True for what is summed as integers: truth as 1, and nothing but nulls. */
  static boolean isCounted(DataType type) {
    return type == SimpleType.BOOLEAN || type == SimpleType.NULL;
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
    boolean isDistinct = call.isDistinct() && !function.ignoresDuplicates();
    String word =
        function == org.weft.planner.expr.Aggregate.COUNT_ALL
            ? "count"
            : function.name().toLowerCase(Locale.ROOT);
    return addCall(
        new org.weft.planner.expr.AggregateCall(
                function,
                argument,
                filter(call),
                isDistinct ? Distinctness.DISTINCT : Distinctness.ALL,
                type,
                name(word, argument.stream().boxed().toList()))
            .at(place(call)));
  }

  private Place place(AggregateCall call) {
    boolean isSubQuery = call.getAggregation().getKind() == SqlKind.SINGLE_VALUE;
    return isSubQuery ? places.ofSubQuery() : places.of(call.getParserPosition());
  }

  private static OptionalInt filter(AggregateCall call) {
    return call.filterArg < 0 ? OptionalInt.empty() : OptionalInt.of(call.filterArg);
  }

  private int addCall(org.weft.planner.expr.AggregateCall wanted) {
    int known = calls.indexOf(wanted);
    if (known >= 0) {
      return known;
    }
    calls.add(wanted);
    callFields.add(
        isNeverNull(wanted)
            ? Field.required(wanted.name(), wanted.type())
            : Field.nullable(wanted.name(), wanted.type()));
    return calls.size() - 1;
  }

  /** Counts are never null, and others are not where every group has a row with a value. */
  private boolean isNeverNull(org.weft.planner.expr.AggregateCall call) {
    return switch (call.function()) {
      case COUNT, COUNT_ALL, APPROX_COUNT_DISTINCT, REGR_COUNT, HLL_SKETCH, HLL_UNION -> true;
      case SUM, MIN, MAX, ANY_VALUE, SINGLE_VALUE, FIRST, LAST ->
          !keys.isEmpty()
              && call.filter().isEmpty()
              && columns.field(call.argument().getAsInt()).nullability()
                  == Field.Nullability.REQUIRED;
      default -> false;
    };
  }

  private String name(String word, List<Integer> arguments) {
    return arguments.isEmpty()
        ? word + "(*)"
        : arguments.stream()
            .map(ordinal -> columns.field(ordinal).name())
            .collect(Collectors.joining(", ", word + "(", ")"));
  }

  /** The plan with one column for each key and call of the query, typed as there. */
  private Translated withResults(Translated plan, List<Result> results, List<Field> declared) {
    Schema made = plan.schema();
    List<Expression> callColumns = new ArrayList<>();
    for (int i = keys.cardinality(); i < made.size(); i++) {
      callColumns.add(PlanTranslation.column(made, i));
    }
    List<Expression> expressions = new ArrayList<>(keyColumns(made));
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < expressions.size(); i++) {
      boolean isHere = keys.get(aggregate.getGroupSet().nth(i));
      fields.add(
          isHere ? made.field(keys.indexOf(aggregate.getGroupSet().nth(i))) : declared.get(i));
    }
    for (int i = 0; i < results.size(); i++) {
      Place place = place(aggregate.getAggCallList().get(i));
      expressions.add(Places.at(place, results.get(i).over(callColumns)));
      fields.add(declared.get(aggregate.getGroupCount() + i));
    }
    if (isIdentity(expressions, made)) {
      return plan;
    }
    double[] widths = Widths.of(expressions, plan.widths());
    return new Translated(
        new LogicalPlan.Project(
            plan.plan(), expressions, new Schema(fields), Translated.estimate(rows, widths)),
        widths);
  }

  /** All keys of the aggregation; null for those this set is without. */
  private List<Expression> keyColumns(Schema made) {
    List<Expression> columns = new ArrayList<>();
    for (int key : aggregate.getGroupSet()) {
      int ordinal = keys.indexOf(key);
      columns.add(
          ordinal >= 0
              ? PlanTranslation.column(made, ordinal)
              : Literal.ofNull(input.schema().type(key)));
    }
    return columns;
  }

  private static boolean isIdentity(List<Expression> expressions, Schema schema) {
    boolean same = expressions.size() == schema.size();
    for (int i = 0; same && i < expressions.size(); i++) {
      same = expressions.get(i).equals(PlanTranslation.column(schema, i));
    }
    return same;
  }
}
