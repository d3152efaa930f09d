package org.weft.shuffle.write;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.stage.StageOutput;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.exchange.MapOutput;
import org.weft.shuffle.file.BlockIndex;
import org.weft.shuffle.partition.KeySampler;
import org.weft.shuffle.partition.Partitioner;
import org.weft.shuffle.partition.SortKeyEncoder;

/**
 * Writes the output of one task attempt: rows go in, one data file and its index come out. Nothing
 * is visible before {@link #finish}; {@link #close} without it deletes what was written. For one
 * thread.
 */
public final class MapOutputWriter implements AutoCloseable {
  private static final int SAMPLES = 256;
  private static final int ROWS_PER_SAMPLE = 64;
  private static final long SMALLEST_BUDGET = 4 << 20;
  private static final long LARGEST_BUDGET = 128 << 20;

  private final MapOutputTarget target;
  private final Schema schema;
  private final MemoryScope memory;
  private final Partitioner partitioner;
  private final Optional<KeySampler> sampler;
  private final int[] partitions = new int[Batch.CAPACITY];
  private final DataFile.Opener opener;
  private final MemoryScope builderMemory;
  private final PartitionBuilders builders;
  private BlockFile file;

  /**
   * Opens a file in one of the target's directories.
   *
   * @param bounds encoded sort keys in order, for a Ranged output; else ignored
   * @param scope tells the pool; the writer's memory is its own and goes back at {@link #close}
   * @throws org.weft.planner.error.WeftException DISK_FULL or WRITE_FAILED if no directory takes
   *     the file
   */
  public MapOutputWriter(
      MapOutputTarget target,
      StageOutput output,
      List<byte[]> bounds,
      Schema schema,
      MemoryScope scope) {
    this(
        target,
        Partitioner.of(output, schema, bounds),
        sampler(target, output, schema),
        schema,
        scope,
        DataFile.Opener::create);
  }

  /** As the public one, on disks of the caller's. */
  MapOutputWriter(
      MapOutputTarget target,
      Partitioner partitioner,
      Optional<KeySampler> sampler,
      Schema schema,
      MemoryScope scope,
      DataFile.Opener opener) {
    this.target = target;
    this.schema = schema;
    this.partitioner = partitioner;
    this.sampler = sampler;
    this.opener = opener;
    this.memory = scope.pool().scope("shuffle write of " + target.id());
    this.builderMemory = scope.pool().scope("rows to be shuffled by " + target.id());
    this.file = openFile("writing");
    this.builders =
        new PartitionBuilders(
            schema,
            partitioner.partitions(),
            budget(target, scope),
            new BuilderMemory(builderMemory),
            file);
  }

  private BlockFile openFile(String suffix) {
    DataFile data = new DataFile(target.id(), inTurn(target), suffix, opener);
    return new BlockFile(data, schema, target.compression(), partitioner.partitions(), memory);
  }

  private static Optional<KeySampler> sampler(
      MapOutputTarget target, StageOutput output, Schema schema) {
    if (output instanceof StageOutput.Sampled sampled) {
      SortKeyEncoder encoder = new SortKeyEncoder(sampled.keys(), schema);
      return Optional.of(new KeySampler(encoder, SAMPLES, target.task()));
    }
    return Optional.empty();
  }

  private static long budget(MapOutputTarget target, MemoryScope scope) {
    long budget =
        target.memoryBudget() > 0
            ? target.memoryBudget()
            : Math.max(SMALLEST_BUDGET, Math.min(LARGEST_BUDGET, scope.pool().limit() / 8));
    // the rest is for pieces of memory that wait to be used again
    return budget * 2 / 3;
  }

  /** The directories, beginning with another one for each task. */
  private static List<Path> inTurn(MapOutputTarget target) {
    List<Path> dirs = new ArrayList<>(target.dirs());
    Collections.rotate(dirs, -Math.floorMod(target.task() + target.attempt(), dirs.size()));
    return dirs;
  }

  /** Adds the selected rows of a batch. */
  public void write(Batch batch) {
    sampler.ifPresent(sampling -> sampling.add(batch));
    partitioner.assign(batch, partitions);
    builders.append(batch, partitions);
  }

  /** Writes what is left and publishes the file. Once, and not after a failure. */
  public MapOutput finish() {
    builders.flush();
    builderMemory.close();
    file.flush();
    if (Compaction.isWorthwhile(file.index())) {
      BlockFile small = file;
      file = openFile("merging");
      try (small) {
        new Compaction(schema, memory).run(small, file);
      }
    }
    Path data = file.publish();
    BlockIndex index = file.index();
    List<Long> bytes = new ArrayList<>();
    List<Long> rows = new ArrayList<>();
    for (int partition = 0; partition < index.partitions(); partition++) {
      bytes.add(index.partitionBytes(partition));
      rows.add(index.partitionRows(partition));
    }
    return new MapOutput(
        target.query(),
        target.stage(),
        target.task(),
        target.attempt(),
        data.toString(),
        bytes,
        rows);
  }

  /** Encoded sort keys of some rows, if the output is Sampled; else none. */
  public List<byte[]> samples() {
    return sampler.map(sampling -> sampling.sample(ROWS_PER_SAMPLE)).orElse(List.of());
  }

  /** The columns written. */
  public Schema schema() {
    return schema;
  }

  /** Gives all memory back, and deletes the file unless it was finished. May come twice. */
  @Override
  public void close() {
    file.close();
    builderMemory.close();
    memory.close();
  }
}
