package org.weft.container.write;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.container.source.ValuesSource;
import org.weft.io.write.RowFile;
import org.weft.io.write.WriteJob;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.write.WriteSpec;

/**
 * Writes rows to files in staging, one or more for each thread (and partition), or one for all
 * threads together; then gives the manifest.
 */
public final class FileSink implements Sink {
  private final PhysicalPlan.Write plan;
  private final WriteAttempt attempt;
  private final ExecutionContext context;
  private final AtomicInteger sequence = new AtomicInteger();
  private final List<WriteJob.Staged> written = new ArrayList<>();
  private final List<RowFile> open = new ArrayList<>();
  private SharedFile shared;

  /** The one file of all threads. */
  private record SharedFile(String name, RowFile file) {}

  public FileSink(PhysicalPlan.Write plan, WriteAttempt attempt, ExecutionContext context) {
    this.plan = plan;
    this.attempt = attempt;
    this.context = context;
  }

  WriteSpec spec() {
    return plan.spec();
  }

  Schema rowSchema() {
    return plan.input().schema();
  }

  /** Memory for one thread. */
  MemoryScope memory() {
    return context.pool().scope("write");
  }

  @Override
  public Sink.Worker worker() {
    if (spec().layout() == WriteSpec.Layout.FILE) {
      return new SharedFileWorker(this);
    }
    return spec().partitionBy().isEmpty() ? new OwnFilesWorker(this) : new PartitionedWorker(this);
  }

  /** A new file in a directory below the attempt's, which may be empty. */
  OpenFile create(String directory, MemoryScope memory) {
    String name =
        String.format(
            Locale.ROOT,
            "%s-%05d-%05d-%s%s",
            spec().filePrefix(),
            attempt.task(),
            sequence.getAndIncrement(),
            shortId(),
            spec().format().extension());
    String path = directory.isEmpty() ? name : directory + "/" + name;
    RowFile file = start(path);
    return new OpenFile(path, file, file.writer(memory));
  }

  /** Of the job, so that files added to a directory meet no namesake. */
  private String shortId() {
    String job = plan.staging().substring(plan.staging().lastIndexOf('/') + 1);
    return job.substring(0, Math.min(8, job.length()));
  }

  private RowFile start(String path) {
    Schema stored = rowSchema().select(spec().storedColumns(rowSchema()));
    RowFile file =
        attempt
            .writers()
            .create(WriteJob.path(plan.staging(), attempt.name(), path), spec().format(), stored);
    synchronized (open) {
      open.add(file);
    }
    return file;
  }

  /** Completes a file of one thread. */
  void finish(OpenFile file) {
    file.writer().finish();
    complete(file.path(), file.file());
  }

  private void complete(String path, RowFile file) {
    file.finish();
    file.close();
    synchronized (open) {
      open.remove(file);
      written.add(new WriteJob.Staged(attempt.name(), path, file.rows(), file.length()));
    }
  }

  /** The one file, started by the first thread that has rows. */
  RowFile sharedFile() {
    synchronized (open) {
      if (shared == null) {
        String name = "data" + spec().format().extension();
        shared = new SharedFile(name, start(name));
      }
      return shared.file();
    }
  }

  @Override
  public void finish(ParallelWork threads) {
    if (shared != null) {
      complete(shared.name(), shared.file());
    }
  }

  /** The manifest, once finished. */
  public Source output() {
    List<List<Literal>> rows = new ArrayList<>();
    written.stream()
        .sorted(Comparator.comparing(WriteJob.Staged::file))
        .forEach(file -> rows.add(row(file)));
    return new ValuesSource(
        new PhysicalPlan.Values(rows, PhysicalPlan.Write.MANIFEST, plan.estimate()),
        context.pool());
  }

  private static List<Literal> row(WriteJob.Staged file) {
    return List.of(
        new Literal(SimpleType.STRING, new Value.Text(file.attempt())),
        new Literal(SimpleType.STRING, new Value.Text(file.file())),
        new Literal(SimpleType.INT64, new Value.Int(file.rows())),
        new Literal(SimpleType.INT64, new Value.Int(file.bytes())));
  }

  /** Lets go of files that were not completed. */
  @Override
  public void close() {
    synchronized (open) {
      open.forEach(RowFile::close);
      open.clear();
    }
  }
}
