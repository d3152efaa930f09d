package org.weft.io.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.weft.io.table.DuckDb;
import org.weft.io.table.FileTableSource;
import org.weft.io.table.Tables;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.OptionValue;
import org.weft.planner.scan.ReadOptionNames;
import org.weft.planner.scan.ReadOptions;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.type.DataType;

/** Odd CSV files mean to us what they mean to DuckDB: columns, types and values. */
class CsvLikeDuckDbTest {
  @TempDir static Path directory;
  private static DuckDb duck;

  @BeforeAll
  static void start() {
    duck = new DuckDb();
  }

  @AfterAll
  static void stop() {
    duck.close();
  }

  /** A text, and options by name: a value, a list, or a map in the form a:b. */
  record Odd(String text, String... options) {
    @Override
    public String toString() {
      String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
      return shown.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
          + " "
          + List.of(options);
    }
  }

  static Stream<Odd> files() {
    return Stream.of(
        new Odd("a,b,c\n1,\"\",x\n2,,\"y\"\n3,\"NULL\",NULL\n"),
        new Odd("a\n1\n\n3\n\"\"\n"),
        new Odd("a,b\n1,2\n\n3,4\n"),
        new Odd("a,b\n1,true\n0,false\n1,t\n"),
        new Odd("x,y\na,b\nc,d\n"),
        new Odd("1,2\n3,4\n"),
        new Odd("a,b\n 1 , x \n2,\" y\" \n"),
        new Odd("a,a,,b\n1,2,3,4\n"),
        new Odd("a|b\n1|2.5\n3|x,y\n"),
        new Odd("id;val\n1;\"a;b\"\n2;\"c\"\"d\"\n"),
        new Odd("a,b\n12345678901234567890,1e5\n2,.5\n"),
        new Odd("a,b\n9223372036854775807,-9223372036854775808\n"),
        new Odd("a,b\n9223372036854775808,-9223372036854775809\n"),
        new Odd("t,d\n2020-01-02 03:04:05,2020-01-02\n2020-01-02T03:04:05.123456,2020-1-2\n"),
        new Odd("t\n2020-01-02 03:04:05+02\n2020-01-02 03:04:05Z\n"),
        new Odd("t\n12:34:56\n01:02:03.5\n"),
        new Odd("# hi\na,b\n1,2\n"),
        new Odd("a,b\n1,\"x\ny\"\n2,z\n"),
        new Odd("a,b\r\n1,\"x\r\ny\"\r\n2,\"\"\"\"\r\n"),
        new Odd("a,b\r1,2\r3,4\r"),
        new Odd("a,b\r\n1,2\r\n3,4"),
        new Odd("a,b\n-,\n1,N/A\n"),
        new Odd("a\n1\n2.0\n1e2\ninf\nnan\n"),
        new Odd(""),
        new Odd("a,b\n"),
        new Odd("a\nyes\nno\n"),
        new Odd("a\nTRUE\nF\n"),
        new Odd("a\ntrue\n1\n"),
        new Odd("a,b\n+5,05\n6,007\n"),
        new Odd("d\n2020/01/02\n"),
        new Odd("d\n13-02-2020\n01-02-2020\n"),
        new Odd("d\n12/31/2020\n01/02/2020\n"),
        new Odd("d\n12/31/2020 10:11:12\n"),
        new Odd("d\n10:11\n"),
        new Odd("1,a\n2,b\n"),
        new Odd("x,1\ny,2\n,\n"),
        new Odd("name\n\"a\"\n\"b, c\"\n"),
        new Odd("a\tb\n1\t2\n"),
        new Odd("a,b\n'x,y',2\n"),
        new Odd("a,b\n\"x\\\"y\",2\n"),
        new Odd("\uFEFFa,b\n1,2\n"),
        new Odd("a,b\n1,2"),
        new Odd("a,b,c\n1,2,3,\n4,5,6,\n"),
        new Odd("\"a b\",\"c\"\n1,2\n"),
        new Odd("A,a\n1,2\n"),
        new Odd("d\n2020-01-02 25:00:00\n"),
        new Odd("a,b\n1,1.5\n2,100000000000000000000.5\n"),
        new Odd("a\n 12 \n"),
        new Odd("x\n1e3\n"),
        new Odd("ä,b\nö,ü\n😀,1\n"),
        new Odd("a,b\n1,2\n", "header", "false"),
        new Odd("a,b\n1,2\n", "all_varchar", "true"),
        new Odd("a,b\n1,NA\nnone,3\n", "nullstr", "[NA,none]"),
        new Odd("junk\nmore, junk, here\na,b\n1,2\n", "skip", "2"),
        new Odd("a;b\n1,5;2,5\n", "delim", ";", "decimal_separator", ","),
        new Odd("a,b\n1,2\n3\n", "delim", ",", "null_padding", "true"),
        new Odd("a,b,c\n1,2,3\n4,5\n6,7,8\n", "null_padding", "true"),
        new Odd("a,b\n1,2,3\n4\n", "null_padding", "true"),
        new Odd("a,b,c\n1,2,3\n4,5,6,7\n6,7,8\n", "ignore_errors", "true"),
        new Odd("a,b\n1,2\n# a comment\n3,4\n"),
        new Odd("a,b\n1,2\n3\n5,6\n", "delim", ",", "ignore_errors", "true"),
        new Odd("a,b\n1,2\nx,4\n5,6\n", "types", "{a:BIGINT}", "ignore_errors", "true"),
        new Odd("1,2\n3,4\n", "names", "[p,q]"),
        new Odd("1,2\n3,4\n", "names", "[p]"),
        new Odd("a,b\n1,2.5\n3,4\n", "types", "{a:VARCHAR,b:DECIMAL(10,3)}"),
        new Odd("a,b\n1,2.5\n3,4\n", "columns", "{x:SMALLINT,y:FLOAT}", "header", "true"),
        new Odd("a,b\n31.12.2020,1\n", "dateformat", "%d.%m.%Y"),
        new Odd("a\n12/31/2020 10:11:12 PM\n", "timestampformat", "%m/%d/%Y %I:%M:%S %p"),
        new Odd("a~b\n1~2\n", "sep", "~"),
        new Odd("a,b\n|x,y|,2\n", "quote", "|"),
        new Odd("a,b\n\"x\n1,y\"\n", "quote", "", "delim", ",", "null_padding", "true"),
        new Odd("a,b\n%c\n1,2\n%d\n3,4\n", "comment", "%"),
        new Odd(many("id,text,value\n", 30_000)),
        new Odd(many("id|text|value\n", 9_000).replace(',', '|')));
  }

  private static String many(String header, int rows) {
    StringBuilder text = new StringBuilder(header);
    for (int i = 0; i < rows; i++) {
      String value =
          i % 7 == 0 ? "" : i % 5 == 0 ? "\"quoted \"\"" + i + "\"\" here\"" : "text" + i;
      text.append(i).append(',').append(value).append(',').append(i / 4.0 - 100).append('\n');
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("files")
  void columns_types_and_values(Odd odd) throws IOException {
    Path file = directory.resolve("odd.csv");
    Files.writeString(file, odd.text(), StandardCharsets.UTF_8);
    StringBuilder sql = new StringBuilder("SELECT * FROM read_csv('" + file + "'");
    Map<String, OptionValue> options = new LinkedHashMap<>();
    for (int i = 0; i < odd.options().length; i += 2) {
      OptionValue value = value(odd.options()[i + 1]);
      options.put(odd.options()[i], value);
      sql.append(", ").append(odd.options()[i]).append(" = ").append(sql(value));
    }
    sql.append(')');
    TableData table = resolve(file, options);
    List<List<String>> described = duck.rows("DESCRIBE " + sql);
    List<String> expected = described.stream().map(c -> c.get(0) + " " + weft(c.get(1))).toList();
    assertThat(table.schema().fields().stream().map(f -> f.name() + " " + f.type()).toList())
        .isEqualTo(expected);
    Tables.assertSameRows(Tables.rows(table), duck.rows(sql.toString()));
  }

  private static TableData resolve(Path file, Map<String, OptionValue> options) {
    ReadOptions read =
        ReadOptionNames.options(FileFormat.CSV, options, name -> DataType.parse(weft(name)));
    return new FileTableSource(new Configuration(false))
        .resolve(new TableReference("t", read, List.of(file.toString())));
  }

  private static OptionValue value(String text) {
    if (text.startsWith("[")) {
      return OptionValue.list(List.of(text.substring(1, text.length() - 1).split(",")));
    }
    if (text.startsWith("{")) {
      List<String> pairs = new ArrayList<>();
      for (String pair : text.substring(1, text.length() - 1).split(",(?![0-9])")) {
        pairs.addAll(List.of(pair.split(":")));
      }
      return OptionValue.map(pairs);
    }
    return OptionValue.single(text);
  }

  private static String sql(OptionValue value) {
    List<String> quoted = value.texts().stream().map(t -> "'" + t + "'").toList();
    return switch (value.shape()) {
      case SINGLE -> quoted.get(0);
      case LIST -> quoted.toString();
      case MAP -> {
        StringBuilder struct = new StringBuilder("{");
        for (int i = 0; i < quoted.size(); i += 2) {
          struct.append(i == 0 ? "" : ", ").append(quoted.get(i) + ": " + quoted.get(i + 1));
        }
        yield struct.append('}').toString();
      }
    };
  }

  /** A type of DuckDB's in our spelling. */
  private static String weft(String type) {
    return switch (type) {
      case "BIGINT" -> "int64";
      case "INTEGER" -> "int32";
      case "SMALLINT" -> "int16";
      case "DOUBLE" -> "float64";
      case "FLOAT" -> "float32";
      case "VARCHAR" -> "string";
      case "BOOLEAN" -> "boolean";
      case "DATE" -> "date";
      case "TIME" -> "time(us)";
      case "TIMESTAMP" -> "timestamp(us)";
      case "TIMESTAMP WITH TIME ZONE" -> "timestamp(us,utc)";
      default -> type.toLowerCase(java.util.Locale.ROOT);
    };
  }
}
