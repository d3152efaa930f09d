package org.weft.io.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.weft.planner.scan.TableData;

/** Files that parquet-java wrote hold for us what was put into them. */
class ParquetJavaFilesTest {
  private static final int ROWS = 5000;

  @TempDir static Path directory;

  static Stream<Arguments> options() {
    return Stream.of(
        with("version 1, dictionaries", b -> b),
        with("version 2, dictionaries", b -> b.withWriterVersion(WriterVersion.PARQUET_2_0)),
        with("version 1, plain", b -> b.withDictionaryEncoding(false)),
        with(
            "version 2, delta encodings",
            b -> b.withWriterVersion(WriterVersion.PARQUET_2_0).withDictionaryEncoding(false)),
        with(
            "byte stream split",
            b ->
                b.withDictionaryEncoding(false)
                    .withByteStreamSplitEncoding(true)
                    .withByteStreamSplitEncoding("int", true)
                    .withByteStreamSplitEncoding("o_dec64", true)
                    .withByteStreamSplitEncoding("decfix9", true)
                    .withByteStreamSplitEncoding("o_fixed", true)),
        with("small pages", b -> b.withPageRowCountLimit(77)),
        with(
            "small pages, version 2",
            b -> b.withPageRowCountLimit(77).withWriterVersion(WriterVersion.PARQUET_2_0)),
        with(
            "dictionaries that overflow",
            b -> b.withDictionaryPageSize(2000).withPageRowCountLimit(501)),
        with("many row groups", b -> b.withRowGroupRowCountLimit(1003)),
        with("without checksums", b -> b.withPageWriteChecksumEnabled(false)),
        with("snappy", b -> b.withCompressionCodec(CompressionCodecName.SNAPPY)),
        with(
            "snappy, version 2",
            b ->
                b.withCompressionCodec(CompressionCodecName.SNAPPY)
                    .withWriterVersion(WriterVersion.PARQUET_2_0)),
        with("gzip", b -> b.withCompressionCodec(CompressionCodecName.GZIP)),
        with(
            "zstd, version 2, delta",
            b ->
                b.withCompressionCodec(CompressionCodecName.ZSTD)
                    .withDictionaryEncoding(false)
                    .withWriterVersion(WriterVersion.PARQUET_2_0)),
        with("lz4_raw", b -> b.withCompressionCodec(CompressionCodecName.LZ4_RAW)));
  }

  private static Arguments with(String name, UnaryOperator<ExampleParquetWriter.Builder> options) {
    return Arguments.of(name, options);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("options")
  void all_types(String name, UnaryOperator<ExampleParquetWriter.Builder> options) {
    Path path = directory.resolve(name.replaceAll("\\W", "") + ".parquet");
    ExampleFile file = ExampleFile.write(path, ROWS, options);
    TableData table = Tables.resolve(path.toString());
    assertThat(table.rowCount()).isEqualTo(ROWS);
    Tables.assertSameRows(Tables.rows(table), file.rows());
  }

  /** A row group without rows, whose chunk lies at 0: test-empty-row-group_1 of parquet-java. */
  @Test
  void a_row_group_without_rows() throws IOException {
    Path path = directory.resolve("empty.parquet");
    Files.write(
        path,
        Base64.getDecoder()
            .decode(
                "UEFSMRUEFQAVAEwVABUAEgAAJiQcFQIZNRAABhkYAWEVABYAFhwWHCYAJggpHBUEFQAVAgAAABUEGSw1"
                    + "ABgGc2NoZW1hFQIAFQIlAhgBYQAWABkcGRwmJBwVAhk1EAAGGRgBYRUAFgAWHBYcJgAmCCkcFQQVABUC"
                    + "AAAAFhwWACYIFhwUAAAoKXBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24gMTEuMC4wLVNOQVBTSE9UGRwc"
                    + "AAAAgAAAAFBBUjE="));
    TableData table = Tables.resolve(path.toString());
    assertThat(table.schema()).hasToString("a#int32");
    assertThat(Tables.rows(table)).isEmpty();
  }
}
