package org.weft.container.write;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.weft.container.result.ResultStream;
import org.weft.io.table.FileWriters;
import org.weft.io.write.RowFile;
import org.weft.io.write.WriteJob;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;
import org.weft.planner.write.WriteSpec;

/**
 * The result of a writing query: reading its first row runs it to its end and makes its files
 * visible. Closed before, it leaves nothing.
 */
final class CommittingResult implements ResultStream {
  private static final long ROOM = 64 << 10;

  private final PhysicalPlan.Write write;
  private final ResultStream manifest;
  private final WriteJob job;
  private final FileWriters writers;
  private final MemoryPool pool = new MemoryPool(ROOM);
  private final MemoryScope memory = pool.scope("result of a write");
  private State state = State.RUNNING;
  private Batch summary;

  private enum State {
    RUNNING,
    COMMITTED,
    CLOSED
  }

  CommittingResult(
      PhysicalPlan.Write write, ResultStream manifest, WriteJob job, FileWriters writers) {
    this.write = write;
    this.manifest = manifest;
    this.job = job;
    this.writers = writers;
  }

  @Override
  public Schema schema() {
    return WriteSpec.RESULT;
  }

  @Override
  public boolean advance() {
    if (state != State.RUNNING) {
      summary = null;
      return false;
    }
    List<WriteJob.Staged> files = files();
    if (files.isEmpty() && write.spec().partitionBy().isEmpty()) {
      files = List.of(emptyFile());
    }
    job.commit(files);
    state = State.COMMITTED;
    summary = summary(files);
    return true;
  }

  private List<WriteJob.Staged> files() {
    List<WriteJob.Staged> files = new ArrayList<>();
    while (manifest.advance()) {
      Batch batch = manifest.batch();
      for (int n = 0; n < batch.selectedCount(); n++) {
        int row = batch.row(n);
        files.add(
            new WriteJob.Staged(
                text(batch.column(0), row),
                text(batch.column(1), row),
                Memory.getLong(batch.column(2).valueAddress(row)),
                Memory.getLong(batch.column(3).valueAddress(row))));
      }
    }
    return files;
  }

  private static String text(Vector vector, int row) {
    return new String(Views.toBytes(vector.valueAddress(row)), StandardCharsets.UTF_8);
  }

  /** No rows are a file without rows, which still has the columns. */
  private WriteJob.Staged emptyFile() {
    WriteSpec spec = write.spec();
    String job = write.staging().substring(write.staging().lastIndexOf('/') + 1);
    String name = spec.filePrefix() + "-00000-00000-" + job + spec.format().extension();
    Schema rows = write.input().schema();
    try (RowFile file =
        writers.create(
            WriteJob.path(write.staging(), "empty", name), write.spec().format(), rows)) {
      file.finish();
      return new WriteJob.Staged("empty", name, 0, file.length());
    }
  }

  private Batch summary(List<WriteJob.Staged> files) {
    Batch batch = new Batch(WriteSpec.RESULT);
    batch.start(1);
    point(batch.column(0), files.stream().mapToLong(WriteJob.Staged::rows).sum());
    point(batch.column(1), files.size());
    point(batch.column(2), files.stream().mapToLong(WriteJob.Staged::bytes).sum());
    return batch;
  }

  private void point(Vector vector, long value) {
    long at = memory.allocate(8).address();
    Memory.putLong(at, value);
    vector.pointFlat(Layout.INT64, at, 0);
  }

  @Override
  public Batch batch() {
    if (summary == null) {
      throw new IllegalStateException("there is no batch before advance, nor after the end");
    }
    return summary;
  }

  @Override
  public void close() {
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    try {
      manifest.close(); // nobody writes any more once this returns
    } finally {
      job.close();
      memory.close();
      pool.close();
    }
  }
}
