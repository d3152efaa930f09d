package org.weft.planner.sql.parse;

import java.util.Optional;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Reads a type as Arrow's libraries write it, such as {@code List(Int64)} or {@code
 * Timestamp(Nanosecond, None)}: the second argument of {@code arrow_cast}. How values are laid out
 * is not part of a type here: a {@code Dictionary} is its values, a {@code LargeList} a list.
 */
final class ArrowTypeText {
  private final String text;
  private final SqlParserPos pos;
  private int at;

  private ArrowTypeText(String text, SqlParserPos pos) {
    this.text = text;
    this.pos = pos;
  }

  /** The type; nothing if the text says none that there is. */
  static Optional<SqlDataTypeSpec> read(String text, SqlParserPos pos) {
    ArrowTypeText reader = new ArrowTypeText(text, pos);
    Optional<SqlTypeNameSpec> type = reader.type();
    return type.filter(found -> reader.skip() == text.length())
        .map(found -> new SqlDataTypeSpec(found, pos));
  }

  private Optional<SqlTypeNameSpec> type() {
    String name = word();
    return switch (name) {
      case "Utf8", "LargeUtf8", "Utf8View" -> TypeSyntax.spec("varchar", pos);
      case "Binary", "LargeBinary", "BinaryView" -> TypeSyntax.spec("blob", pos);
      case "FixedSizeBinary" ->
          accept('(') && !word().isEmpty() && accept(')')
              ? TypeSyntax.spec("blob", pos)
              : Optional.empty();
      case "Boolean", "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64" ->
          TypeSyntax.spec(name.equals("Int8") ? "tinyint" : name, pos);
      case "Float32", "Float64" -> TypeSyntax.spec(name, pos);
      case "Date32", "Date64" -> TypeSyntax.spec("date", pos);
      case "Decimal32", "Decimal64", "Decimal128", "Decimal256" -> decimal();
      case "Time32", "Time64" -> accept('(') ? timed(SqlTypeName.TIME) : Optional.empty();
      case "Timestamp" -> accept('(') ? timestamp() : Optional.empty();
      case "Interval", "Duration" ->
          accept('(') && !word().isEmpty() && accept(')')
              ? Optional.of(new IntervalTypeSpec(pos))
              : Optional.empty();
      case "List", "LargeList", "ListView", "LargeListView" ->
          accept('(') ? list() : Optional.empty();
      case "FixedSizeList" -> fixedList();
      case "Dictionary" -> {
        boolean hasKey = accept('(') && type().isPresent() && accept(',');
        Optional<SqlTypeNameSpec> value = hasKey ? type() : Optional.empty();
        yield accept(')') ? value : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private Optional<SqlTypeNameSpec> list() {
    Optional<SqlTypeNameSpec> element = type();
    return accept(')')
        ? element.map(type -> new SqlCollectionTypeNameSpec(type, SqlTypeName.ARRAY, pos))
        : Optional.empty();
  }

  /** {@code FixedSizeList(3, Int64)} or {@code FixedSizeList(3 x Int64)}. */
  private Optional<SqlTypeNameSpec> fixedList() {
    if (!accept('(') || number() < 0) {
      return Optional.empty();
    }
    if (!accept(',') && !word().equals("x")) {
      return Optional.empty();
    }
    return list();
  }

  private Optional<SqlTypeNameSpec> decimal() {
    int precision = accept('(') ? number() : -1;
    int scale = accept(',') ? number() : -1;
    boolean isPossible = precision > 0 && precision <= 38 && scale >= 0 && scale <= precision;
    return accept(')') && isPossible
        ? Optional.of(new SqlBasicTypeNameSpec(SqlTypeName.DECIMAL, precision, scale, pos))
        : Optional.empty();
  }

  private Optional<SqlTypeNameSpec> timed(SqlTypeName name) {
    int precision = precision();
    return precision >= 0 && accept(')')
        ? Optional.of(new SqlBasicTypeNameSpec(name, precision, pos))
        : Optional.empty();
  }

  /** {@code Nanosecond, None)} or {@code Nanosecond, Some("UTC"))} or {@code ns, "UTC")}. */
  private Optional<SqlTypeNameSpec> timestamp() {
    int precision = precision();
    SqlTypeName name = SqlTypeName.TIMESTAMP;
    if (accept(',')) {
      String zone = word();
      boolean hasZone = zone.equals("Some") ? accept('(') && quoted() && accept(')') : quoted();
      if (!hasZone && !zone.equals("None")) {
        return Optional.empty();
      }
      name = hasZone ? SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE : name;
    }
    return precision >= 0 && accept(')')
        ? Optional.of(new SqlBasicTypeNameSpec(name, precision, pos))
        : Optional.empty();
  }

  private int precision() {
    return switch (word()) {
      case "Second", "s" -> 0;
      case "Millisecond", "ms" -> 3;
      case "Microsecond", "us", "µs" -> 6;
      case "Nanosecond", "ns" -> 9;
      default -> -1;
    };
  }

  private boolean quoted() {
    if (!accept('"')) {
      return false;
    }
    int end = text.indexOf('"', at);
    at = Math.max(at, end + 1);
    return end >= 0;
  }

  private String word() {
    int start = skip();
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  /** A whole number; -1 if none follows. */
  private int number() {
    String word = word();
    return word.matches("\\d{1,8}") ? Integer.parseInt(word) : -1;
  }

  private boolean accept(char symbol) {
    boolean found = skip() < text.length() && text.charAt(at) == symbol;
    at += found ? 1 : 0;
    return found;
  }

  /** Passes over spaces. */
  private int skip() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at;
  }
}
