package org.weft.io.orc;

import java.io.IOException;
import java.util.List;
import org.apache.orc.Reader;
import org.apache.orc.RecordReader;
import org.apache.orc.StripeInformation;
import org.apache.orc.TypeDescription;
import org.apache.orc.storage.ql.exec.vector.ColumnVector;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;
import org.weft.io.file.FoundFile;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.io.scan.VectorSlots;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/** Reads stripes of one ORC file. */
final class OrcScan implements ScanReader {
  private static final int ROWS = 1_024;

  private final ScanRequest request;
  private final FoundFile file;
  private final Reader reader;
  private final MemoryScope memory;
  private final TypeDescription root;

  /** The file's columns. */
  private final Schema own;

  private final int[] fields;
  private final VectorSlots[] columns;
  private final VectorizedRowBatch orcBatch;
  private final Batch batch;
  private RecordReader rows;
  private int nextSplit;
  private long rowsWanted;

  /**
   * @param reader closed by this, also if this throws
   */
  OrcScan(ScanRequest request, FoundFile file, Reader reader) {
    this.request = request;
    this.file = file;
    this.reader = reader;
    this.memory = request.memory().pool().scope("ORC reader");
    this.root = reader.getSchema();
    this.batch = new Batch(request.schema());
    this.fields = new int[request.schema().size()];
    this.columns = new VectorSlots[fields.length];
    this.rowsWanted =
        request.pushdowns().filter().isEmpty()
            ? request.pushdowns().limit().orElse(Long.MAX_VALUE)
            : Long.MAX_VALUE;
    try {
      this.own = OrcTypes.schema(root);
      for (int i = 0; i < fields.length; i++) {
        Field wanted = request.schema().field(i);
        fields[i] = own.indexOf(wanted.name()).orElseThrow();
        columns[i] = new VectorSlots(wanted.type(), memory);
      }
      this.orcBatch = root.createRowBatch(ROWS);
    } catch (RuntimeException e) {
      close();
      throw OrcFiles.failure(file, e);
    }
  }

  @Override
  public boolean advance() {
    try {
      while (rowsWanted > 0) {
        if (rows == null) {
          if (nextSplit == request.source().splits().size()) {
            return false;
          }
          rows = open(request.source().splits().get(nextSplit++));
        }
        if (rows.nextBatch(orcBatch) && orcBatch.size > 0) {
          int count = (int) Math.min(orcBatch.size, rowsWanted);
          rowsWanted -= count;
          batch.start(count);
          for (int i = 0; i < columns.length; i++) {
            copy(i, count);
            columns[i].point(batch.column(i), count);
          }
          return true;
        }
        rows.close();
        rows = null;
      }
      return false;
    } catch (IOException | RuntimeException e) {
      if (nextSplit == 0 || e instanceof WeftException) {
        throw OrcFiles.failure(file, e);
      }
      throw WeftException.of(
          ErrorCode.CORRUPT_FILE,
          file.path() + ", stripe " + stripe() + " is damaged: " + e.getMessage(),
          e);
    }
  }

  private void copy(int column, int count) {
    columns[column].reset();
    try {
      DataType wanted = columns[column].type();
      ColumnVector stored = orcBatch.cols[fields[column]];
      OrcValues.copy(OrcParts.of(stored, own.type(fields[column]), wanted), count, columns[column]);
    } catch (WeftException e) {
      String name = request.schema().field(column).name();
      throw e.code().blame() == ErrorCode.Blame.DATA
          ? e.in("stripe " + stripe() + ", column '" + name + "'")
          : e;
    }
  }

  /** The stripe that is being read. */
  private int stripe() {
    return request.source().splits().get(nextSplit - 1);
  }

  private RecordReader open(int split) throws IOException {
    List<StripeInformation> stripes = reader.getStripes();
    if (split < 0 || split >= stripes.size()) {
      throw WeftException.of(
          ErrorCode.FILE_CHANGED, file.path() + " no longer has a stripe " + split);
    }
    boolean[] include = new boolean[root.getMaximumId() + 1];
    include[0] = true;
    for (int i = 0; i < fields.length; i++) {
      TypeDescription column = root.getChildren().get(fields[i]);
      OrcParts.include(column, own.type(fields[i]), columns[i].type(), include);
    }
    StripeInformation stripe = stripes.get(split);
    return reader.rows(
        reader.options().include(include).range(stripe.getOffset(), stripe.getLength()));
  }

  @Override
  public Batch batch() {
    return batch;
  }

  @Override
  public void close() {
    memory.close();
    try {
      if (rows != null) {
        rows.close();
        rows = null;
      }
      reader.close();
    } catch (IOException e) {
      throw OrcFiles.failure(file, e);
    }
  }
}
