package org.weft.io.table;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** A file of every flat type, written by parquet-java, and what it holds. */
public final class ExampleFile {
  /** Each column comes required, and optional with one value in three missing. */
  private static final String[] COLUMNS = {
    "boolean flag",
    "int32 int",
    "int32 tiny (INTEGER(8,true))",
    "int32 small (INTEGER(16,true))",
    "int32 utiny (INTEGER(8,false))",
    "int32 usmall (INTEGER(16,false))",
    "int32 uint (INTEGER(32,false))",
    "int64 long",
    "int64 ulong (INTEGER(64,false))",
    "int96 legacy",
    "float single",
    "double pair",
    "int32 day (DATE)",
    "int64 millis (TIMESTAMP(MILLIS,true))",
    "int64 micros (TIMESTAMP(MICROS,false))",
    "int64 nanos (TIMESTAMP(NANOS,false))",
    "int32 dec32 (DECIMAL(9,2))",
    "int64 dec64 (DECIMAL(18,4))",
    "fixed_len_byte_array(5) decfix5 (DECIMAL(11,3))",
    "fixed_len_byte_array(9) decfix9 (DECIMAL(18,3))",
    "fixed_len_byte_array(16) decfix16 (DECIMAL(38,10))",
    "binary decbin (DECIMAL(15,1))",
    "binary decbinwide (DECIMAL(30,1))",
    "fixed_len_byte_array(2) half (FLOAT16)",
    "fixed_len_byte_array(7) fixed",
    "binary text (STRING)",
    "binary word (STRING)",
    "binary json (JSON)",
    "binary choice (ENUM)",
    "binary bytes",
  };

  private final List<List<String>> rows = new ArrayList<>();

  private ExampleFile() {}

  /** What was written, in the spelling of {@link BatchRows}. */
  public List<List<String>> rows() {
    return rows;
  }

  /** Writes a file with the options set on the writer. */
  public static ExampleFile write(
      Path path, int rowCount, UnaryOperator<ExampleParquetWriter.Builder> options) {
    StringBuilder text = new StringBuilder("message example {\n");
    for (String column : COLUMNS) {
      text.append("required ").append(column).append(";\n");
      int name = column.indexOf(' ') + 1;
      text.append("optional ").append(column, 0, name).append("o_");
      text.append(column.substring(name)).append(";\n");
    }
    MessageType schema = MessageTypeParser.parseMessageType(text.append('}').toString());
    ExampleFile file = new ExampleFile();
    ExampleParquetWriter.Builder builder =
        ExampleParquetWriter.builder(new LocalOutputFile(path))
            .withType(schema)
            .withConf(new PlainParquetConfiguration());
    try (ParquetWriter<Group> writer = options.apply(builder).build()) {
      Random random = new Random(42);
      for (int i = 0; i < rowCount; i++) {
        writer.write(file.row(schema, i, random));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return file;
  }

  private Group row(MessageType schema, int i, Random random) {
    Group group = new SimpleGroup(schema);
    List<String> row = new ArrayList<>();
    for (String column : COLUMNS) {
      String name = column.substring(column.indexOf(' ') + 1).replaceAll(" .*", "");
      row.add(add(group, name, name, i, random));
      boolean isNull = i / 1000 % 3 == 2 ? i % 3 == 0 : i / 1000 % 3 == 1;
      row.add(isNull ? "null" : add(group, "o_" + name, name, i + 1, random));
    }
    rows.add(row);
    return group;
  }

  /** Adds a value and says how it reads. */
  private static String add(Group group, String name, String kind, int i, Random random) {
    long wild = random.nextLong();
    switch (kind) {
      case "flag":
        group.add(name, (wild & 1) == 0);
        return String.valueOf((wild & 1) == 0);
      case "int":
        return addInt(group, name, i * 3 - 7, String.valueOf(i * 3 - 7));
      case "tiny":
        return addInt(group, name, (byte) wild, String.valueOf((byte) wild));
      case "small":
        return addInt(group, name, (short) wild, String.valueOf((short) wild));
      case "utiny":
        return addInt(group, name, (int) (wild & 255), String.valueOf(wild & 255));
      case "usmall":
        return addInt(group, name, (int) (wild & 65535), String.valueOf(wild & 65535));
      case "uint":
        return addInt(group, name, (int) wild, String.valueOf(wild & 0xFFFFFFFFL));
      case "long":
        return addLong(
            group, name, i % 500 == 0 ? wild : i, String.valueOf(i % 500 == 0 ? wild : i));
      case "ulong":
        return addLong(group, name, wild, Long.toUnsignedString(wild));
      case "legacy":
        return addInt96(group, name, i);
      case "single":
        group.add(name, (float) wild);
        return String.valueOf((float) wild);
      case "pair":
        group.add(name, wild / 3.0);
        return String.valueOf(wild / 3.0);
      case "day":
        return addInt(
            group, name, i % 20000 - 5000, LocalDate.ofEpochDay(i % 20000 - 5000).toString());
      case "millis":
        return addLong(group, name, i * 1001L, time(i * 1_001_000_000L));
      case "micros":
        return addLong(group, name, i * -1001L, time(i * -1_001_000L));
      case "nanos":
        return addLong(group, name, wild, time(wild));
      case "dec32":
        return addInt(group, name, (int) (wild % 1_000_000_000), decimal(wild % 1_000_000_000, 2));
      case "dec64":
        return addLong(group, name, i * 12_345_678L, decimal(i * 12_345_678L, 4));
      case "decfix5":
        return addDecimal(group, name, BigInteger.valueOf(wild >> 27), 3, 5);
      case "decfix9":
        return addDecimal(group, name, BigInteger.valueOf(wild >> 5), 3, 9);
      case "decfix16":
        return addDecimal(
            group, name, BigInteger.valueOf(wild).multiply(BigInteger.valueOf(i * 999L)), 10, 16);
      case "decbin":
        return addDecimal(group, name, BigInteger.valueOf(wild >> (wild & 31) >> 14), 1, 0);
      case "decbinwide":
        return addDecimal(group, name, BigInteger.valueOf(wild).multiply(BigInteger.TEN), 1, 0);
      case "half":
        short half = (short) (wild & 0xBFFF);
        group.add(name, Binary.fromConstantByteArray(new byte[] {(byte) half, (byte) (half >> 8)}));
        return String.valueOf(half(half));
      case "fixed":
        byte[] fixed =
            ("f" + (1_000_000 + i % 1000)).substring(0, 7).getBytes(StandardCharsets.UTF_8);
        group.add(name, Binary.fromConstantByteArray(fixed));
        return HexFormat.of().formatHex(fixed);
      case "text":
        return addText(
            group, name, "a long text, the same at its start, of row " + i + "äöü".repeat(i % 4));
      case "word":
        return addText(group, name, "word " + i % 23);
      case "json":
        return addText(group, name, "{\"x\":" + (wild & 0xFFF) + "}");
      case "choice":
        return addText(group, name, i % 2 == 0 ? "" : "Y");
      case "bytes":
        byte[] bytes = new byte[i % 19];
        random.nextBytes(bytes);
        group.add(name, Binary.fromConstantByteArray(bytes));
        return HexFormat.of().formatHex(bytes);
      default:
        throw new IllegalStateException(kind);
    }
  }

  private static String addInt(Group group, String name, int value, String text) {
    group.add(name, value);
    return text;
  }

  private static String addLong(Group group, String name, long value, String text) {
    group.add(name, value);
    return text;
  }

  private static String addText(Group group, String name, String value) {
    group.add(name, value);
    return value;
  }

  private static String addInt96(Group group, String name, int i) {
    long seconds = i * 86_399L;
    long nanos = Math.floorMod(seconds, 86_400L) * 1_000_000_000L + i * 1000L;
    int day = (int) (Math.floorDiv(seconds, 86_400L) + 2_440_588);
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    group.add(name, Binary.fromConstantByteArray(bytes.putLong(nanos).putInt(day).array()));
    return time(seconds * 1_000_000_000L + i * 1000L);
  }

  /** A decimal of {@code width} bytes, or as few as it needs if that is 0. */
  private static String addDecimal(
      Group group, String name, BigInteger value, int scale, int width) {
    byte[] bytes = value.toByteArray();
    if (width > 0) {
      byte[] wide = new byte[width];
      java.util.Arrays.fill(wide, (byte) (value.signum() < 0 ? -1 : 0));
      System.arraycopy(bytes, 0, wide, width - bytes.length, bytes.length);
      bytes = wide;
    }
    group.add(name, Binary.fromConstantByteArray(bytes));
    return new BigDecimal(value, scale).toPlainString();
  }

  private static String decimal(long unscaled, int scale) {
    return BigDecimal.valueOf(unscaled, scale).toPlainString();
  }

  private static String time(long nanos) {
    return LocalDateTime.ofInstant(Instant.EPOCH.plusNanos(nanos), ZoneOffset.UTC).toString();
  }

  /** IEEE half precision; exponents of all ones do not occur here. */
  private static float half(short bits) {
    int exponent = (bits >> 10) & 31;
    int fraction = bits & 1023;
    double size =
        exponent == 0 ? fraction * 0x1p-24 : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
    return (float) (bits < 0 ? -size : size);
  }
}
