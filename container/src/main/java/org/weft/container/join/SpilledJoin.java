package org.weft.container.join;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.Source;

/** What a join gives for the partitions that are on disk. */
final class SpilledJoin implements Source {
  private final Supplier<PartitionJoin> joins;
  private final List<Integer> partitions;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * @param joins makes one for each thread
   */
  SpilledJoin(List<Integer> partitions, Supplier<PartitionJoin> joins) {
    this.partitions = List.copyOf(partitions);
    this.joins = joins;
  }

  @Override
  public boolean isEmpty() {
    return partitions.isEmpty();
  }

  @Override
  public int parallelism() {
    return Math.max(1, partitions.size());
  }

  @Override
  public Source.Worker worker() {
    return new Worker(joins.get());
  }

  private final class Worker implements Source.Worker {
    private final PartitionJoin join;

    Worker(PartitionJoin join) {
      this.join = join;
    }

    @Override
    public boolean pump(BatchConsumer consumer) {
      int n = next.getAndIncrement();
      if (n >= partitions.size()) {
        return false;
      }
      join.join(partitions.get(n), consumer);
      return consumer.wantsMore();
    }

    @Override
    public void close() {
      join.close();
    }
  }
}
