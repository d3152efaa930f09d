package org.weft.planner.stage;

import java.util.List;
import org.weft.planner.expr.SortKey;

/** What becomes of the rows of a stage's tasks: always files that other tasks, or the AM, fetch. */
public sealed interface StageOutput {
  /** Partitions of each task's output. */
  int partitions();

  /** One partition: gathered, broadcast, or the result that the ApplicationMaster reads. */
  record Single() implements StageOutput {
    @Override
    public int partitions() {
      return 1;
    }
  }

  /** By the hash of key columns. */
  record Hashed(List<Integer> keys, int partitions) implements StageOutput {
    public Hashed {
      keys = List.copyOf(keys);
    }
  }

  /**
   * One partition, and the report carries a sample of sort keys from which the ApplicationMaster
   * computes the bounds of a following {@link Ranged} stage.
   */
  record Sampled(List<SortKey> keys) implements StageOutput {
    public Sampled {
      keys = List.copyOf(keys);
    }

    @Override
    public int partitions() {
      return 1;
    }
  }

  /**
   * By ranges of sort keys. The bounds, {@code partitions - 1} encoded sort keys in order, come
   * with the task because they are known only when the stage of the samples is complete.
   *
   * @param sampleStage the stage whose tasks reported the samples
   */
  record Ranged(List<SortKey> keys, int partitions, int sampleStage) implements StageOutput {
    public Ranged {
      keys = List.copyOf(keys);
    }
  }
}
