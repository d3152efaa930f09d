package org.weft.io.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.weft.io.compress.WholeFileCompression;
import org.weft.io.file.FileOutput;
import org.weft.io.write.RowFile;
import org.weft.io.write.RowWriter;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.Compression;
import org.weft.planner.vector.Batch;

/**
 * A text file being written. Every thread makes pieces of text, compressed each for itself: files
 * of several members are what all readers of these codecs know.
 */
public final class TextRowFile implements RowFile {
  private static final int PIECE = 1 << 20;

  private final FileOutput output;
  private final Compression compression;
  private final int level;
  private final RowText rowText;
  private long rows;
  private boolean isEmpty = true;

  /** How rows become text. Thread-safe. */
  public interface RowText {
    /** What stands at the start of a file. */
    byte[] start();

    /** What stands between two pieces of rows. */
    byte[] between();

    /** What stands at the end of a file. */
    byte[] end();

    /** Appends rows of a batch; {@code isFirst} if they are the first of their piece. */
    void put(Batch batch, int row, boolean isFirst, TextBuffer to);
  }

  /**
   * Starts the file.
   *
   * @param output closed by this
   */
  public TextRowFile(FileOutput output, Compression compression, int level, RowText rowText) {
    this.output = output;
    this.compression = compression;
    this.level = level;
    this.rowText = rowText;
    write(rowText.start(), rowText.start().length);
  }

  private void write(byte[] text, int length) {
    if (length > 0) {
      byte[] written = compressed(text, length);
      output.write(written, 0, compression == Compression.NONE ? length : written.length);
    }
  }

  private byte[] compressed(byte[] text, int length) {
    if (compression == Compression.NONE) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(length / 2 + 64);
    try (OutputStream stream = WholeFileCompression.stream(bytes, compression, level)) {
      stream.write(text, 0, length);
    } catch (IOException e) {
      throw new IllegalStateException("a stream in memory failed", e);
    }
    return bytes.toByteArray();
  }

  private synchronized void append(byte[] written, int length, long count) {
    if (!isEmpty) {
      write(rowText.between(), rowText.between().length);
    }
    isEmpty = false;
    output.write(written, 0, length);
    rows += count;
  }

  @Override
  public RowWriter writer(MemoryScope memory) {
    return new Writer();
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
    write(rowText.end(), rowText.end().length);
    output.finish();
  }

  @Override
  public synchronized void close() {
    output.close();
  }

  private final class Writer implements RowWriter {
    private final TextBuffer buffer = new TextBuffer();
    private long count;

    @Override
    public void write(Batch batch, int[] selection, int rowCount) {
      for (int i = 0; i < rowCount; i++) {
        rowText.put(batch, selection == null ? i : selection[i], count == 0, buffer);
        count++;
        if (buffer.size() >= PIECE) {
          flush();
        }
      }
    }

    private void flush() {
      byte[] written = compressed(buffer.bytes(), buffer.size());
      append(written, compression == Compression.NONE ? buffer.size() : written.length, count);
      buffer.clear();
      count = 0;
    }

    @Override
    public void finish() {
      if (count > 0) {
        flush();
      }
    }

    @Override
    public void close() {
      // its memory is the heap's
    }
  }
}
