package org.weft.io.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.io.table.BatchRows;
import org.weft.io.table.DuckDb;
import org.weft.io.table.ExampleFile;
import org.weft.io.table.Tables;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.TableData;

/**
 * Damaged files end in rows or in an error that says so, never in anything else.
 *
 * <p>More by hand: {@code -Dweft.damages=100000}.
 */
class DamagedFilesTest {
  private static final int DAMAGES = Integer.getInteger("weft.damages", 100);
  private static final long SLOWEST_MILLIS = 20_000;
  private static final Set<ErrorCode> HONEST =
      EnumSet.of(ErrorCode.CORRUPT_FILE, ErrorCode.UNSUPPORTED_FILE);

  @TempDir static Path directory;

  static Stream<Arguments> examples() {
    return Stream.of(
        with("dictionaries", b -> b),
        with("plain", b -> b.withDictionaryEncoding(false)),
        with(
            "version 2 with dictionaries",
            b -> b.withWriterVersion(WriterVersion.PARQUET_2_0).withPageRowCountLimit(50)),
        with(
            "delta encodings",
            b -> b.withWriterVersion(WriterVersion.PARQUET_2_0).withDictionaryEncoding(false)),
        with(
            "byte stream split",
            b -> b.withDictionaryEncoding(false).withByteStreamSplitEncoding(true)),
        with("snappy", b -> b.withCompressionCodec(CompressionCodecName.SNAPPY)),
        with(
            "snappy plain",
            b -> b.withCompressionCodec(CompressionCodecName.SNAPPY).withDictionaryEncoding(false)),
        with("gzip", b -> b.withCompressionCodec(CompressionCodecName.GZIP)),
        with("zstd", b -> b.withCompressionCodec(CompressionCodecName.ZSTD)),
        with("lz4_raw", b -> b.withCompressionCodec(CompressionCodecName.LZ4_RAW)));
  }

  private static Arguments with(String name, UnaryOperator<ExampleParquetWriter.Builder> options) {
    return Arguments.of(name, options);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void written_by_parquet_java(String name, UnaryOperator<ExampleParquetWriter.Builder> options)
      throws IOException {
    Path file = directory.resolve("example.parquet");
    Files.deleteIfExists(file);
    // checksums would find all damage before the decoders see it
    ExampleFile.write(file, 300, b -> options.apply(b).withPageWriteChecksumEnabled(false));
    damage(Files.readAllBytes(file), name.hashCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"uncompressed", "snappy", "zstd", "brotli"})
  void written_by_duckdb(String codec) throws IOException {
    Path file = directory.resolve(codec + ".parquet");
    try (DuckDb duck = new DuckDb()) {
      duck.write(
          """
          SELECT i, i % 7 AS few, i / 3.0 AS real, 'text ' || i AS text, 'w' || i % 5 AS word,
                 CASE WHEN i % 3 > 0 THEN i END AS nulled, i % 2 = 0 AS flag,
                 (i * 7.5)::DECIMAL(12,2) AS dec, DATE '2000-01-01' + i::INTEGER AS day
          FROM range(3000) t(i)
          """,
          file, "COMPRESSION " + codec + ", PARQUET_VERSION v2, ROW_GROUP_SIZE 2048");
    }
    damage(Files.readAllBytes(file), codec.hashCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void nested(String version) throws IOException {
    Path file = directory.resolve("nested" + version + ".parquet");
    try (DuckDb duck = new DuckDb()) {
      duck.write(
          """
          SELECT i, [i, NULL, i + 1][1:i % 4] AS list, {'a': i, 'b': ['w' || i % 7]} AS struct,
                 CASE WHEN i % 3 > 0 THEN MAP {i: [i / 2.0], -1: NULL} END AS map,
                 [[i, 2], NULL, []][1:i % 5] AS lists
          FROM range(500) t(i)
          """,
          file, "COMPRESSION uncompressed, PARQUET_VERSION " + version);
    }
    damage(Files.readAllBytes(file), version.hashCode());
  }

  private static void damage(byte[] whole, int seed) throws IOException {
    Path damaged = directory.resolve("damaged.parquet");
    int refused = 0;
    for (int i = 0; i < DAMAGES; i++) {
      Random random = new Random(seed * 1_000_003L + i);
      Files.write(damaged, Damage.of(whole, random));
      long start = System.nanoTime();
      try {
        TableData table = Tables.resolve(damaged.toString());
        Tables.rows(table, table.schema(), BatchRows::touch);
      } catch (WeftException e) {
        refused++;
        assertThat(HONEST).as("damage %s: %s", i, e).contains(e.code());
        assertThat(e.sentence()).contains("damaged.parquet");
      } catch (Throwable e) {
        throw new AssertionError("damage " + i + " of seed " + seed, e);
      }
      assertThat((System.nanoTime() - start) / 1_000_000)
          .as("milliseconds for damage " + i)
          .isLessThan(SLOWEST_MILLIS);
    }
    assertThat(refused).as("damages that were noticed").isPositive();
  }
}
