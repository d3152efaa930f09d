package org.weft.io.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.io.file.FileInput;
import org.weft.io.file.Fusion;
import org.weft.io.file.Storage;
import org.weft.io.table.BatchRows;
import org.weft.io.table.FileTableSource;
import org.weft.io.table.Tables;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.OptionValue;
import org.weft.planner.scan.ReadOptionNames;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;

class CsvReadsTest {
  @TempDir Path directory;

  private TableData resolve(String name, String... options) {
    Map<String, OptionValue> byName = new LinkedHashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      byName.put(options[i], OptionValue.single(options[i + 1]));
    }
    return new FileTableSource(new Configuration(false))
        .resolve(
            new TableReference(
                "t",
                ReadOptionNames.options(FileFormat.CSV, byName, DataType::parse),
                List.of(directory.resolve(name).toString())));
  }

  private TableData write(String text, String... options) throws IOException {
    Files.writeString(directory.resolve("t.csv"), text);
    return resolve("t.csv", options);
  }

  private static WeftException failure(TableData table) {
    return catchThrowableOfType(WeftException.class, () -> Tables.rows(table));
  }

  private static final Dialect USUAL = new Dialect((byte) ',', '"', '"', Dialect.NONE);

  /** A text of random values, and where its records start. */
  private static String random(Random random, int records, TreeSet<Long> starts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < records; i++) {
      starts.add((long) text.length());
      for (int c = 0; c < 3; c++) {
        text.append(c == 0 ? "" : ",");
        if (random.nextInt(3) == 0) {
          text.append('"');
          for (int n = random.nextInt(60); n > 0; n--) {
            text.append(
                List.of("a", "b", ",", "\n", "\"\"", " ", "1,2,3\n").get(random.nextInt(7)));
          }
          text.append('"');
        } else {
          text.append(random.nextInt(100_000));
        }
      }
      text.append(random.nextInt(5) == 0 ? "\r\n" : "\n");
    }
    starts.add((long) text.length());
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void wherever_a_file_is_cut_a_record_starts(long seed) throws IOException {
    TreeSet<Long> starts = new TreeSet<>();
    String text = random(new Random(seed), 400, starts);
    Path path = directory.resolve("cut.csv");
    Files.writeString(path, text);
    Storage storage = new Storage(new Configuration(false));
    try (FileInput input = storage.open(storage.file(path.toString()), Fusion.NONE)) {
      RecordStarts found = new RecordStarts(input, text.length(), USUAL, 3, 1 << 20);
      for (long offset = 0; offset <= text.length() * 3 / 4; offset++) {
        assertThat(found.first(offset)).as("from " + offset).isEqualTo(starts.ceiling(offset));
      }
    }
  }

  @Test
  void pieces_of_a_large_file_are_its_rows() throws IOException {
    StringBuilder text = new StringBuilder("id,text\n");
    long sum = 0;
    int rows = 0;
    while (text.length() < 20_000_000) {
      text.append(rows).append(",\"line ").append(rows).append("\n2,with \"\"quotes\"\"\n\"\n");
      sum += rows++;
    }
    TableData table = write(text.toString());
    assertThat(table.files().get(0).splits()).hasSizeGreaterThan(1);
    assertThat(table.isCounted()).isFalse();
    long[] found = new long[2];
    Tables.rowsPartByPart(
        table,
        (batch, all) -> {
          List<List<String>> some = new ArrayList<>();
          BatchRows.all(batch, some);
          for (List<String> row : some) {
            found[0]++;
            found[1] += Long.parseLong(row.get(0));
            assertThat(row.get(1)).isEqualTo("line " + row.get(0) + "\n2,with \"quotes\"\n");
          }
        });
    assertThat(found).containsExactly(rows, sum);
  }

  /** Within a value that looks like records nothing tells; but it must not become wrong rows. */
  @Test
  void a_value_that_looks_like_records_is_no_wrong_answer() throws IOException {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < 100; i++) {
      text.append("1,2\n");
    }
    text.append("3,\"");
    while (text.length() < 17_000_000) {
      text.append("4,5\n");
    }
    text.append("\"\n6,7\n");
    String[] options = {"maximum_line_size", "100000000", "all_varchar", "true"};
    TableData table = write(text.toString(), options);
    WeftException e =
        catchThrowableOfType(
            WeftException.class, () -> Tables.rowsPartByPart(table, BatchRows::all));
    assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FILE);
    assertThat(e.hint()).contains("use parallel => false");
    TableData whole =
        resolve("t.csv", "maximum_line_size", "100000000", "all_varchar", "1", "parallel", "false");
    assertThat(Tables.rows(whole)).hasSize(102);
  }

  @Test
  void only_wanted_columns_are_looked_at() throws IOException {
    TableData table = write("a,b,c\n1,x,2.5\n2,y,3.5\n");
    Schema some = table.schema().select(List.of(2, 0));
    assertThat(Tables.rows(table, some, BatchRows::all))
        .containsExactly(List.of("2.5", "1"), List.of("3.5", "2"));
    assertThat(Tables.rows(table, new Schema(List.of()), BatchRows::all)).hasSize(2);
  }

  @Test
  void files_may_have_other_columns_in_another_order() throws IOException {
    Files.writeString(directory.resolve("1.csv"), "a,b\n1,x\n");
    Files.writeString(directory.resolve("2.csv"), "B,c,A\ny,true,2\n");
    Files.writeString(directory.resolve("3.csv"), "");
    TableData table = resolve("*.csv");
    assertThat(table.schema()).hasToString("a#int64, b#string, c#boolean");
    assertThat(Tables.rows(table))
        .containsExactly(List.of("1", "x", "null"), List.of("2", "y", "true"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a,b\\n1,2\\n3\\n                     | line 3: 1 value where there are 2 columns
          a,b\\n1,2\\n3,4,5\\n                 | line 3: 3 values where there are 2 columns
          a,b\\n1,2\\n3,"4\\n5,6\\n            | line 3: a quote that is not closed
          a,b\\n1,2\\n"3"x,4\\n                | line 3: something behind the closing quote of value 1
          a,b\\n"1\\n2",3\\n\\n4,5,6\\n        | line 5: 3 values where there are 2 columns
          """)
  void what_does_not_fit_is_named_with_its_line(String text, String problem) throws IOException {
    WeftException e =
        failure(write(text.replace("\\n", "\n"), "delim", ",", "quote", "\"", "header", "true"));
    assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_FILE);
    assertThat(e.sentence()).isEqualTo("file:" + directory.resolve("t.csv") + ", " + problem);
  }

  @Test
  void a_value_of_another_type_is_named_with_its_line() throws IOException {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < 50_000; i++) {
      text.append(i).append(",x\n");
    }
    text.append("oops,x\n");
    WeftException e = failure(write(text.toString()));
    assertThat(e.code()).isEqualTo(ErrorCode.SCHEMA_MISMATCH);
    assertThat(e.sentence()).endsWith("t.csv, line 50002, column 'a': 'oops' is not int64");
    assertThat(Tables.rows(write(text.toString(), "ignore_errors", "true"))).hasSize(50_000);
  }

  @Test
  void text_that_is_not_utf8_is_an_error() throws IOException {
    Files.write(directory.resolve("t.csv"), new byte[] {'a', '\n', (byte) 0xC3, '(', '\n'});
    WeftException e = failure(resolve("t.csv"));
    assertThat(e.sentence()).endsWith("line 2, column 'a': its text is not UTF-8");
  }

  @Test
  void a_record_may_not_be_longer_than_is_said() throws IOException {
    String text = "a,b\n1,\"" + "x".repeat(3_000_000) + "\"\n2,y\n";
    assertThat(Tables.rows(write(text))).hasSize(2);
    WeftException e = failure(write(text, "max_line_size", "1000000"));
    assertThat(e.sentence()).contains("line 2: a record of more than 1000000 bytes");
  }

  private static byte[] compressed(String name, byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BZip2Codec bzip2 = new BZip2Codec();
    bzip2.setConf(new Configuration(false));
    try (OutputStream out =
        switch (name) {
          case "gz" -> new GZIPOutputStream(bytes);
          case "zst" -> new ZstdOutputStream(bytes);
          case "bz2" -> bzip2.createOutputStream(bytes);
          default -> new LZ4FrameOutputStream(bytes);
        }) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static byte[] text(int rows) {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < rows; i++) {
      text.append(i).append(",text ").append(i * 31).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "zst", "bz2", "lz4"})
  void compressed_files_are_read_and_damaged_ones_are_errors(String codec) throws IOException {
    byte[] plain = text(40_000);
    byte[] small = compressed(codec, plain);
    Path file = directory.resolve("t.csv." + codec);
    Files.write(file, small);
    TableData table = resolve(file.getFileName().toString());
    assertThat(table.schema()).hasToString("a#int64, b#string");
    assertThat(Tables.rows(table)).hasSize(40_000);
    Files.write(file, Arrays.copyOf(small, small.length * 3 / 4));
    assertThat(failure(file).code()).isEqualTo(ErrorCode.CORRUPT_FILE);
    assertThat(failure(file).sentence()).contains(file.getFileName().toString());
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      byte[] damaged = small.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      WeftException e = failure(file);
      if (e != null) {
        assertThat(e.code())
            .isIn(ErrorCode.CORRUPT_FILE, ErrorCode.SCHEMA_MISMATCH, ErrorCode.UNSUPPORTED_FILE);
      }
    }
    Files.write(file, plain);
    assertThat(failure(file).code()).isEqualTo(ErrorCode.CORRUPT_FILE);
  }

  private WeftException failure(Path file) {
    return catchThrowableOfType(
        WeftException.class, () -> Tables.rows(resolve(file.getFileName().toString())));
  }

  @Test
  void members_of_a_gzip_file_follow_each_other() throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(compressed("gz", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)));
    both.write(compressed("gz", "3,4\n".getBytes(StandardCharsets.UTF_8)));
    Files.write(directory.resolve("t.csv.gz"), both.toByteArray());
    assertThat(Tables.rows(resolve("t.csv.gz"))).hasSize(2);
  }

  /** Whatever the bytes are: rows or an error, never a broken process. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void any_bytes_are_rows_or_an_error(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] alphabet = "a1,\"\n\r'\\;|.-: \t\u00e9#".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      for (int b = 0; b < bytes.length; b++) {
        bytes[b] = alphabet[random.nextInt(alphabet.length)];
      }
      Files.write(directory.resolve("t.csv"), bytes);
      WeftException e =
          catchThrowableOfType(WeftException.class, () -> Tables.rows(resolve("t.csv")));
      if (e != null) {
        assertThat(e.code().blame()).isEqualTo(ErrorCode.Blame.DATA);
      }
    }
  }
}
