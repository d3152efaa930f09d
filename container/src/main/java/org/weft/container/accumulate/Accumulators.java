package org.weft.container.accumulate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.OperatorMeter;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Layout;

/** Makes the {@link Accumulator} of a call. There is one for every aggregate. */
public final class Accumulators {
  private static final String OWNER = "aggregation";

  private final Schema input;
  private final ExecutionContext context;
  private final Supplier<MemoryScope> scopes;
  private final Optional<GroupMemory> spilling;

  /** Aggregates over batches of this schema that keep in memory what they keep. */
  public Accumulators(Schema input, ExecutionContext context) {
    this(input, context, () -> context.pool().scope(OWNER), Optional.empty());
  }

  private Accumulators(
      Schema input,
      ExecutionContext context,
      Supplier<MemoryScope> scopes,
      Optional<GroupMemory> spilling) {
    this.input = input;
    this.context = context;
    this.scopes = scopes;
    this.spilling = spilling;
  }

  /**
   * Aggregates whose group may be larger than memory: what they keep of it goes to disk then. Made
   * for one result a group: every further one reads all from there again.
   */
  public static Accumulators spilling(Schema input, ExecutionContext context, GroupMemory group) {
    return new Accumulators(input, context, () -> context.pool().scope(OWNER), Optional.of(group));
  }

  /**
   * Aggregates whose memory is that of the scope; they are not closed but go with it. For rows that
   * come in the order they are wanted: {@link #ofOrderedRows}.
   */
  public static Accumulators within(Schema input, MemoryScope scope) {
    return new Accumulators(input, null, () -> scope, Optional.empty());
  }

  /** The aggregate with its filter, distinctness and order. The caller closes it. */
  public Accumulator of(AggregateCall call) {
    return filtered(call, ordered(call));
  }

  /** The aggregate of rows that come in the order it wants them. The caller closes it. */
  public Accumulator ofOrderedRows(AggregateCall call) {
    return filtered(call, inOrder(call));
  }

  private static Accumulator filtered(AggregateCall call, Accumulator inner) {
    return call.filter().isEmpty()
        ? inner
        : new FilteredAccumulator(call.filter().getAsInt(), inner);
  }

  private Accumulator ordered(AggregateCall call) {
    if (!wantsOrder(call)) {
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
        new RowSort(schema, narrow.order(), context, meter(schema)),
        over(schema).inOrder(narrow));
  }

  private OperatorMeter meter(Schema schema) {
    return spilling
        .map(GroupMemory::meter)
        .orElseGet(
            () -> context.meter(new PhysicalPlan.Values(List.of(), schema, new Estimate(0, 0))));
  }

  private static boolean wantsOrder(AggregateCall call) {
    return !call.order().isEmpty() && call.function().dependsOnOrder();
  }

  private Accumulators over(Schema schema) {
    return new Accumulators(schema, context, scopes, spilling);
  }

  /** The aggregate of rows in its order, which must stay so. */
  private Accumulator inOrder(AggregateCall call) {
    if (!wantsOrder(call)) {
      return distinct(call);
    }
    if (!seesDuplicates(call)) {
      return plain(call);
    }
    return neighbours(call)
        ? new NeighbourDistinctAccumulator(call.arguments(), input, plain(call), scope())
        : heldDistinct(call, scope());
  }

  /** True if rows with equal arguments are neighbours in the order of the call. */
  private static boolean neighbours(AggregateCall call) {
    Set<Integer> arguments = new HashSet<>(call.arguments());
    int leading = Math.min(arguments.size(), call.order().size());
    Set<Integer> ordered = new HashSet<>();
    call.order().subList(0, leading).forEach(key -> ordered.add(key.ordinal()));
    return ordered.equals(arguments);
  }

  private static boolean seesDuplicates(AggregateCall call) {
    return call.isDistinct() && !call.function().ignoresDuplicates();
  }

  private DistinctAccumulator heldDistinct(AggregateCall call, MemoryScope scope) {
    List<DataType> types = call.arguments().stream().map(input::type).toList();
    return new DistinctAccumulator(call.arguments(), types, plain(call), scope);
  }

  private Accumulator distinct(AggregateCall call) {
    if (!seesDuplicates(call)) {
      return plain(call);
    }
    MemoryScope kept = scope();
    DistinctAccumulator held = heldDistinct(call, kept);
    if (spilling.isEmpty()) {
      return held;
    }
    Schema schema = input.select(call.arguments());
    Accumulator spilled = over(schema).plain(call.moved(call.arguments()::indexOf));
    return new SpillingDistinctAccumulator(
        call.arguments(), held, overflow(schema, kept), spilled, scope());
  }

  private Overflow overflow(Schema schema, MemoryScope kept) {
    return spilling.orElseThrow().overflow(schema, kept);
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
      case QUANTILE_CONT, QUANTILE_DISC -> quantile(call, first);
      case MODE ->
          new ModeAccumulator(
              counts(first), input.type(first), call.parameters().isEmpty() ? -1 : 1, scope());
      case ENTROPY -> new EntropyAccumulator(counts(first));
      case MAD -> new DeviationAccumulator(first, scope());
      case STRING_AGG -> new StringAccumulator(first, separator(call), scope());
      case LIST -> new ListAccumulator(first, (ListType) call.type(), scope());
      case LIST_CONCAT -> new ListConcatAccumulator(first, (ListType) call.type(), scope());
      case MIN_N, MAX_N, ARG_MIN_N, ARG_MAX_N ->
          new BestAccumulator(
              call, input.type(call.arguments().get(call.arguments().size() - 1)), scope());
      case TOP_K -> CountsAccumulator.topK(call, heldCounts(first, scope()), scope());
      case HISTOGRAM -> CountsAccumulator.histogram(call, heldCounts(first, scope()), scope());
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

  private Accumulator quantile(AggregateCall call, int column) {
    DataType type = input.type(column);
    Layout layout = Layout.of(type);
    MemoryScope scope = scope();
    HeldRanking held =
        layout.width() > Long.BYTES
            ? new WideRanking(layout, scope)
            : new NumberRanking(layout, scope);
    if (spilling.isEmpty()) {
      return new QuantileAccumulator(call, type, held, scope);
    }
    Schema schema = input.select(List.of(column));
    Ranking ranking = new SpillingRanking(layout, held, overflow(schema, scope), scope);
    return new QuantileAccumulator(call, type, ranking, scope);
  }

  private HeldCounts heldCounts(int column, MemoryScope scope) {
    return new HeldCounts(column, input.type(column), scope);
  }

  private ValueCounts counts(int column) {
    MemoryScope kept = scope();
    HeldCounts held = heldCounts(column, kept);
    if (spilling.isEmpty()) {
      return held;
    }
    DataType type = input.type(column);
    Overflow overflow = overflow(SpillingCounts.schema(type), kept);
    return new SpillingCounts(column, type, held, overflow, scope());
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
