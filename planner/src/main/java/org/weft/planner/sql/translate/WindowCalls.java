package org.weft.planner.sql.translate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.AggregateCall.Distinctness;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Place;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.Value;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.expr.WindowCall.Count;
import org.weft.planner.expr.WindowCall.NullTreatment;
import org.weft.planner.expr.WindowCall.PickFunction;
import org.weft.planner.expr.WindowCall.RankFunction;
import org.weft.planner.expr.WindowFrame;
import org.weft.planner.sql.translate.WindowTranslation.Made;
import org.weft.planner.sql.translate.WindowTranslation.Result;
import org.weft.planner.sql.validate.LibraryAggregate;
import org.weft.planner.sql.validate.SqlTypes;
import org.weft.planner.sql.validate.WindowOperators;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TypeKind;

/** One window function of a query as calls of ours. */
final class WindowCalls {
  private final WindowTranslation windows;
  private final RexOver over;
  private final WindowFrame frame;
  private final WindowKeys keys;

  WindowCalls(WindowTranslation windows, RexOver over) {
    this.windows = windows;
    this.over = over;
    WindowFrames frames = new WindowFrames(windows, over.getWindow());
    this.frame = frames.frame();
    this.keys = keys(frames.needsOrderKey());
  }

  private WindowKeys keys(boolean needsOrderKey) {
    List<Integer> partition = new ArrayList<>();
    for (RexNode key : over.getWindow().partitionKeys) {
      Expression value = WindowSortKeys.key(windows.expressions().of(key));
      if (!(value instanceof Literal) && !partition.contains(windows.column(value))) {
        partition.add(windows.column(value));
      }
    }
    List<SortKey> order = new ArrayList<>();
    List<Integer> known = new ArrayList<>(needsOrderKey ? List.of() : partition);
    for (RexFieldCollation key : over.getWindow().orderKeys) {
      Expression value = WindowSortKeys.key(windows.expressions().of(key.left));
      boolean isConstant = value instanceof Literal && !needsOrderKey;
      if (!isConstant && !known.contains(windows.column(value))) {
        known.add(windows.column(value));
        order.add(WindowFrames.sortKey(key, windows.column(value)));
      }
    }
    return new WindowKeys(partition.stream().sorted().toList(), order);
  }

  /** Counts and places are never null. */
  static boolean isNeverNull(WindowCall call) {
    return call instanceof WindowCall.Rank rank && rank.shares().isEmpty()
        || call instanceof WindowCall.Over aggregate
            && (aggregate.aggregate().function() == Aggregate.COUNT
                || aggregate.aggregate().function() == Aggregate.COUNT_ALL);
  }

  /** What the function becomes. */
  Result result() {
    if (over.getAggOperator() instanceof LibraryAggregate library) {
      return library(library);
    }
    if (SqlTypes.toWeft(over.getType()) == SimpleType.INTERVAL) {
      Optional<Result> sum = ofIntervals(over.getAggOperator().getKind());
      if (sum.isPresent()) {
        return sum.get();
      }
    }
    return switch (over.getAggOperator().getKind()) {
      case ROW_NUMBER -> rank(RankFunction.ROW_NUMBER);
      case RANK -> rank(RankFunction.RANK);
      case DENSE_RANK -> rank(RankFunction.DENSE_RANK);
      case PERCENT_RANK -> rank(RankFunction.PERCENT_RANK);
      case CUME_DIST -> rank(RankFunction.CUME_DIST);
      case NTILE -> rank(RankFunction.NTILE);
      case LAG -> shift(1);
      case LEAD -> shift(-1);
      case FIRST_VALUE -> pick(PickFunction.FIRST_VALUE);
      case LAST_VALUE -> pick(PickFunction.LAST_VALUE);
      case NTH_VALUE -> pick(PickFunction.NTH_VALUE);
      case AVG -> TimeMeans.isOne(SqlTypes.toWeft(over.getType())) ? timeMean() : mean();
      case SUM0 -> sumOrZero();
      case MIN -> extreme(Aggregate.MIN);
      case MAX -> extreme(Aggregate.MAX);
      default -> column(aggregate());
    };
  }

  private static Result column(Made made) {
    return columns -> columns.apply(made);
  }

  private String name() {
    return over.getAggOperator().getName().toLowerCase(Locale.ROOT) + "()";
  }

  private Place place() {
    return windows.expressions().places().of(over.getParserPosition());
  }

  private int argument(int index) {
    return windows.column(windows.expressions().of(operand(index)));
  }

  /** An argument without the condition of FILTER that comes with it. */
  private RexNode operand(int index) {
    RexNode operand = over.getOperands().get(index);
    return isTaken(operand) ? ((RexCall) operand).getOperands().get(0) : operand;
  }

  private static boolean isTaken(RexNode operand) {
    return operand instanceof RexCall call && call.getOperator() == WindowOperators.TAKEN;
  }

  private OptionalInt filter() {
    if (over.getOperands().isEmpty() || !isTaken(over.getOperands().get(0))) {
      return OptionalInt.empty();
    }
    RexNode condition = ((RexCall) over.getOperands().get(0)).getOperands().get(1);
    return condition.isAlwaysTrue()
        ? OptionalInt.empty()
        : OptionalInt.of(windows.column(windows.expressions().of(condition)));
  }

  private List<SortKey> order() {
    List<SortKey> order = new ArrayList<>();
    if (!over.getOperands().isEmpty() && isTaken(over.getOperands().get(0))) {
      List<RexNode> parts = ((RexCall) over.getOperands().get(0)).getOperands();
      for (int i = 2; i < parts.size(); i += 2) {
        Expression key = WindowSortKeys.key(windows.expressions().of(parts.get(i)));
        int column = windows.column(key);
        String direction = ((RexLiteral) parts.get(i + 1)).getValueAs(String.class);
        order.add(WindowOperators.sortKey(column, direction));
      }
    }
    return order;
  }

  private Result rank(RankFunction function) {
    Optional<Count> shares =
        function == RankFunction.NTILE ? Optional.of(shares()) : Optional.empty();
    DataType type =
        switch (function) {
          case PERCENT_RANK, CUME_DIST -> SimpleType.FLOAT64;
          case ROW_NUMBER, RANK, DENSE_RANK, NTILE -> SimpleType.INT64;
        };
    return column(windows.add(keys, new WindowCall.Rank(function, shares, type, name())));
  }

  private Count shares() {
    Count shares = count(0, 1);
    if (shares instanceof Count.Fixed fixed && fixed.number() < 1) {
      WeftException e =
          WeftException.of(ErrorCode.INVALID_VALUE, "NTILE into " + fixed.number() + " shares")
              .hint("give a number from 1");
      throw place().position().map(e::at).orElse(e);
    }
    return shares;
  }

  /**
   * A number, which may differ from row to row.
   *
   * @param sign 1, or -1 for the number with the other sign
   */
  private Count count(int index, int sign) {
    RexNode operand = operand(index);
    if (operand instanceof RexLiteral literal && !literal.isNull()) {
      BigDecimal number = literal.getValueAs(BigDecimal.class);
      return new Count.Fixed(sign * number.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }
    Expression number = windows.expressions().as(operand, SimpleType.INT64);
    return new Count.OfRow(
        windows.column(sign < 0 ? Call.of(Function.NEGATE, SimpleType.INT64, number) : number));
  }

  private NullTreatment nulls() {
    return over.ignoreNulls() ? NullTreatment.IGNORE : NullTreatment.RESPECT;
  }

  private Result shift(int direction) {
    int count = over.getOperands().size();
    Count rows = count > 1 ? count(1, direction) : new Count.Fixed(direction);
    DataType type = SqlTypes.toWeft(over.getType());
    int argument = windows.column(windows.expressions().as(over.getOperands().get(0), type));
    OptionalInt otherwise =
        count > 2
            ? OptionalInt.of(
                windows.column(windows.expressions().as(over.getOperands().get(2), type)))
            : OptionalInt.empty();
    return column(
        windows.add(keys, new WindowCall.Shift(argument, rows, otherwise, nulls(), type, name())));
  }

  private Result pick(PickFunction function) {
    int argument = argument(0);
    Count nth = function == PickFunction.NTH_VALUE ? count(1, 1) : new Count.Fixed(1);
    return column(
        windows.add(
            keys,
            new WindowCall.Pick(
                function, argument, nth, nulls(), frame, windows.type(argument), name())));
  }

  private Result mean() {
    DataType type = SqlTypes.toWeft(over.getType());
    Made sum = add(Aggregate.SUM);
    Made count = count();
    return columns ->
        Call.of(
            Function.DIVIDE,
            type,
            Casts.to(columns.apply(sum), type),
            Casts.to(columns.apply(count), type));
  }

  private Result timeMean() {
    DataType type = SqlTypes.toWeft(over.getType());
    int micros = windows.column(TimeMeans.micros(windows.expressions().of(operand(0))));
    Made sum = add(Aggregate.SUM, OptionalInt.of(micros), sumType(SimpleType.INT64));
    Made count = count();
    return made -> TimeMeans.mean(made.apply(sum), made.apply(count), type);
  }

  /** SUM and AVG of intervals; nothing for other functions. */
  private Optional<Result> ofIntervals(SqlKind kind) {
    if (kind != SqlKind.SUM && kind != SqlKind.AVG) {
      return Optional.empty();
    }
    if (over.isDistinct()) {
      throw ExpressionTranslation.unsupported(kind + "(DISTINCT interval) over a window");
    }
    Expression interval = windows.expressions().of(operand(0));
    List<Made> sums = new ArrayList<>();
    for (String part : IntervalSums.PARTS) {
      int column = windows.column(IntervalSums.part(part, interval));
      sums.add(add(Aggregate.SUM, OptionalInt.of(column), sumType(SimpleType.INT64)));
    }
    if (kind == SqlKind.SUM) {
      return Optional.of(made -> IntervalSums.sum(sums.stream().map(made).toList()));
    }
    Made count = count();
    return Optional.of(
        made -> IntervalSums.mean(sums.stream().map(made).toList(), made.apply(count)));
  }

  private Result sumOrZero() {
    Made made = add(Aggregate.SUM);
    return columns -> {
      Expression sum = columns.apply(made);
      Expression zero = Casts.to(new Literal(SimpleType.INT32, new Value.Int(0)), sum.type());
      return Call.of(Function.COALESCE, sum.type(), sum, zero);
    };
  }

  private Made aggregate() {
    return switch (over.getAggOperator().getKind()) {
      case COUNT -> count();
      case SUM -> add(Aggregate.SUM);
      case ANY_VALUE -> add(Aggregate.ANY_VALUE);
      default ->
          throw ExpressionTranslation.unsupported(
              over.getAggOperator().getName() + " over a window");
    };
  }

  private Result extreme(Aggregate function) {
    Expression value = windows.expressions().of(operand(0));
    if (!WindowSortKeys.isNeeded(value.type())) {
      return column(add(function));
    }
    int keys = windows.column(WindowSortKeys.whole(value));
    return restored(add(function, OptionalInt.of(keys), windows.type(keys)), value.type());
  }

  private static Result restored(Made keys, DataType type) {
    return columns -> WindowSortKeys.restored(columns.apply(keys), type);
  }

  private Result library(LibraryAggregate library) {
    List<DataType> types = new ArrayList<>();
    for (int i = 0; i < over.getOperands().size(); i++) {
      types.add(windows.type(argument(i)));
    }
    List<DataType> given = library.given(types);
    List<Integer> arguments = new ArrayList<>();
    Aggregate function = library.function().aggregate();
    DataType type = library.result(types);
    boolean isOfLengths =
        !given.isEmpty() && !library.givesLists() && library.isOfLengths(given.get(0));
    boolean isOfKeys = false;
    for (int i = 0; i < given.size(); i++) {
      Expression value = windows.expressions().as(operand(i), given.get(i));
      if (isOfLengths) {
        value = WindowSortKeys.key(value);
      } else if (WindowSortKeys.isNeeded(value.type())) {
        WindowSortKeys.Form form = WindowSortKeys.form(function, i, distinctness(function));
        isOfKeys |= form == WindowSortKeys.Form.WHOLE;
        value = compared(value, form);
      }
      arguments.add(windows.column(value));
    }
    if (isOfKeys && !type.equals(given.get(0))) {
      throw WindowSortKeys.refused(library.getName(), given.get(0));
    }
    Made made =
        add(
            new AggregateCall(
                function,
                arguments,
                library.parameters(),
                function.dependsOnOrder() ? order() : List.of(),
                filter(),
                distinctness(function),
                isOfKeys || isOfLengths ? windows.type(arguments.get(0)) : type,
                library.getName() + "()"));
    if (isOfLengths) {
      return columns -> WindowSortKeys.ofLength(columns.apply(made));
    }
    return isOfKeys ? restored(made, type) : column(made);
  }

  private Expression compared(Expression value, WindowSortKeys.Form form) {
    return switch (form) {
      case VALUE -> value;
      case NORMAL -> WindowSortKeys.normal(value);
      case KEY -> WindowSortKeys.key(value);
      case WHOLE -> WindowSortKeys.whole(value);
      case REFUSED -> throw WindowSortKeys.refused(over.getAggOperator().getName(), value.type());
    };
  }

  private Distinctness distinctness(Aggregate function) {
    boolean isDistinct = over.isDistinct() && !function.ignoresDuplicates();
    return isDistinct ? Distinctness.DISTINCT : Distinctness.ALL;
  }

  private Made add(AggregateCall call) {
    return windows.add(keys, new WindowCall.Over(call.at(place()), frame));
  }

  private Made count() {
    if (over.getOperands().size() > 1) {
      List<Integer> arguments = new ArrayList<>();
      for (int i = 0; i < over.getOperands().size(); i++) {
        Expression value = windows.expressions().of(operand(i));
        arguments.add(windows.column(WindowSortKeys.counted(value)));
      }
      return add(
          new AggregateCall(
              Aggregate.COUNT,
              arguments,
              List.of(),
              List.of(),
              filter(),
              distinctness(Aggregate.COUNT),
              SimpleType.INT64,
              "count()"));
    }
    boolean countsRows =
        over.getOperands().isEmpty()
            || (!over.isDistinct() && (isNumber(operand(0)) || windows.isRequired(argument(0))));
    return countsRows
        ? add(Aggregate.COUNT_ALL, OptionalInt.empty(), SimpleType.INT64)
        : add(Aggregate.COUNT);
  }

  private static boolean isNumber(RexNode node) {
    return node instanceof RexLiteral literal && !literal.isNull();
  }

  private Made add(Aggregate function) {
    int argument = compared(function);
    DataType in = windows.type(argument);
    if (function == Aggregate.SUM && AggregateTranslation.isCounted(in)) {
      in = SimpleType.INT64;
      argument = windows.column(Casts.to(windows.expressions().of(operand(0)), in));
    }
    DataType type =
        switch (function) {
          case COUNT, COUNT_ALL -> SimpleType.INT64;
          case SUM -> sumType(in);
          default -> in;
        };
    return add(function, OptionalInt.of(argument), type);
  }

  /** The first argument; where equal values count once, in a form that they share. */
  private int compared(Aggregate function) {
    Expression value = windows.expressions().of(operand(0));
    return windows.column(
        distinctness(function) == Distinctness.DISTINCT ? WindowSortKeys.counted(value) : value);
  }

  private static DataType sumType(DataType argument) {
    if (argument.kind() == TypeKind.FLOAT32 || argument.kind() == TypeKind.FLOAT64) {
      return SimpleType.FLOAT64;
    }
    int scale = argument instanceof DecimalType decimal ? decimal.scale() : 0;
    return new DecimalType(DecimalType.MAX_PRECISION, scale);
  }

  private Made add(Aggregate function, OptionalInt argument, DataType type) {
    String word =
        function == Aggregate.COUNT_ALL ? "count" : function.name().toLowerCase(Locale.ROOT);
    String of = argument.isEmpty() ? "*" : windows.name(argument.getAsInt());
    return add(
        new AggregateCall(
            function, argument, filter(), distinctness(function), type, word + "(" + of + ")"));
  }
}
