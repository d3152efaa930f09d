package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.weft.planner.expr.Column;

/** Derives the {@link Placement} of a plan's rows, bottom-up. */
final class PlacementVisitor implements PhysicalVisitor<Placement> {
  private static final Placement ONE = new Placement.One();
  private static final Placement SPREAD = new Placement.Spread();
  private static final int ABSENT = -1;

  @Override
  public Placement scan(PhysicalPlan.Scan scan) {
    return scan.tasks().size() <= 1 ? ONE : SPREAD;
  }

  @Override
  public Placement values(PhysicalPlan.Values values) {
    return ONE;
  }

  @Override
  public Placement filter(PhysicalPlan.Filter filter) {
    return filter.input().accept(this);
  }

  @Override
  public Placement project(PhysicalPlan.Project project) {
    return moved(
        project.input().accept(this),
        ordinal -> {
          for (int i = 0; i < project.expressions().size(); i++) {
            if (project.expressions().get(i) instanceof Column column
                && column.ordinal() == ordinal) {
              return i;
            }
          }
          return ABSENT;
        });
  }

  @Override
  public Placement unnest(PhysicalPlan.Unnest unnest) {
    return moved(unnest.input().accept(this), unnest.kept()::indexOf);
  }

  @Override
  public Placement hashAggregate(PhysicalPlan.HashAggregate aggregate) {
    return moved(aggregate.input().accept(this), aggregate.keys()::indexOf);
  }

  @Override
  public Placement sortedAggregate(PhysicalPlan.SortedAggregate aggregate) {
    return moved(aggregate.input().accept(this), aggregate.keys()::indexOf);
  }

  @Override
  public Placement hashJoin(PhysicalPlan.HashJoin join) {
    Placement probe = join.probe().accept(this);
    Placement build = join.build().accept(this);
    int shift = join.type().emitsPairs() ? join.probe().schema().size() : 0;
    return switch (join.type()) {
      case PROBE_OUTER, PROBE_SEMI, PROBE_ANTI, PROBE_MARK -> probe;
      case INNER -> equated(probe, join, shift);
      case BUILD_OUTER, BUILD_SEMI, BUILD_ANTI -> moved(build, ordinal -> ordinal + shift);
      case FULL -> probe instanceof Placement.One && build instanceof Placement.One ? ONE : SPREAD;
    };
  }

  @Override
  public Placement mergeJoin(PhysicalPlan.MergeJoin join) {
    return join.pairs().accept(this);
  }

  /** An inner join's keys are equal on both sides: what holds for one holds for the other. */
  private static Placement equated(Placement probe, PhysicalPlan.HashJoin join, int shift) {
    if (!(probe instanceof Placement.Hashed hashed)) {
      return probe;
    }
    Set<List<Integer>> keys = new LinkedHashSet<>(hashed.keys());
    for (List<Integer> list : hashed.keys()) {
      if (join.probeKeys().containsAll(list)) {
        keys.add(
            list.stream()
                .map(key -> join.buildKeys().get(join.probeKeys().indexOf(key)) + shift)
                .toList());
      }
    }
    return new Placement.Hashed(List.copyOf(keys), hashed.partitions());
  }

  @Override
  public Placement sort(PhysicalPlan.Sort sort) {
    return sort.input().accept(this);
  }

  @Override
  public Placement groupedSort(PhysicalPlan.GroupedSort sort) {
    return sort.input().accept(this);
  }

  @Override
  public Placement window(PhysicalPlan.Window window) {
    return window.input().accept(this);
  }

  @Override
  public Placement partitionTop(PhysicalPlan.PartitionTop top) {
    return top.input().accept(this);
  }

  @Override
  public Placement topN(PhysicalPlan.TopN topN) {
    return topN.input().accept(this);
  }

  @Override
  public Placement limit(PhysicalPlan.Limit limit) {
    return limit.input().accept(this);
  }

  @Override
  public Placement unionAll(PhysicalPlan.UnionAll union) {
    List<Placement> inputs = union.inputs().stream().map(input -> input.accept(this)).toList();
    if (inputs.stream().allMatch(Placement.One.class::isInstance)) {
      return ONE;
    }
    return common(inputs).orElse(SPREAD);
  }

  private static Optional<Placement> common(List<Placement> inputs) {
    if (!(inputs.get(0) instanceof Placement.Hashed first)) {
      return Optional.empty();
    }
    List<List<Integer>> keys = new ArrayList<>(first.keys());
    for (Placement input : inputs) {
      if (!(input instanceof Placement.Hashed hashed)
          || hashed.partitions() != first.partitions()) {
        return Optional.empty();
      }
      keys.retainAll(hashed.keys());
    }
    return keys.isEmpty()
        ? Optional.empty()
        : Optional.of(new Placement.Hashed(keys, first.partitions()));
  }

  @Override
  public Placement shared(PhysicalPlan.Shared shared) {
    return shared.input().accept(this);
  }

  @Override
  public Placement recursion(PhysicalPlan.Recursion recursion) {
    return ONE;
  }

  @Override
  public Placement workingTable(PhysicalPlan.WorkingTable table) {
    return ONE;
  }

  @Override
  public Placement exchange(PhysicalPlan.Exchange exchange) {
    Distribution distribution = exchange.distribution();
    if (distribution instanceof Distribution.Hash hash && !hash.keys().isEmpty()) {
      return new Placement.Hashed(List.of(hash.keys()), hash.partitions());
    }
    return distribution instanceof Distribution.Hash || distribution instanceof Distribution.Range
        ? SPREAD
        : ONE;
  }

  @Override
  public Placement shuffleRead(PhysicalPlan.ShuffleRead read) {
    throw new IllegalStateException("a plan that is cut already");
  }

  @Override
  public Placement write(PhysicalPlan.Write write) {
    return write.input().accept(this) instanceof Placement.One ? ONE : SPREAD;
  }

  @Override
  public Placement commit(PhysicalPlan.Commit commit) {
    return ONE;
  }

  private static Placement moved(Placement placement, IntUnaryOperator newOrdinal) {
    if (!(placement instanceof Placement.Hashed hashed)) {
      return placement;
    }
    List<List<Integer>> keys = new ArrayList<>();
    for (List<Integer> list : hashed.keys()) {
      List<Integer> moved = list.stream().map(newOrdinal::applyAsInt).toList();
      if (!moved.contains(ABSENT)) {
        keys.add(moved);
      }
    }
    return keys.isEmpty() ? SPREAD : new Placement.Hashed(keys, hashed.partitions());
  }
}
