package org.weft.planner.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.weft.planner.type.TimestampType.Unit;

/**
 * Reads what the {@code toString} of types writes. Words are read without regard to case; names of
 * struct fields keep their spelling, and are in double quotes if they are not plain words.
 */
final class TypeSpelling {
  /** Deeper types are taken for mistakes, before they exhaust the stack. */
  private static final int DEEPEST = 100;

  private final String text;
  private int at;
  private int depth;

  private TypeSpelling(String text) {
    this.text = text;
  }

  static DataType read(String text) {
    TypeSpelling spelling = new TypeSpelling(text);
    DataType type = spelling.type();
    spelling.skipSpace();
    if (spelling.at != text.length()) {
      throw spelling.unknown();
    }
    return type;
  }

  /** The spelling of a field's name. */
  static String name(String name) {
    boolean plain =
        !name.isEmpty() && name.chars().allMatch(TypeSpelling::isPlain) && !isDigit(name.charAt(0));
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static boolean isPlain(int c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private DataType type() {
    if (++depth > DEEPEST) {
      throw unknown();
    }
    String word = word();
    DataType type =
        switch (word) {
          case "decimal" -> decimal();
          case "timestamp" -> timestamp();
          case "time" -> time();
          case "enum" -> enumeration();
          case "list" -> list();
          case "map" -> map();
          case "struct" -> struct();
          default -> simple(word);
        };
    depth--;
    return type;
  }

  private DataType simple(String word) {
    for (SimpleType type : SimpleType.values()) {
      if (type.toString().equals(word)) {
        return type;
      }
    }
    throw unknown();
  }

  private DataType decimal() {
    expect('(');
    int precision = number();
    expect(',');
    int scale = number();
    expect(')');
    return new DecimalType(precision, scale);
  }

  private DataType timestamp() {
    expect('(');
    Unit unit = Unit.parse(word());
    TimestampType.Zone zone = TimestampType.Zone.LOCAL;
    if (found(',')) {
      if (!word().equals("utc")) {
        throw unknown();
      }
      zone = TimestampType.Zone.UTC;
    }
    expect(')');
    return new TimestampType(unit, zone);
  }

  private DataType time() {
    expect('(');
    Unit unit = Unit.parse(word());
    expect(')');
    return new TimeType(unit);
  }

  private DataType enumeration() {
    expect('(');
    List<String> values = new ArrayList<>();
    while (!found(')')) {
      if (!values.isEmpty()) {
        expect(',');
      }
      expect('\'');
      values.add(quoted('\''));
    }
    return new EnumType(values);
  }

  private DataType list() {
    expect('(');
    DataType element = type();
    expect(')');
    return new ListType(element);
  }

  private DataType map() {
    expect('(');
    DataType key = type();
    expect(',');
    DataType value = type();
    expect(')');
    return new MapType(key, value);
  }

  private DataType struct() {
    expect('(');
    List<Field> fields = new ArrayList<>();
    do {
      String name = fieldName();
      fields.add(Field.nullable(name, type()));
    } while (found(','));
    expect(')');
    return new StructType(fields);
  }

  private String fieldName() {
    skipSpace();
    if (at == text.length() || text.charAt(at) != '"') {
      return plainWord();
    }
    at++;
    return quoted('"');
  }

  /** What stands in front of the closing quote; a doubled one is one of the text. */
  private String quoted(char mark) {
    StringBuilder inside = new StringBuilder();
    while (true) {
      int quote = text.indexOf(mark, at);
      if (quote < 0) {
        throw unknown();
      }
      inside.append(text, at, quote);
      at = quote + 1;
      if (at == text.length() || text.charAt(at) != mark) {
        return inside.toString();
      }
      inside.append(mark);
      at++;
    }
  }

  private String word() {
    return plainWord().toLowerCase(Locale.ROOT);
  }

  private String plainWord() {
    skipSpace();
    int start = at;
    while (at < text.length() && isPlain(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw unknown();
    }
    return text.substring(start, at);
  }

  private int number() {
    String digits = word();
    if (!digits.chars().allMatch(TypeSpelling::isDigit) || digits.length() > 4) {
      throw unknown();
    }
    return Integer.parseInt(digits);
  }

  private void expect(char c) {
    if (!found(c)) {
      throw unknown();
    }
  }

  private boolean found(char c) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private IllegalArgumentException unknown() {
    return new IllegalArgumentException("no such type: " + text);
  }
}
