package org.weft.io.parquet.footer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.internal.hadoop.metadata.IndexReference;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.io.file.FoundFile;
import org.weft.io.file.Storage;
import org.weft.io.table.DuckDb;
import org.weft.io.table.ExampleFile;
import org.weft.planner.expr.Value;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.type.Field;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;

/** What we read in footers is what parquet-java reads in them. */
class FooterOracleTest {
  @TempDir Path directory;

  @Test
  void of_files_written_by_parquet_java() throws IOException {
    Path file = directory.resolve("example.parquet");
    ExampleFile.write(
        file,
        3000,
        b -> b.withRowGroupRowCountLimit(701).withCompressionCodec(CompressionCodecName.ZSTD));
    compare(file);
  }

  @Test
  void of_files_written_by_duckdb() throws IOException {
    Path file = directory.resolve("duck.parquet");
    try (DuckDb duck = new DuckDb()) {
      duck.write(
          """
          SELECT i AS id, i % 7 AS few, CASE WHEN i % 9 > 1 THEN 'w' || i % 5 END AS word,
                 i / 3.0 AS real, (i * 7.5)::DECIMAL(12,2) AS dec, (i * 7.5)::DECIMAL(30,2) AS wide,
                 DATE '2000-01-01' + i::INTEGER AS day, i::UTINYINT AS tiny,
                 TIMESTAMP '2000-01-01' + INTERVAL (i) HOUR AS moment, i % 2 = 0 AS flag
          FROM range(250) t(i)
          """,
          file, "COMPRESSION snappy, ROW_GROUP_SIZE 2048");
    }
    compare(file);
  }

  @Test
  void the_older_spelling_of_types_means_the_same() throws IOException {
    Path file = directory.resolve("newer.parquet");
    ExampleFile.write(file, 10, b -> b);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer ends = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int start = bytes.length - 8 - ends.getInt(bytes.length - 8);
    FileMetaData footer =
        Util.readFileMetaData(new ByteArrayInputStream(bytes, start, bytes.length - 8 - start));
    footer.getSchema().stream()
        .filter(element -> element.isSetConverted_type())
        .forEach(element -> element.unsetLogicalType());
    ByteArrayOutputStream older = new ByteArrayOutputStream();
    older.write(bytes, 0, start);
    Util.writeFileMetaData(footer, older);
    int length = older.size() - start;
    older.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
    older.write("PAR1".getBytes(StandardCharsets.US_ASCII));
    Path rewritten = Files.write(directory.resolve("older.parquet"), older.toByteArray());
    List<LeafColumn> newer = footer(file).leaves();
    List<LeafColumn> columns = footer(rewritten).leaves();
    for (int c = 0; c < columns.size(); c++) {
      // it has no word for timestamps without zone
      if (!newer.get(c).type().equals(TimestampType.MICROS)) {
        assertThat(columns.get(c)).isEqualTo(newer.get(c));
      }
    }
  }

  private static ParquetFooter footer(Path path) {
    Storage storage = new Storage(new Configuration());
    FoundFile file = storage.find(path.toString()).get(0);
    return new FooterCache(storage, 1 << 20).footer(file);
  }

  private static void compare(Path path) throws IOException {
    ParquetFooter ours = footer(path);
    ParquetMetadata theirs;
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path))) {
      theirs = reader.getFooter();
    }
    List<Type> fields = theirs.getFileMetaData().getSchema().getFields();
    assertThat(ours.columns()).hasSameSizeAs(fields);
    for (int c = 0; c < fields.size(); c++) {
      compare(ours.leaves().get(c), fields.get(c).asPrimitiveType());
      assertThat(ours.columns().get(c).field().name()).isEqualTo(fields.get(c).getName());
      assertThat(ours.columns().get(c).field().nullability() == Field.Nullability.REQUIRED)
          .isEqualTo(fields.get(c).isRepetition(Type.Repetition.REQUIRED));
    }
    assertThat(ours.rowGroups()).hasSameSizeAs(theirs.getBlocks());
    for (int g = 0; g < theirs.getBlocks().size(); g++) {
      compare(ours, ours.rowGroups().get(g), theirs.getBlocks().get(g));
    }
  }

  private static void compare(LeafColumn ours, PrimitiveType theirs) {
    assertThat(ours.path()).isEqualTo(List.of(theirs.getName()));
    String physical =
        switch (ours.physical()) {
          case BYTE_ARRAY -> "BINARY";
          case FIXED -> "FIXED_LEN_BYTE_ARRAY";
          default -> ours.physical().name();
        };
    assertThat(physical).isEqualTo(theirs.getPrimitiveTypeName().name());
    if (ours.physical() == PhysicalType.FIXED) {
      assertThat(ours.width()).isEqualTo(theirs.getTypeLength());
    }
  }

  private static void compare(ParquetFooter footer, RowGroup ours, BlockMetaData theirs) {
    assertThat(ours.rowCount()).isEqualTo(theirs.getRowCount());
    assertThat(ours.start()).isEqualTo(theirs.getStartingPos());
    for (int c = 0; c < ours.chunks().size(); c++) {
      ColumnChunkMetaData chunk = theirs.getColumns().get(c);
      assertThat(ours.chunks().get(c))
          .isEqualTo(
              new ColumnChunk(
                  chunk.getStartingPos(),
                  chunk.getTotalSize(),
                  chunk.getTotalUncompressedSize(),
                  chunk.getValueCount(),
                  Codec.valueOf(chunk.getCodec().name()),
                  dataPages(chunk),
                  places(chunk)));
      compare(footer.leaves().get(c), ours.statistics().get(c), chunk.getStatistics());
    }
  }

  private static IndexPlaces places(ColumnChunkMetaData chunk) {
    IndexReference offsets = chunk.getOffsetIndexReference();
    IndexReference bounds = chunk.getColumnIndexReference();
    return new IndexPlaces(
        offsets == null ? 0 : offsets.getOffset(),
        offsets == null ? 0 : offsets.getLength(),
        bounds == null ? 0 : bounds.getOffset(),
        bounds == null ? 0 : bounds.getLength());
  }

  private static DataPages dataPages(ColumnChunkMetaData chunk) {
    if (chunk.getEncodingStats() == null) {
      Set<Encoding> others = new HashSet<>(chunk.getEncodings());
      others.removeAll(Set.of(Encoding.RLE, Encoding.BIT_PACKED));
      return others.equals(Set.of(Encoding.PLAIN_DICTIONARY))
          ? DataPages.LISTED_IDS
          : DataPages.UNKNOWN;
    }
    return chunk.getEncodingStats().hasNonDictionaryEncodedPages()
        ? DataPages.OTHER
        : DataPages.IDS;
  }

  private static void compare(LeafColumn column, ColumnStatistics ours, Statistics<?> theirs) {
    assertThat(ours.nulls().orElse(-1)).isEqualTo(theirs.getNumNulls());
    boolean isReal =
        column.type().kind() == TypeKind.FLOAT32 || column.type().kind() == TypeKind.FLOAT64;
    if (column.physical() == PhysicalType.INT96 || isReal || !theirs.hasNonNullValue()) {
      return;
    }
    assertThat(ours.min()).as("%s", column).isPresent();
    if (ours.min().get() instanceof Value.Int min
        && theirs.genericGetMin() instanceof Number number
        && column.conversion() != Conversion.UINT32_TO_INT64) {
      assertThat(min.value()).isEqualTo(number.longValue());
    }
    if (ours.max().orElseThrow() instanceof Value.Text max && max.value().length() < 16) {
      assertThat(max.utf8()).isEqualTo(theirs.getMaxBytes());
    }
  }
}
