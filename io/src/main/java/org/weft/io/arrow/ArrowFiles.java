package org.weft.io.arrow;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.weft.io.file.FileInput;
import org.weft.io.file.FoundFile;
import org.weft.io.file.Fusion;
import org.weft.io.file.Storage;
import org.weft.io.scan.FileDescription;
import org.weft.io.scan.FormatFiles;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.ReadFormat;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Layout;

/** Arrow files and streams. A file is one part: who writes large ones writes several. */
public final class ArrowFiles implements FormatFiles {
  private static final long SCHEMA_MEMORY = 256L << 20;

  private final Storage storage;

  public ArrowFiles(Storage storage) {
    this.storage = storage;
  }

  @Override
  public ReadFormat resolve(ReadFormat format, List<FoundFile> files) {
    return format;
  }

  /** What the library's failure is to the user. */
  static WeftException failure(FoundFile file, Exception e) {
    if (e instanceof WeftException known) {
      return known.code().blame() == ErrorCode.Blame.DATA && !known.sentence().contains(file.path())
          ? known.in(file.path())
          : known;
    }
    return WeftException.of(
        ErrorCode.CORRUPT_FILE,
        file.path() + " is no Arrow file, or damaged: " + e.getMessage(),
        e);
  }

  @Override
  public FileDescription describe(FoundFile file, ReadFormat format) {
    try (FileInput input = storage.open(file, Fusion.NONE)) {
      Schema schema = schema(file, input);
      long rows = Math.max(1, file.length() / Math.max(1, 8L * schema.size()));
      long[] compressed = new long[schema.size()];
      long[] memory = new long[schema.size()];
      Arrays.fill(compressed, file.length() / Math.max(1, schema.size()));
      for (int i = 0; i < memory.length; i++) {
        memory[i] = compressed[i] + rows * Layout.of(schema.type(i)).width();
      }
      DataFile.Split whole =
          new DataFile.Split(
              0,
              0,
              rows,
              compressed,
              memory,
              Collections.nCopies(schema.size(), ColumnStatistics.UNKNOWN));
      DataFile data =
          new DataFile(
              file.path(),
              file.length(),
              file.modified(),
              DataFile.RowCounts.ESTIMATED,
              List.of(whole),
              file.hosts());
      return new FileDescription(schema, data);
    }
  }

  private static Schema schema(FoundFile file, FileInput input) {
    try (BufferAllocator allocator = new RootAllocator(SCHEMA_MEMORY);
        ArrowReader reader = ArrowInput.reader(file, input, allocator)) {
      return schema(reader);
    } catch (IOException | RuntimeException e) {
      throw failure(file, e);
    }
  }

  /** The columns of an open file, those of dictionaries as what the dictionaries hold. */
  static Schema schema(ArrowReader reader) throws IOException {
    List<Field> fields = reader.getVectorSchemaRoot().getSchema().getFields();
    return ArrowTypes.schema(
        new org.apache.arrow.vector.types.pojo.Schema(
            fields.stream().map(field -> ArrowDictionaries.decoded(field, reader)).toList()));
  }

  @Override
  public Schema columns(ScanRequest request, FoundFile file, FileInput input) {
    return schema(file, input);
  }

  @Override
  public ScanReader open(ScanRequest request, FoundFile file, FileInput input) {
    return new ArrowScan(request, file, input);
  }
}
