package org.weft.io.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;
import org.apache.orc.storage.common.type.HiveDecimal;
import org.apache.orc.storage.ql.exec.vector.BytesColumnVector;
import org.apache.orc.storage.ql.exec.vector.DecimalColumnVector;
import org.apache.orc.storage.ql.exec.vector.DoubleColumnVector;
import org.apache.orc.storage.ql.exec.vector.ListColumnVector;
import org.apache.orc.storage.ql.exec.vector.LongColumnVector;
import org.apache.orc.storage.ql.exec.vector.TimestampColumnVector;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.io.file.Storage;
import org.weft.io.write.RowFile;
import org.weft.io.write.RowWriter;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.write.WriteOptions;

/** ORC files of the format's own writer, and of ours. */
class OrcFilesTest {
  private static final int ROWS = 12_000;

  @TempDir Path directory;

  private TableData resolve(Path file) {
    return new FileTableSource(new Configuration(false))
        .resolve(new TableReference("t", FileFormat.ORC, List.of(file.toString())));
  }

  private Path write(CompressionKind compression) throws IOException {
    Path file = directory.resolve("t.orc");
    TypeDescription type =
        TypeDescription.fromString(
            "struct<id:bigint,small:smallint,pair:double,text:string,day:date,"
                + "moment:timestamp,dec:decimal(20,3),list:array<int>>");
    Writer writer =
        OrcFile.createWriter(
            new org.apache.hadoop.fs.Path(file.toString()),
            OrcFile.writerOptions(new Configuration(false))
                .setSchema(type)
                .overwrite(true)
                .useUTCTimestamp(true)
                .stripeSize(100_000)
                .compress(compression));
    VectorizedRowBatch batch = type.createRowBatch();
    ListColumnVector lists = (ListColumnVector) batch.cols[7];
    for (int i = 0; i < ROWS; i++) {
      int row = batch.size++;
      ((LongColumnVector) batch.cols[0]).vector[row] = i;
      ((LongColumnVector) batch.cols[1]).vector[row] = i % 100;
      ((DoubleColumnVector) batch.cols[2]).vector[row] = i / 4.0;
      ((BytesColumnVector) batch.cols[3])
          .setVal(row, ("text " + i).getBytes(StandardCharsets.UTF_8));
      ((LongColumnVector) batch.cols[4]).vector[row] = i % 20_000;
      ((TimestampColumnVector) batch.cols[5]).time[row] = -1_000L * i;
      ((TimestampColumnVector) batch.cols[5]).nanos[row] = 0;
      ((DecimalColumnVector) batch.cols[6]).set(row, HiveDecimal.create("-" + i + ".125"));
      lists.offsets[row] = lists.childCount;
      lists.lengths[row] = i % 3;
      lists.childCount += i % 3;
      lists.child.ensureSize(lists.childCount, true);
      for (int e = 0; e < i % 3; e++) {
        ((LongColumnVector) lists.child).vector[(int) lists.offsets[row] + e] = e;
      }
      if (i % 5 == 0) {
        batch.cols[1].noNulls = false;
        batch.cols[1].isNull[row] = true;
      }
      if (batch.size == batch.getMaxSize()) {
        writer.addRowBatch(batch);
        batch.reset();
      }
    }
    writer.addRowBatch(batch);
    writer.close();
    return file;
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionKind.class,
      names = {"NONE", "ZLIB", "SNAPPY", "ZSTD", "LZ4"})
  void files_of_the_formats_own_writer(CompressionKind compression) throws IOException {
    TableData table = resolve(write(compression));
    assertThat(table.schema())
        .hasToString(
            "id#int64, small#int16, pair#float64, text#string, day#date, moment#timestamp(us),"
                + " dec#decimal(20,3), list#list(int32)");
    assertThat(table.rowCount()).isEqualTo(ROWS);
    assertThat(table.isCounted()).isTrue();
    assertThat(table.statistics().get(0).max()).contains(new Value.Int(ROWS - 1));
    assertThat(table.statistics().get(1).nulls()).hasValue(ROWS / 5);
    List<List<String>> rows =
        Tables.rows(table, table.schema().select(List.of(0, 1, 2, 3, 4, 5, 6)), BatchRows::all);
    assertThat(rows).hasSize(ROWS);
    assertThat(rows.get(7))
        .containsExactly("7", "7", "1.75", "text 7", "1970-01-08", "1969-12-31T23:59:53", "-7.125");
    assertThat(rows.get(10).get(1)).isEqualTo("null");
  }

  @Test
  void stripes_are_read_one_by_one() throws IOException {
    TableData table = resolve(write(CompressionKind.NONE));
    assertThat(table.files().get(0).splits()).hasSizeGreaterThan(1);
    long[] sum = new long[1];
    Tables.rowsPartByPart(table, (batch, rows) -> sum[0] += batch.rowCount());
    assertThat(sum[0]).isEqualTo(ROWS);
  }

  @Test
  void damaged_files_are_errors() throws IOException {
    Path file = write(CompressionKind.ZLIB);
    byte[] whole = Files.readAllBytes(file);
    Files.deleteIfExists(directory.resolve(".t.orc.crc"));
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    WeftException cut = catchThrowableOfType(WeftException.class, () -> resolve(file));
    assertThat(cut.code()).isEqualTo(ErrorCode.CORRUPT_FILE);
    assertThat(cut.sentence()).contains("t.orc");
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      WeftException e = catchThrowableOfType(WeftException.class, () -> Tables.rows(resolve(file)));
      if (e != null) {
        assertThat(e.code().blame()).isEqualTo(ErrorCode.Blame.DATA);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "gzip", "zstd", "lz4"})
  void what_we_write_is_read_back(String compression) {
    String query =
        "SELECT i::BIGINT AS id, CASE WHEN i % 3 > 0 THEN i % 2 = 0 END AS flag,"
            + " (i % 100)::TINYINT AS tiny, i / 7.0::FLOAT AS f, 'text' || i AS text,"
            + " CASE WHEN i % 4 > 0 THEN DATE '2000-01-01' + (i % 900)::INTEGER END AS day,"
            + " TIMESTAMP '1960-02-03 04:05:06.123456' + INTERVAL (i) DAY AS moment,"
            + " (i * -1234567.25)::DECIMAL(30,2) AS dec, 'b'::BLOB AS bytes"
            + " FROM range(5000) t(i)";
    Path from = directory.resolve("from.parquet");
    Path to = directory.resolve("to.orc");
    try (DuckDb duck = new DuckDb()) {
      duck.write(query, from, "ROW_GROUP_SIZE 2048");
    }
    TableData table = Tables.resolve(from.toString());
    try (MemoryPool pool = new MemoryPool(64 << 20)) {
      try (MemoryScope memory = pool.scope("test");
          RowFile file =
              new FileWriters(new Storage(new Configuration(false)))
                  .create(
                      "file:" + to,
                      WriteOptions.spec(to.toString(), Map.of("compression", List.of(compression)))
                          .format(),
                      table.schema());
          RowWriter writer = file.writer(memory)) {
        Tables.rows(
            table,
            table.schema(),
            (batch, rows) -> writer.write(batch, batch.selection(), batch.selectedCount()));
        writer.finish();
        file.finish();
        assertThat(file.rows()).isEqualTo(5000);
        assertThat(file.length()).isEqualTo(to.toFile().length());
      }
    }
    Tables.assertSameRows(Tables.rows(resolve(to)), Tables.rows(table));
  }
}
