package org.weft.planner.physical;

import java.util.List;
import org.weft.planner.expr.SortKey;
import org.weft.planner.setting.KnownSettings;

/**
 * Where rows are and how they get elsewhere. In one process all rows are in one place, and nothing
 * ever moves.
 */
final class Exchanges {
  /** Estimated bytes of one partition where there are enough of them. */
  private static final double PARTITION_BYTES = 64L << 20;

  private static final int MAX_PARTITIONS = 4_096;

  private final PlanTarget target;

  Exchanges(PlanTarget target) {
    this.target = target;
  }

  /** True if rows are spread over tasks at all. */
  boolean moveRows() {
    return target.deployment() == PlanTarget.Deployment.TASKS;
  }

  Placement placement(Lowered input) {
    return moveRows() ? Placement.of(input.plan()) : new Placement.One();
  }

  /** True if one task has all rows. */
  boolean isOne(Lowered input) {
    return placement(input) instanceof Placement.One;
  }

  /** The partitions for so many bytes to go through a shuffle. */
  int partitions(double bytes) {
    int wanted = target.settings().get(KnownSettings.NUM_PARTITIONS);
    if (wanted > 0) {
      return wanted;
    }
    double bySize = Math.ceil(bytes / PARTITION_BYTES);
    return (int) Math.min(MAX_PARTITIONS, Math.max(target.slots(), bySize));
  }

  /** True if so few bytes that one task has them sooner than several would. */
  boolean isSmall(double bytes, long limit) {
    return target.settings().get(KnownSettings.NUM_PARTITIONS) <= 0 && bytes <= limit;
  }

  /** True if rows with equal keys are in one task already. */
  boolean areTogether(List<Integer> keys, Lowered input) {
    Placement placement = placement(input);
    return placement instanceof Placement.One
        || placement instanceof Placement.Hashed hashed
            && hashed.keys().stream().anyMatch(keys::containsAll);
  }

  /** Brings rows with equal keys together, in one task if they are fewer bytes than that. */
  Lowered meet(Lowered input, List<Integer> keys, long small) {
    return keys.isEmpty() || isSmall(input.bytes(), small)
        ? gather(input)
        : hash(input, keys, partitions(input.bytes()));
  }

  /** Brings rows with equal keys together. */
  Lowered hash(Lowered input, List<Integer> keys, int partitions) {
    return partitions == 1
        ? gather(input)
        : exchange(input, new Distribution.Hash(keys, partitions));
  }

  /** Orders the partitions; each has still to be sorted. */
  Lowered range(Lowered input, List<SortKey> keys, int partitions) {
    return partitions == 1
        ? gather(input)
        : exchange(input, new Distribution.Range(keys, partitions));
  }

  /** Brings all rows to one task. */
  Lowered gather(Lowered input) {
    return isOne(input) ? input : exchange(input, new Distribution.Gather());
  }

  /** Brings all rows to every task; what is written in the plan is there already. */
  Lowered broadcast(Lowered input) {
    return input.plan() instanceof PhysicalPlan.Values
        ? input
        : exchange(input, new Distribution.Broadcast());
  }

  /** Puts the rows of one task where a stage of several tasks reads them exactly once. */
  Lowered isolated(Lowered input) {
    return exchange(input, new Distribution.Hash(List.of(), 1));
  }

  private static Lowered exchange(Lowered input, Distribution distribution) {
    return new Lowered(
        new PhysicalPlan.Exchange(input.plan(), distribution, input.plan().estimate()),
        input.widths());
  }
}
