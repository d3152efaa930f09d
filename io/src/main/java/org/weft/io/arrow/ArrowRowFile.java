package org.weft.io.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.weft.io.file.FileOutput;
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

/** An Arrow file or stream being written, by one thread at a time. */
public final class ArrowRowFile implements RowFile {
  private final FileOutput output;
  private final Schema schema;
  private final BufferAllocator allocator = new RootAllocator();
  private final VectorSchemaRoot root;
  private final ArrowWriter writer;
  private long rows;
  private boolean closed;

  /**
   * Starts the file.
   *
   * @param output closed by this
   */
  public ArrowRowFile(FileOutput output, Schema schema, WriteFormat.Arrow format) {
    this.output = output;
    this.schema = schema;
    this.root = VectorSchemaRoot.create(ArrowTypes.toArrow(schema), allocator);
    WritableByteChannel channel = new Channel(output);
    this.writer =
        format.layout() == WriteFormat.Arrow.Layout.FILE
            ? new ArrowFileWriter(root, null, channel)
            : new ArrowStreamWriter(root, null, channel);
    try {
      writer.start();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static WeftException failure(IOException e) {
    return WeftException.of(
        ErrorCode.WRITE_FAILED, "an Arrow file cannot be written: " + e.getMessage(), e);
  }

  @Override
  public RowWriter writer(MemoryScope memory) {
    return new Rows();
  }

  private synchronized void append(Batch batch, int[] selection, int count) {
    root.clear();
    for (int c = 0; c < schema.size(); c++) {
      Vector vector = batch.column(c);
      root.getVector(c).setInitialCapacity(count);
      root.getVector(c).allocateNew();
      for (int i = 0; i < count; i++) {
        int row = selection == null ? i : selection[i];
        Object value =
            vector.isNull(row)
                ? null
                : JavaValues.read(vector.type(), vector.layout(), vector.valueAddress(row));
        ArrowValues.put(vector.type(), value, root.getVector(c), i);
      }
    }
    root.setRowCount(count);
    try {
      writer.writeBatch();
    } catch (IOException e) {
      throw failure(e);
    }
    rows += count;
  }

  @Override
  public synchronized long length() {
    return output.position();
  }

  @Override
  public synchronized long rows() {
    return rows;
  }

  @Override
  public synchronized void finish() {
    try {
      writer.end();
    } catch (IOException e) {
      throw failure(e);
    }
    output.finish();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    root.close();
    allocator.close();
    output.close();
  }

  private final class Rows implements RowWriter {
    @Override
    public void write(Batch batch, int[] selection, int count) {
      if (count > 0) {
        append(batch, selection, count);
      }
    }

    @Override
    public void finish() {
      // every batch is written as it comes
    }

    @Override
    public void close() {
      // holds nothing
    }
  }

  /** The file as the library wants it. */
  private record Channel(FileOutput output) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer from) {
      byte[] bytes = new byte[from.remaining()];
      from.get(bytes);
      output.write(bytes, 0, bytes.length);
      return bytes.length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      // the file is closed by whoever made it
    }
  }
}
