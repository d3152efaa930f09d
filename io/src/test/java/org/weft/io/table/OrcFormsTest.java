package org.weft.io.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;
import org.apache.orc.storage.ql.exec.vector.DateColumnVector;
import org.apache.orc.storage.ql.exec.vector.LongColumnVector;
import org.apache.orc.storage.ql.exec.vector.MapColumnVector;
import org.apache.orc.storage.ql.exec.vector.UnionColumnVector;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;

/** What other writers of ORC files do and ours does not. */
class OrcFormsTest {
  @TempDir Path directory;

  private static TableData resolve(Path file) {
    return new FileTableSource(new Configuration(false))
        .resolve(new TableReference("t", FileFormat.ORC, List.of(file.toString())));
  }

  /** Writes a file of one row. */
  private Path write(String type, boolean isProleptic, Consumer<VectorizedRowBatch> row)
      throws IOException {
    Path file = directory.resolve("t.orc");
    TypeDescription schema = TypeDescription.fromString(type);
    Writer writer =
        OrcFile.createWriter(
            new org.apache.hadoop.fs.Path(file.toString()),
            OrcFile.writerOptions(new Configuration(false))
                .setSchema(schema)
                .overwrite(true)
                .setProlepticGregorian(isProleptic));
    VectorizedRowBatch batch = schema.createRowBatch();
    batch.size = 1;
    row.accept(batch);
    writer.addRowBatch(batch);
    writer.close();
    return file;
  }

  /** Hive and Spark before 3.0 count days before 1582 in the Julian calendar, and say so. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void dates_before_1582(boolean isProleptic) throws IOException {
    // 1200-01-01 of the Julian calendar is day 8 of January in the Gregorian one
    long day = LocalDate.of(1200, 1, isProleptic ? 1 : 8).toEpochDay();
    Path file =
        write(
            "struct<d:date>",
            isProleptic,
            batch -> {
              DateColumnVector dates = (DateColumnVector) batch.cols[0];
              dates.changeCalendar(isProleptic, false);
              dates.vector[0] = day;
            });
    TableData table = resolve(file);
    assertThat(Tables.rows(table, table.schema(), BatchRows::all))
        .containsExactly(List.of("1200-01-01"));
  }

  @Test
  void unions_are_refused() throws IOException {
    Path file =
        write(
            "struct<i:int,u:uniontype<int,string>>",
            true,
            batch -> {
              UnionColumnVector union = (UnionColumnVector) batch.cols[1];
              union.tags[0] = 0;
              ((LongColumnVector) union.fields[0]).vector[0] = 1;
            });
    WeftException refused = catchThrowableOfType(WeftException.class, () -> resolve(file));
    assertThat(refused.code()).isEqualTo(ErrorCode.UNSUPPORTED_FILE);
    assertThat(refused.sentence())
        .endsWith("t.orc: column 'u': Weft does not read uniontype<int,string> of ORC");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void maps_of_null_or_repeated_keys_are_refused(boolean isNull) throws IOException {
    Path file =
        write(
            "struct<m:map<int,int>>",
            true,
            batch -> {
              MapColumnVector maps = (MapColumnVector) batch.cols[0];
              maps.lengths[0] = 2;
              maps.childCount = 2;
              LongColumnVector keys = (LongColumnVector) maps.keys;
              keys.vector[0] = 7;
              keys.vector[1] = 7;
              keys.noNulls = !isNull;
              keys.isNull[1] = isNull;
            });
    TableData table = resolve(file);
    WeftException refused = catchThrowableOfType(WeftException.class, () -> Tables.rows(table));
    assertThat(refused.code()).isEqualTo(ErrorCode.CORRUPT_FILE);
    assertThat(refused.sentence())
        .contains("t.orc", "stripe 0, column 'm'", isNull ? "key that is null" : "comes twice");
  }
}
