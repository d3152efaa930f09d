package org.weft.container.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.weft.container.pipeline.Sink;
import org.weft.io.text.ValueText;
import org.weft.io.write.HivePath;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * Writes one thread's rows to a file for each combination of the values that name directories. Few
 * files are open at a time: the one that has waited longest for a row is ended for a new one.
 */
final class PartitionedWorker implements Sink.Worker {
  private static final int MOST_OPEN = 100;

  private final FileSink sink;
  private final MemoryScope memory;
  private final Schema stored;
  private final List<Integer> storedColumns;
  private final List<Integer> keyColumns;
  private final Map<List<String>, OpenFile> open = new LinkedHashMap<>(16, 0.75f, true);
  private final Batch storedBatch;

  PartitionedWorker(FileSink sink) {
    this.sink = sink;
    this.memory = sink.memory();
    Schema rows = sink.rowSchema();
    this.storedColumns = sink.spec().storedColumns(rows);
    this.keyColumns = sink.spec().partitionColumns(rows);
    this.stored = rows.select(storedColumns);
    this.storedBatch = new Batch(stored);
  }

  /** The rows of one partition among those of a batch. */
  private static final class Rows {
    private int[] rows = new int[16];
    private int count;

    void add(int row) {
      if (count == rows.length) {
        rows = Arrays.copyOf(rows, 2 * count);
      }
      rows[count++] = row;
    }
  }

  @Override
  public void accept(Batch batch) {
    Map<List<String>, Rows> byKey = new HashMap<>();
    for (int n = 0; n < batch.selectedCount(); n++) {
      int row = batch.row(n);
      byKey.computeIfAbsent(key(batch, row), key -> new Rows()).add(row);
    }
    storedBatch.start(batch.rowCount());
    for (int i = 0; i < storedColumns.size(); i++) {
      storedBatch.column(i).pointLike(batch.column(storedColumns.get(i)));
    }
    byKey.forEach(this::write);
  }

  private List<String> key(Batch batch, int row) {
    List<String> key = new ArrayList<>(keyColumns.size());
    for (int column : keyColumns) {
      key.add(ValueText.of(batch.column(column), row));
    }
    return key;
  }

  private void write(List<String> key, Rows rows) {
    OpenFile file = open.get(key);
    if (file == null) {
      if (open.size() == MOST_OPEN) {
        finish(open.keySet().iterator().next());
      }
      file = sink.create(HivePath.of(sink.spec().partitionBy(), key), memory);
      open.put(key, file);
    }
    file.writer().write(storedBatch, rows.rows, rows.count);
    if (file.file().length() >= sink.spec().fileBytes()) {
      finish(key);
    }
  }

  private void finish(List<String> key) {
    OpenFile file = open.remove(key);
    try {
      sink.finish(file);
    } finally {
      file.writer().close();
    }
  }

  @Override
  public boolean wantsMore() {
    return true;
  }

  @Override
  public void finish() {
    while (!open.isEmpty()) {
      finish(open.keySet().iterator().next());
    }
  }

  @Override
  public void close() {
    open.values().forEach(file -> file.writer().close());
    open.clear();
    memory.close();
  }
}
