package org.weft.io.orc;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;
import org.weft.io.write.RowFile;
import org.weft.io.write.RowWriter;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.nested.JavaValues;
import org.weft.planner.write.WriteFormat;

/** An ORC file being written, by one thread at a time: the library has no parts to make apart. */
public final class OrcRowFile implements RowFile {
  private static final int ROWS = 1_024;

  private final String path;
  private final Schema schema;
  private final TypeDescription type;
  private final Writer writer;
  private final Configuration configuration;
  private long rows;
  private long length;
  private boolean closed;

  /** Starts the file, in place of one that may be there. */
  public OrcRowFile(
      String path, Schema schema, WriteFormat.Orc format, Configuration configuration) {
    this.path = path;
    this.schema = schema;
    this.configuration = configuration;
    this.type = OrcTypes.of(schema);
    try {
      this.writer =
          OrcFile.createWriter(
              new Path(path),
              OrcFile.writerOptions(configuration)
                  .setSchema(type)
                  .overwrite(true)
                  .useUTCTimestamp(true)
                  .setProlepticGregorian(true)
                  .stripeSize(format.stripeBytes())
                  .compress(compression(format)));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static CompressionKind compression(WriteFormat.Orc format) {
    return switch (format.compression()) {
      case NONE -> CompressionKind.NONE;
      case SNAPPY -> CompressionKind.SNAPPY;
      case GZIP, DEFLATE -> CompressionKind.ZLIB;
      case LZ4 -> CompressionKind.LZ4;
      case ZSTD, BZIP2 -> CompressionKind.ZSTD;
    };
  }

  private WeftException failure(IOException e) {
    return WeftException.of(
        ErrorCode.WRITE_FAILED, "cannot write " + path + ": " + e.getMessage(), e);
  }

  @Override
  public RowWriter writer(MemoryScope memory) {
    return new RowBatches();
  }

  private synchronized void append(VectorizedRowBatch batch) {
    try {
      writer.addRowBatch(batch);
      rows += batch.size;
      length = writer.getRawDataSize();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public synchronized long length() {
    return length;
  }

  @Override
  public synchronized long rows() {
    return rows;
  }

  @Override
  public synchronized void finish() {
    close();
    try {
      Path written = new Path(path);
      length = written.getFileSystem(configuration).getFileStatus(written).getLen();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      writer.close();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private final class RowBatches implements RowWriter {
    private final VectorizedRowBatch rowBatch = type.createRowBatch(ROWS);

    @Override
    public void write(Batch batch, int[] selection, int count) {
      for (int i = 0; i < count; i++) {
        int row = selection == null ? i : selection[i];
        for (int c = 0; c < schema.size(); c++) {
          Vector vector = batch.column(c);
          Object value =
              vector.isNull(row)
                  ? null
                  : JavaValues.read(vector.type(), vector.layout(), vector.valueAddress(row));
          OrcValues.put(vector.type(), value, rowBatch.cols[c], rowBatch.size);
        }
        rowBatch.size++;
        if (rowBatch.size == ROWS) {
          flush();
        }
      }
    }

    private void flush() {
      append(rowBatch);
      rowBatch.reset();
    }

    @Override
    public void finish() {
      if (rowBatch.size > 0) {
        flush();
      }
    }

    @Override
    public void close() {
      // its memory is the heap's
    }
  }
}
