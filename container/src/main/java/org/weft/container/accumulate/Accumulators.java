package org.weft.container.accumulate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.TypeKind;

/** Makes the {@link Accumulator} of a call. There is one for every aggregate. */
public final class Accumulators {
  private static final String OWNER = "aggregation";

  private final Schema input;
  private final ExecutionContext context;
  private final Supplier<MemoryScope> scopes;

  /** Aggregates over batches of this schema. */
  public Accumulators(Schema input, ExecutionContext context) {
    this.input = input;
    this.context = context;
    this.scopes = () -> context.pool().scope(OWNER);
  }

  private Accumulators(Schema input, Supplier<MemoryScope> scopes) {
    this.input = input;
    this.context = null;
    this.scopes = scopes;
  }

  /**
   * Aggregates whose memory is that of the scope; they are not closed but go with it. For rows that
   * come in the order they are wanted: {@link #ofOrderedRows}.
   */
  public static Accumulators within(Schema input, MemoryScope scope) {
    return new Accumulators(input, () -> scope);
  }

  /** The aggregate with its filter, distinctness and order. The caller closes it. */
  public Accumulator of(AggregateCall call) {
    return filtered(call, ordered(call));
  }

  /** The aggregate of rows that come in the order it wants them. The caller closes it. */
  public Accumulator ofOrderedRows(AggregateCall call) {
    return filtered(call, distinct(call));
  }

  private static Accumulator filtered(AggregateCall call, Accumulator inner) {
    return call.filter().isEmpty()
        ? inner
        : new FilteredAccumulator(call.filter().getAsInt(), inner);
  }

  private Accumulator ordered(AggregateCall call) {
    if (call.order().isEmpty() || !call.function().dependsOnOrder()) {
      return distinct(call);
    }
    List<Integer> columns = new ArrayList<>(call.arguments());
    call.order().stream()
        .map(SortKey::ordinal)
        .filter(ordinal -> !columns.contains(ordinal))
        .distinct()
        .forEach(columns::add);
    AggregateCall narrow =
        call.over(call.arguments(), OptionalInt.empty(), call.distinctness())
            .moved(columns::indexOf);
    Schema schema = input.select(columns);
    return new OrderedAccumulator(
        columns,
        schema,
        narrow.order(),
        new Accumulators(schema, context).distinct(narrow),
        context);
  }

  private Accumulator distinct(AggregateCall call) {
    boolean sees = call.isDistinct() && !call.function().ignoresDuplicates();
    if (!sees) {
      return plain(call);
    }
    List<DataType> types = call.arguments().stream().map(input::type).toList();
    return new DistinctAccumulator(call.arguments(), types, plain(call), scope());
  }

  private Accumulator plain(AggregateCall call) {
    int first = call.argument().orElse(0);
    return switch (call.function()) {
      case COUNT_ALL, COUNT -> new CountAccumulator(call.arguments());
      case SUM ->
          isReal(first)
              ? new RealSumAccumulator(first)
              : new IntegerSumAccumulator(first, call.type());
      case AVG -> new MeanAccumulator(first, input.type(first));
      case MIN -> ExtremeAccumulator.min(first, call.type(), scope());
      case MAX -> ExtremeAccumulator.max(first, call.type(), scope());
      case ANY_VALUE -> pick(call, PickAccumulator.Choice.FIRST_VALUE);
      case BIT_AND, BIT_OR, BIT_XOR -> new BitsAccumulator(call.function(), first);
      case PRODUCT -> new ProductAccumulator(first);
      case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP, SEM, SKEWNESS, KURTOSIS, KURTOSIS_POP ->
          new MomentsAccumulator(call.function(), first, scope());
      case COVAR_POP,
          COVAR_SAMP,
          CORR,
          REGR_AVGX,
          REGR_AVGY,
          REGR_COUNT,
          REGR_INTERCEPT,
          REGR_R2,
          REGR_SLOPE,
          REGR_SXX,
          REGR_SXY,
          REGR_SYY ->
          new PairMomentsAccumulator(call, scope());
      case ARG_MIN -> argExtreme(call, -1);
      case ARG_MAX -> argExtreme(call, 1);
      case QUANTILE_CONT, QUANTILE_DISC ->
          new QuantileAccumulator(call, input.type(first), scope());
      case MODE -> new ModeAccumulator(counts(first), call.parameters().isEmpty() ? -1 : 1);
      case ENTROPY -> new EntropyAccumulator(counts(first));
      case MAD -> new DeviationAccumulator(first, scope());
      case STRING_AGG -> new StringAccumulator(first, separator(call), scope());
      case LIST -> new ListAccumulator(first, (ListType) call.type(), scope());
      case LIST_CONCAT -> new ListConcatAccumulator(first, (ListType) call.type(), scope());
      case MIN_N, MAX_N, ARG_MIN_N, ARG_MAX_N ->
          new BestAccumulator(
              call, input.type(call.arguments().get(call.arguments().size() - 1)), scope());
      case TOP_K -> CountsAccumulator.topK(call, counts(first), scope());
      case HISTOGRAM -> CountsAccumulator.histogram(call, counts(first), scope());
      case MAP -> new MapAccumulator(call, scope());
      case APPROX_COUNT_DISTINCT -> new DistinctSketchAccumulator(first, input.type(first));
      case APPROX_QUANTILE -> new QuantileSketchAccumulator(call, scope());
      case HLL_SKETCH -> new HllSketchAccumulator(call);
      case HLL_UNION -> new HllUnionAccumulator(call);
      case BINS -> new BinsAccumulator(call, scope());
      case FIRST -> pick(call, PickAccumulator.Choice.FIRST);
      case LAST -> pick(call, PickAccumulator.Choice.LAST);
      case SINGLE_VALUE -> new SingleAccumulator(first, call.type(), scope());
    };
  }

  private Accumulator pick(AggregateCall call, PickAccumulator.Choice choice) {
    return new PickAccumulator(call.argument().getAsInt(), call.type(), choice, scope());
  }

  private Accumulator argExtreme(AggregateCall call, int sign) {
    return new ArgExtremeAccumulator(call, input.type(call.arguments().get(1)), sign, scope());
  }

  private ValueCounts counts(int column) {
    return new ValueCounts(column, input.type(column), scope());
  }

  private static String separator(AggregateCall call) {
    return ((Value.Text) call.parameters().get(0).value()).value();
  }

  private boolean isReal(int column) {
    TypeKind kind = input.type(column).kind();
    return kind == TypeKind.FLOAT32 || kind == TypeKind.FLOAT64;
  }

  private MemoryScope scope() {
    return scopes.get();
  }
}
