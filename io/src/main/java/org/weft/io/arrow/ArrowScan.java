package org.weft.io.arrow;

import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.weft.io.file.FileInput;
import org.weft.io.file.FoundFile;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.io.scan.VectorSlots;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/** Reads one Arrow file or stream. */
final class ArrowScan implements ScanReader {
  private final FoundFile file;
  private final FileInput input;
  private final MemoryScope memory;
  private final BufferAllocator allocator;
  private final VectorSlots[] columns;
  private final int[] fields;
  private final Batch batch;
  private ArrowReader reader;
  private List<FieldVector> present = List.of();
  private ArrowDictionaries dictionaries;
  private ArrowReads values;
  private int row;
  private int rowCount;
  private int batches;
  private long rowsWanted;

  /**
   * @param input open; closed by this, also if this throws
   */
  ArrowScan(ScanRequest request, FoundFile file, FileInput input) {
    this.file = file;
    this.input = input;
    this.memory = request.memory().pool().scope("Arrow reader");
    this.allocator = new RootAllocator(request.memory().pool().limit());
    this.batch = new Batch(request.schema());
    this.columns = new VectorSlots[request.schema().size()];
    this.fields = new int[columns.length];
    this.rowsWanted =
        request.pushdowns().filter().isEmpty()
            ? request.pushdowns().limit().orElse(Long.MAX_VALUE)
            : Long.MAX_VALUE;
    try {
      reader = ArrowInput.reader(file, input, allocator);
      dictionaries = new ArrowDictionaries(reader);
      values = new ArrowReads(dictionaries);
      Schema own = ArrowFiles.schema(reader);
      for (int i = 0; i < columns.length; i++) {
        Field wanted = request.schema().field(i);
        fields[i] = own.indexOf(wanted.name()).orElseThrow();
        columns[i] = new VectorSlots(wanted.type(), memory);
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw ArrowFiles.failure(file, e);
    }
  }

  @Override
  public boolean advance() {
    try {
      while (row == rowCount) {
        if (rowsWanted <= 0 || !reader.loadNextBatch()) {
          return false;
        }
        load();
      }
      int count = (int) Math.min(Math.min(Batch.CAPACITY, rowCount - row), rowsWanted);
      if (count == 0) {
        return false;
      }
      batch.start(count);
      for (int i = 0; i < columns.length; i++) {
        copy(i, count);
        columns[i].point(batch.column(i), count);
      }
      row += count;
      rowsWanted -= count;
      return true;
    } catch (IOException | RuntimeException e) {
      throw ArrowFiles.failure(file, e);
    }
  }

  private void copy(int column, int count) {
    VectorSlots to = columns[column];
    ValueVector from = present.get(fields[column]);
    to.reset();
    try {
      for (int r = 0; r < count; r++) {
        Object value = values.read(to.type(), from, row + r);
        if (value != null) {
          to.set(r, value);
        }
      }
    } catch (WeftException e) {
      throw e.code().blame() == ErrorCode.Blame.DATA ? e.in(place(column)) : e;
    } catch (RuntimeException e) {
      String sentence = "it is damaged: " + e.getMessage();
      throw WeftException.of(ErrorCode.CORRUPT_FILE, sentence, e).in(place(column));
    }
  }

  private String place(int column) {
    return "batch " + (batches - 1) + ", column '" + batch.schema().field(column).name() + "'";
  }

  private void load() throws IOException {
    VectorSchemaRoot root = reader.getVectorSchemaRoot();
    present = root.getFieldVectors();
    dictionaries.load(present);
    batches++;
    row = 0;
    rowCount = root.getRowCount();
  }

  @Override
  public Batch batch() {
    return batch;
  }

  @Override
  public void close() {
    memory.close();
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (IOException e) {
      throw ArrowFiles.failure(file, e);
    } finally {
      allocator.close();
      input.close();
    }
  }
}
