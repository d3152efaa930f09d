package org.weft.container.expression.cast;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;

/** The grammar of nested values as text: values as {@code JavaValues} has them, texts inside. */
final class NestedTextReader {
  /** Deeper brackets are taken for a mistake, before they exhaust the stack. */
  private static final int DEEPEST = 200;

  private static final Pattern ESCAPED_QUOTE = Pattern.compile("\\\\(['\"])");

  private final String text;
  private int at;
  private int depth;

  /** Thrown for text that is no such value; carries nothing. */
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong() {
      super(null, null, false, false);
    }
  }

  private NestedTextReader(String text) {
    this.text = text;
  }

  /** The value, or nothing if the text is none of this type, or is NULL. */
  @SuppressWarnings("unchecked") // nested values are lists
  static Optional<List<Object>> read(String text, DataType type) {
    NestedTextReader reader = new NestedTextReader(text);
    try {
      Object value = reader.value(type, "");
      reader.skipSpace();
      boolean isWhole = reader.at == text.length();
      return isWhole ? Optional.ofNullable((List<Object>) value) : Optional.empty();
    } catch (Wrong e) {
      return Optional.empty();
    }
  }

  /**
   * Reads one value.
   *
   * @param ends what may follow a text that has no quotes
   */
  private Object value(DataType type, String ends) throws Wrong {
    skipSpace();
    if (!type.isNested()) {
      return leaf(ends);
    }
    if (isNullWord(ends)) {
      return null;
    }
    if (++depth > DEEPEST) {
      throw new Wrong();
    }
    Object value;
    if (type instanceof ListType list) {
      value = list(list.element());
    } else if (type instanceof StructType struct) {
      value = found('(') ? row(struct) : struct(struct);
    } else {
      value = map((MapType) type);
    }
    depth--;
    return value;
  }

  private boolean isNullWord(String ends) {
    if (!text.regionMatches(true, at, "null", 0, 4)) {
      return false;
    }
    int end = at + 4;
    while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    if (end == text.length() || ends.indexOf(text.charAt(end)) >= 0) {
      at = end;
      return true;
    }
    return false;
  }

  private List<Object> list(DataType element) throws Wrong {
    expect('[');
    List<Object> values = new ArrayList<>();
    if (found(']')) {
      return values;
    }
    do {
      values.add(value(element, ",]"));
    } while (found(','));
    expect(']');
    return values;
  }

  /** By position: the bracket has been read. */
  private List<Object> row(StructType type) throws Wrong {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < type.size(); i++) {
      if (i > 0) {
        expect(',');
      }
      values.add(value(type.type(i), ",)"));
    }
    expect(')');
    return values;
  }

  private List<Object> struct(StructType type) throws Wrong {
    expect('{');
    Object[] values = new Object[type.size()];
    if (found('}')) {
      return Arrays.asList(values);
    }
    do {
      skipSpace();
      String name = (String) leaf(":=");
      OptionalInt field = name == null ? OptionalInt.empty() : type.indexOf(name);
      if (field.isEmpty() || !(found(':') || found('='))) {
        throw new Wrong();
      }
      values[field.getAsInt()] = value(type.type(field.getAsInt()), ",}");
    } while (found(','));
    expect('}');
    return Arrays.asList(values);
  }

  private List<Object> map(MapType type) throws Wrong {
    expect('{');
    List<Object> pairs = new ArrayList<>();
    if (found('}')) {
      return pairs;
    }
    do {
      Object key = value(type.key(), "=:");
      if (key == null || !(found('=') || found(':'))) {
        throw new Wrong();
      }
      pairs.add(new AbstractMap.SimpleEntry<>(key, value(type.value(), ",}")));
    } while (found(','));
    expect('}');
    return pairs;
  }

  /** A text in quotes, or up to one of the ends; null for the word. */
  private String leaf(String ends) throws Wrong {
    if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
      return quoted(text.charAt(at++));
    }
    if (isNullWord(ends)) {
      return null;
    }
    int start = at;
    int open = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        at += 2;
        continue;
      }
      if (open == 0 && ends.indexOf(c) >= 0) {
        break;
      }
      if (c == '[' || c == '{' || c == '(') {
        open++;
      } else if ((c == ']' || c == '}' || c == ')') && open > 0) {
        open--;
      }
      at++;
    }
    return unescaped(text.substring(start, at).strip());
  }

  /** Quotes may be written behind a backslash; before anything else it is a character. */
  private static String unescaped(String bare) {
    return bare.indexOf('\\') < 0 ? bare : ESCAPED_QUOTE.matcher(bare).replaceAll("$1");
  }

  private String quoted(char quote) throws Wrong {
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == quote) {
        return value.toString();
      }
      if (c == '\\' && at < text.length()) {
        c = text.charAt(at++);
      }
      value.append(c);
    }
    throw new Wrong();
  }

  private void expect(char c) throws Wrong {
    if (!found(c)) {
      throw new Wrong();
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
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
