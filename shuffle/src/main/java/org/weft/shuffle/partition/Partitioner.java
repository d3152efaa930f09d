package org.weft.shuffle.partition;

import java.util.List;
import org.weft.planner.stage.StageOutput;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/** Says which partition each row goes to. For one thread. */
public interface Partitioner {
  /** The number of partitions. */
  int partitions();

  /** Puts the partition of the i-th selected row into {@code partitions[i]}. */
  void assign(Batch batch, int[] partitions);

  /**
   * The partitioner of a stage's output.
   *
   * @param bounds encoded sort keys in order, for a Ranged output; else ignored
   */
  static Partitioner of(StageOutput output, Schema schema, List<byte[]> bounds) {
    if (output instanceof StageOutput.Hashed hashed) {
      return hashed.partitions() == 1
          ? new SinglePartitioner()
          : new HashPartitioner(hashed.keys(), hashed.partitions());
    }
    if (output instanceof StageOutput.Ranged ranged) {
      return new RangePartitioner(
          new SortKeyEncoder(ranged.keys(), schema), bounds, ranged.partitions());
    }
    return new SinglePartitioner();
  }
}
