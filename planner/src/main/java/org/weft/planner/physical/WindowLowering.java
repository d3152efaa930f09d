package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.weft.planner.expr.RankLimit;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.expr.WindowCall.RankFunction;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/**
 * Plans windows that stand on each other: those that one order of the rows can serve share an
 * exchange and a sort.
 */
final class WindowLowering {
  /** Inputs of fewer bytes are brought to one task. */
  private static final long SMALL_INPUT_BYTES = 16L << 20;

  /** The bound of more rows is not kept for each partition. */
  private static final long MOST_ROWS_OF_PARTITION = 1_000;

  /** The bound of more rows is not kept for all. */
  private static final long MOST_ROWS = 100_000;

  /** More groups of peers are not told apart. */
  private static final long MOST_GROUPS = 100;

  private final Exchanges exchanges;

  /** Windows to plan, lowest first. */
  private final List<LogicalPlan.Window> waiting = new ArrayList<>();

  /** Where the columns of the logical plan lie in the physical one; null until computed. */
  private final List<Integer> positions = new ArrayList<>();

  private Lowered plan;

  WindowLowering(Exchanges exchanges) {
    this.exchanges = exchanges;
  }

  /** The lowest plan under a window that is not itself a window. */
  static LogicalPlan base(LogicalPlan.Window window) {
    LogicalPlan base = window;
    while (base instanceof LogicalPlan.Window over) {
      base = over.input();
    }
    return base;
  }

  /**
   * Plans a window and the windows it stands on.
   *
   * @param input the plan of {@link #base}
   */
  Lowered windows(LogicalPlan.Window top, Lowered input) {
    for (LogicalPlan node = top; node instanceof LogicalPlan.Window w; node = w.input()) {
      waiting.add(0, w);
    }
    plan =
        top.limit().filter(limit -> isWorthIt(limit, top)).isPresent() ? first(top, input) : input;
    IntStream.range(0, input.schema().size()).forEach(positions::add);
    for (int i = input.schema().size(); i < top.schema().size(); i++) {
      positions.add(null);
    }
    while (!waiting.isEmpty()) {
      addRun();
    }
    boolean isMoved = !positions.equals(IntStream.range(0, positions.size()).boxed().toList());
    return isMoved ? plan.select(positions) : plan;
  }

  /** True if what must be kept for each partition is little. */
  private static boolean isWorthIt(RankLimit limit, LogicalPlan.Window window) {
    long most =
        limit.function() == RankFunction.DENSE_RANK
            ? MOST_GROUPS
            : window.partitionKeys().isEmpty() ? MOST_ROWS : MOST_ROWS_OF_PARTITION;
    return limit.limit() <= most;
  }

  /** Rows that are not needed go before they are moved and sorted. */
  private static Lowered first(LogicalPlan.Window window, Lowered input) {
    RankLimit limit = window.limit().orElseThrow();
    boolean isOfAll =
        window.partitionKeys().isEmpty() && limit.function() == RankFunction.ROW_NUMBER;
    double rows = isOfAll ? Math.min(input.rows(), limit.limit()) : input.rows();
    return new Lowered(
        new PhysicalPlan.PartitionTop(
            input.plan(),
            window.partitionKeys(),
            window.orderKeys(),
            limit,
            Lowered.estimate(rows, input.widths())),
        input.widths());
  }

  /** Plans the lowest window, and with it all that its order can serve too. */
  private void addRun() {
    LogicalPlan.Window first = waiting.remove(0);
    List<LogicalPlan.Window> run = new ArrayList<>(List.of(first));
    KeyBlocks blocks = blocks(first);
    List<Integer> together = first.partitionKeys();
    for (LogicalPlan.Window other : List.copyOf(waiting)) {
      Optional<KeyBlocks> both =
          isComputable(other) && mayMeet(together, other.partitionKeys())
              ? blocks.and(blocks(other))
              : Optional.empty();
      if (both.isPresent()) {
        blocks = both.get();
        together =
            other.partitionKeys().size() < together.size() ? other.partitionKeys() : together;
        run.add(other);
        waiting.remove(other);
      }
    }
    List<Integer> meetBy = together.stream().map(positions::get).toList();
    Lowered moved = together(meetBy);
    plan =
        new Lowered(
            new PhysicalPlan.GroupedSort(
                moved.plan(), meetBy.size(), blocks.sortKeys(), moved.plan().estimate()),
            moved.widths());
    run.forEach(this::add);
  }

  private KeyBlocks blocks(LogicalPlan.Window window) {
    return KeyBlocks.of(
        window.partitionKeys().stream().map(positions::get).toList(), moved(window.orderKeys()));
  }

  private List<SortKey> moved(List<SortKey> keys) {
    return keys.stream()
        .map(key -> new SortKey(positions.get(key.ordinal()), key.direction(), key.nulls()))
        .toList();
  }

  /** True if all columns that a window uses are there. */
  private boolean isComputable(LogicalPlan.Window window) {
    return window.partitionKeys().stream().allMatch(key -> positions.get(key) != null)
        && window.orderKeys().stream().allMatch(key -> positions.get(key.ordinal()) != null)
        && window.calls().stream()
            .allMatch(call -> call.columns().stream().allMatch(c -> positions.get(c) != null));
  }

  /** One partition of everything is not worth bringing all other partitions to one task. */
  private boolean mayMeet(List<Integer> some, List<Integer> others) {
    return !exchanges.moveRows() || some.isEmpty() == others.isEmpty();
  }

  private Lowered together(List<Integer> keys) {
    Placement placement = exchanges.placement(plan);
    boolean are =
        placement instanceof Placement.One
            || placement instanceof Placement.Hashed hashed
                && hashed.keys().stream().anyMatch(keys::containsAll);
    if (are) {
      return plan;
    }
    return keys.isEmpty() || exchanges.isSmall(plan.bytes(), SMALL_INPUT_BYTES)
        ? exchanges.gather(plan)
        : exchanges.hash(plan, keys, exchanges.partitions(plan.bytes()));
  }

  private void add(LogicalPlan.Window window) {
    int before = plan.schema().size();
    List<Field> fields = new ArrayList<>(plan.schema().fields());
    List<Double> widths = new ArrayList<>(plan.widths());
    int firstCall = window.input().schema().size();
    List<WindowCall> calls = new ArrayList<>();
    for (int i = 0; i < window.calls().size(); i++) {
      calls.add(window.calls().get(i).moved(positions::get));
      fields.add(window.schema().field(firstCall + i));
      widths.add(RowWidth.of(window.calls().get(i).type()));
    }
    plan =
        new Lowered(
            new PhysicalPlan.Window(
                plan.plan(),
                window.partitionKeys().stream().map(positions::get).toList(),
                moved(window.orderKeys()),
                calls,
                new Schema(fields),
                Lowered.estimate(plan.rows(), widths)),
            widths);
    for (int i = 0; i < calls.size(); i++) {
      positions.set(firstCall + i, before + i);
    }
  }
}
