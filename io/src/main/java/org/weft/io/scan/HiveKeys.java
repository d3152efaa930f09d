package org.weft.io.scan;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.weft.io.file.FoundFile;
import org.weft.io.write.HivePath;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Value;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.ReadOptions;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TypeKind;

/** Columns that names of directories such as {@code year=2024} make. */
public final class HiveKeys {
  private HiveKeys() {}

  /**
   * The columns of a table's files, in the order of the directories.
   *
   * @throws WeftException SCHEMA_MISMATCH if that is asked for and the directories of one file have
   *     other keys than those of another
   */
  public static List<Field> of(List<FoundFile> files, ReadOptions options) {
    if (options.hive() == ReadOptions.Hive.OFF) {
      return List.of();
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    Set<String> keys = null;
    for (FoundFile file : files) {
      Map<String, String> own = keys(file.path());
      if (keys != null && !keys.equals(own.keySet())) {
        if (options.hive() == ReadOptions.Hive.DETECTED) {
          return List.of();
        }
        throw WeftException.of(
                ErrorCode.SCHEMA_MISMATCH,
                "the directories of "
                    + file.path()
                    + " have the keys "
                    + own.keySet()
                    + ", those of "
                    + files.get(0).path()
                    + " "
                    + keys)
            .hint("name files of the same keys, or use hive_partitioning => false");
      }
      keys = own.keySet();
      own.forEach((key, value) -> values.computeIfAbsent(key, k -> new ArrayList<>()).add(value));
    }
    List<Field> fields = new ArrayList<>();
    values.forEach(
        (key, texts) -> {
          DataType type =
              options.hiveTypes().stream()
                  .filter(field -> field.name().equalsIgnoreCase(key))
                  .map(Field::type)
                  .findFirst()
                  .orElseGet(() -> guess(texts));
          boolean hasNull = texts.contains(null);
          fields.add(hasNull ? Field.nullable(key, type) : Field.required(key, type));
        });
    return fields;
  }

  /** The keys in a path and their texts, in order; null for no value. */
  public static Map<String, String> keys(String path) {
    Map<String, String> keys = new LinkedHashMap<>();
    String[] names = path.split("/");
    for (int i = 0; i < names.length - 1; i++) {
      int equals = names[i].indexOf('=');
      if (equals > 0 && names[i].indexOf('=', equals + 1) < 0) {
        String text = decoded(names[i].substring(equals + 1));
        keys.put(decoded(names[i].substring(0, equals)), isNull(text) ? null : text);
      }
    }
    return keys;
  }

  private static boolean isNull(String text) {
    return text.equals(HivePath.NO_VALUE);
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < utf8.length; i++) {
      int high = i + 2 < utf8.length ? Character.digit(utf8[i + 1], 16) : -1;
      int low = i + 2 < utf8.length ? Character.digit(utf8[i + 2], 16) : -1;
      if (utf8[i] == '%' && high >= 0 && low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.write(utf8[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static DataType guess(List<String> texts) {
    if (texts.stream().allMatch(text -> text == null || isInteger(text))) {
      return SimpleType.INT64;
    }
    return texts.stream().allMatch(text -> text == null || isDate(text))
        ? SimpleType.DATE
        : SimpleType.STRING;
  }

  /** Numbers that look the same when they are written again: 007 is text. */
  private static boolean isInteger(String text) {
    return text.matches("0|-?[1-9][0-9]{0,17}");
  }

  private static boolean isDate(String text) {
    try {
      return text.length() == 10 && LocalDate.parse(text) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /**
   * The value of a key's column in a file; empty for null.
   *
   * @throws WeftException SCHEMA_MISMATCH if the text is no value of the type
   */
  public static Optional<Value> value(FoundFile file, Field field) {
    String text = keys(file.path()).get(field.name());
    return text == null ? Optional.empty() : Optional.of(value(file, field, text));
  }

  private static Value value(FoundFile file, Field field, String text) {
    try {
      return switch (field.type().kind()) {
        case INT8, INT16, INT32, INT64 -> new Value.Int(Long.parseLong(text));
        case DATE -> new Value.Int(LocalDate.parse(text).toEpochDay());
        case FLOAT32, FLOAT64 -> new Value.Real(Double.parseDouble(text));
        case BOOLEAN -> new Value.Bool(flag(text));
        default -> {
          if (field.type().kind() != TypeKind.STRING) {
            throw new IllegalArgumentException("no directories for " + field.type());
          }
          yield new Value.Text(text);
        }
      };
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw WeftException.of(
          ErrorCode.SCHEMA_MISMATCH,
          "'" + text + "' in the path of " + file.path() + " is not " + field.type(),
          e);
    }
  }

  private static boolean flag(String text) {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** What is known of a column that has one value in all rows of a file; no bounds for null. */
  public static ColumnStatistics statistics(Optional<Value> value) {
    return new ColumnStatistics(value, value, OptionalLong.of(0), OptionalDouble.of(1));
  }
}
