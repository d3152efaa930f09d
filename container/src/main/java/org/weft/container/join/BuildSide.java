package org.weft.container.join;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.hash.KeyLayout;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashJoin.NullKeys;
import org.weft.planner.type.DataType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Batch;

/** Collects the build rows per thread, then makes the table. */
final class BuildSide implements Sink {
  private final PhysicalPlan.HashJoin node;
  private final JoinLimits limits;
  private final BuildLayout layout;
  private final MemoryScope scope;
  private final List<BuildRows> parts = new ArrayList<>();
  private final boolean[] nullable;
  private JoinTable table;
  private long rows;
  private boolean finished;

  BuildSide(PhysicalPlan.HashJoin node, ExecutionContext context, JoinLimits limits) {
    this.node = node;
    this.limits = limits;
    this.layout = BuildLayout.of(node);
    this.scope = context.pool().scope("build side of a join");
    this.nullable = new boolean[layout.columns()];
  }

  @Override
  public Sink.Worker worker() {
    return new BuildWorker();
  }

  private synchronized void keep(BuildRows part) {
    parts.add(part);
  }

  @Override
  public synchronized void finish(ParallelWork threads) {
    for (BuildRows part : parts) {
      rows += part.store().rows();
      for (int c = 0; c < nullable.length; c++) {
        nullable[c] |= part.hasNulls(c);
      }
    }
    if (layout.keys() != null && rows > 0) {
      table = table(threads);
    }
    finished = true;
  }

  private JoinTable table(ParallelWork threads) {
    KeyLayout keys = layout.keys();
    long keyed = parts.stream().mapToLong(BuildRows::keyed).sum();
    long least = parts.stream().mapToLong(BuildRows::least).min().orElse(Long.MAX_VALUE);
    long greatest = parts.stream().mapToLong(BuildRows::greatest).max().orElse(Long.MIN_VALUE);
    boolean integer =
        keys.isSingleWord()
            && node.nullKeys() != NullKeys.MATCH_EACH_OTHER
            && isInteger(node.build().schema().type(node.buildKeys().get(0)));
    long range = greatest - least + 1;
    if (integer && range > 0 && range <= Math.max(512, keyed * limits.denseFactor())) {
      return new RangeTable(keys, parts, least, range, scope, threads);
    }
    // what matches everything is not in the table
    NullKeys nulls =
        node.nullKeys() == NullKeys.MATCH_EVERYTHING ? NullKeys.MATCH_NOTHING : node.nullKeys();
    return new HashTable(keys, nulls, parts, keyed, scope, threads);
  }

  private static boolean isInteger(DataType type) {
    return type.kind() != TypeKind.FLOAT32 && type.kind() != TypeKind.FLOAT64;
  }

  /** Rows kept: all that could match or come out. */
  synchronized long rows() {
    if (!finished) {
      throw new IllegalStateException("the build side of the join is not finished");
    }
    return rows;
  }

  /** True if a null key was seen that matches everything. */
  synchronized boolean hasNullKey() {
    return node.nullKeys() == NullKeys.MATCH_EVERYTHING
        && parts.stream().anyMatch(BuildRows::hasNullKey);
  }

  BuildLayout layout() {
    return layout;
  }

  /** Null if there are no keys or no rows. */
  synchronized JoinTable table() {
    return table;
  }

  synchronized List<BuildRows> parts() {
    return List.copyOf(parts);
  }

  /** Which columns hold nulls. */
  boolean[] nullable() {
    return nullable;
  }

  @Override
  public void close() {
    scope.close();
  }

  /** The state of one thread. */
  private final class BuildWorker implements Sink.Worker {
    private BuildRows part;

    @Override
    public void accept(Batch batch) {
      if (part == null) {
        part = new BuildRows(node, layout, scope);
      }
      part.add(batch);
    }

    @Override
    public boolean wantsMore() {
      return true;
    }

    @Override
    public void finish() {
      if (part != null) {
        keep(part);
      }
    }

    @Override
    public void close() {}
  }
}
