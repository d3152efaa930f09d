package org.weft.io.parquet.write;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.weft.io.file.FileOutput;
import org.weft.io.write.GrowingBytes;
import org.weft.io.write.RowFile;
import org.weft.io.write.RowWriter;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.write.WriteFormat;

/** A Parquet file being written: row groups are appended whole, in the order they become ready. */
public final class ParquetRowFile implements RowFile {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final FileOutput output;
  private final WriteFormat.Parquet format;
  private final List<StoredField> columns;
  private final List<FooterWriter.Group> groups = new ArrayList<>();
  private long rows;

  /**
   * Starts the file.
   *
   * @param output closed by this
   * @param schema the columns to be stored
   * @throws org.weft.planner.error.WeftException UNSUPPORTED_FEATURE for a type that has no form in
   *     Parquet
   */
  public ParquetRowFile(FileOutput output, Schema schema, WriteFormat.Parquet format) {
    this.output = output;
    this.format = format;
    this.columns =
        schema.fields().stream().map(field -> StoredField.of(field, format.spans())).toList();
    output.write(MAGIC, 0, MAGIC.length);
  }

  @Override
  public RowWriter writer(MemoryScope memory) {
    return new RowGroupWriter(this, memory);
  }

  List<StoredField> columns() {
    return columns;
  }

  WriteFormat.Parquet format() {
    return format;
  }

  /** Appends a row group. */
  synchronized void append(GrowingBytes pages, List<EncodedChunk> chunks, long rowCount) {
    groups.add(new FooterWriter.Group(List.copyOf(chunks), output.position(), rowCount));
    output.write(pages.address(), pages.size());
    rows += rowCount;
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
    List<List<FooterWriter.Index>> columnIndexes = columnIndexes();
    List<List<FooterWriter.Indexes>> indexes = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      List<FooterWriter.Indexes> ofGroup = new ArrayList<>();
      long start = groups.get(g).start();
      for (int c = 0; c < groups.get(g).chunks().size(); c++) {
        EncodedChunk chunk = groups.get(g).chunks().get(c);
        FooterWriter.Index offsets = append(FooterWriter.offsetIndex(chunk, start));
        ofGroup.add(new FooterWriter.Indexes(columnIndexes.get(g).get(c), offsets));
        start += chunk.length();
      }
      indexes.add(ofGroup);
    }
    byte[] footer = new FooterWriter(columns, format.compression()).footer(groups, indexes);
    output.write(footer, 0, footer.length);
    byte[] length =
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(footer.length).array();
    output.write(length, 0, length.length);
    output.write(MAGIC, 0, MAGIC.length);
    output.finish();
  }

  private List<List<FooterWriter.Index>> columnIndexes() {
    List<List<FooterWriter.Index>> indexes = new ArrayList<>();
    for (FooterWriter.Group group : groups) {
      List<FooterWriter.Index> ofGroup = new ArrayList<>();
      for (EncodedChunk chunk : group.chunks()) {
        Optional<byte[]> index = FooterWriter.columnIndex(chunk);
        ofGroup.add(index.map(this::append).orElse(FooterWriter.Index.NONE));
      }
      indexes.add(ofGroup);
    }
    return indexes;
  }

  private FooterWriter.Index append(byte[] index) {
    long offset = output.position();
    output.write(index, 0, index.length);
    return new FooterWriter.Index(offset, index.length);
  }

  @Override
  public synchronized void close() {
    output.close();
  }
}
