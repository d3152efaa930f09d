package org.weft.container.task;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.weft.container.compile.LeafSources;
import org.weft.container.keys.ToldValues;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Source;
import org.weft.container.scan.ScanSource;
import org.weft.container.source.ShuffleSource;
import org.weft.container.write.WriteAttempt;
import org.weft.io.scan.Narrowing;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.scan.ScanTask;
import org.weft.shuffle.exchange.MapOutputLocation;
import org.weft.shuffle.exchange.PartitionRange;
import org.weft.shuffle.read.ShuffleRequest;

/** One task's share of its stage's input, counted. */
final class TaskLeaves implements LeafSources {
  private final TaskSpec spec;
  private final TaskResources resources;
  private final ExecutionContext context;
  private final LongAdder rows = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  TaskLeaves(TaskSpec spec, TaskResources resources, ExecutionContext context) {
    this.spec = spec;
    this.resources = resources;
    this.context = context;
  }

  /** Rows read so far. */
  long rows() {
    return rows.sum();
  }

  /** Bytes read so far: estimated ones in memory for tables, stored ones for shuffles. */
  long bytes() {
    return bytes.sum();
  }

  @Override
  public Source scan(PhysicalPlan.Scan scan, Narrowing narrowing) {
    List<ScanTask> tasks = spec.input().scans().getOrDefault(scan.id(), List.of());
    tasks.forEach(task -> bytes.add(task.estimatedBytes()));
    Source source =
        new ScanSource(
            scan, narrowing, tasks, resources.readers().with(context.settings()), context);
    return new MeteredSource(source, rows);
  }

  @Override
  public Source shuffleRead(PhysicalPlan.ShuffleRead read) {
    Source source = new ShuffleSource(resources.client(), request(read), context, bytes);
    return new MeteredSource(source, rows);
  }

  @Override
  public List<ToldValues> told(PhysicalPlan.Scan scan) {
    return spec.keys().values().stream().filter(told -> told.scan() == scan.id()).toList();
  }

  @Override
  public WriteAttempt attempt() {
    TaskId id = spec.id();
    String name = id.stage() + "." + id.task() + "-" + id.attempt();
    return new WriteAttempt(resources.readers().writers(), name, id.task());
  }

  private ShuffleRequest request(PhysicalPlan.ShuffleRead read) {
    List<MapOutputLocation> all = spec.shuffles().get(read.stage());
    if (all == null) {
      throw new IllegalStateException(
          spec.id() + " was not told where stage " + read.stage() + " is");
    }
    int mine = spec.input().partition();
    return switch (read.mode()) {
      // in a union another input may be this task's
      case PARTITION ->
          mine < 0
              ? request(read, List.of(), PartitionRange.ALL)
              : request(read, all, PartitionRange.of(mine));
      case ALL -> request(read, all, PartitionRange.ALL);
      case MAP_OUTPUT ->
          mine < 0 || mine >= all.size()
              ? request(read, List.of(), PartitionRange.ALL)
              : request(read, List.of(all.get(mine)), PartitionRange.ALL);
    };
  }

  private static ShuffleRequest request(
      PhysicalPlan.ShuffleRead read, List<MapOutputLocation> outputs, PartitionRange partitions) {
    return read.mergeKeys().isEmpty()
        ? ShuffleRequest.unordered(outputs, partitions, read.schema())
        : ShuffleRequest.merged(outputs, partitions, read.schema(), read.mergeKeys());
  }
}
