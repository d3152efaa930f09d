package org.weft.io.parquet.write;

import java.util.ArrayList;
import java.util.List;
import org.weft.io.write.GrowingBytes;
import org.weft.io.write.RowWriter;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;

/** Gathers rows until they are a row group, then encodes and appends it. */
final class RowGroupWriter implements RowWriter {
  private final ParquetRowFile file;
  private final List<ColumnGatherer> columns = new ArrayList<>();
  private final ChunkEncoder encoder;
  private final GrowingBytes pages;
  private final Block gathered;
  private long rows;

  RowGroupWriter(ParquetRowFile file, MemoryScope memory) {
    this.file = file;
    this.pages = new GrowingBytes(memory);
    this.encoder = new ChunkEncoder(file.format(), memory);
    this.gathered = memory.allocate((long) Layout.INT128.width() * Batch.CAPACITY);
    for (StoredField column : file.columns()) {
      columns.add(ColumnGatherer.of(column, gathered, memory));
    }
  }

  @Override
  public void write(Batch batch, int[] selection, int count) {
    for (int done = 0; done < count; ) {
      int part = (int) Math.min(count - done, file.format().groupRows() - rows);
      append(batch, part(selection, done, part), part);
      done += part;
      if (rows >= file.format().groupRows() || valueBytes() >= file.format().groupBytes()) {
        flush();
      }
    }
  }

  /** Some elements of a selection; of all rows, those rows. */
  private static int[] part(int[] selection, int from, int count) {
    if (from == 0) {
      return selection;
    }
    int[] part = new int[count];
    for (int i = 0; i < count; i++) {
      part[i] = selection == null ? from + i : selection[from + i];
    }
    return part;
  }

  private void append(Batch batch, int[] selection, int count) {
    for (int c = 0; c < columns.size(); c++) {
      columns.get(c).append(batch.column(c), selection, count);
    }
    rows += count;
  }

  private long valueBytes() {
    long bytes = 0;
    for (ColumnGatherer column : columns) {
      for (ColumnRows leaf : column.leaves()) {
        bytes += leaf.valueBytes();
      }
    }
    return bytes;
  }

  private void flush() {
    List<EncodedChunk> chunks = new ArrayList<>();
    pages.clear();
    for (ColumnGatherer column : columns) {
      for (ColumnRows leaf : column.leaves()) {
        chunks.add(encoder.encode(leaf, pages));
        leaf.clear();
      }
    }
    file.append(pages, chunks, rows);
    rows = 0;
  }

  @Override
  public void finish() {
    if (rows > 0) {
      flush();
    }
  }

  @Override
  public void close() {
    columns.forEach(ColumnGatherer::close);
    encoder.close();
    pages.close();
    gathered.close();
  }
}
