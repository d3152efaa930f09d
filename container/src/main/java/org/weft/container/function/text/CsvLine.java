package org.weft.container.function.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of CSV.
 *
 * @param separator what stands between fields
 * @param quote the character around fields that have separators in them
 * @param escape the character in front of a quote in a quoted field
 * @param absent what stands for null; an empty field without quotes if it is empty
 */
public record CsvLine(String separator, char quote, char escape, String absent) {
  /** The fields of a line, null for those that are null. */
  public List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean isQuoted = false;
    boolean wasQuoted = false;
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      boolean isNextQuote = i + 1 < line.length() && line.charAt(i + 1) == quote;
      if (isQuoted && (c == escape || c == quote) && isNextQuote) {
        field.append(quote);
        i += 2;
      } else if (isQuoted && c == quote) {
        isQuoted = false;
        i++;
      } else if (isQuoted) {
        field.append(c);
        i++;
      } else if (line.startsWith(separator, i)) {
        fields.add(value(field, wasQuoted));
        field.setLength(0);
        wasQuoted = false;
        i += separator.length();
      } else if (c == quote && field.toString().isBlank()) {
        field.setLength(0);
        isQuoted = true;
        wasQuoted = true;
        i++;
      } else {
        field.append(c);
        i++;
      }
    }
    fields.add(value(field, wasQuoted));
    return fields;
  }

  private String value(StringBuilder field, boolean wasQuoted) {
    String text = field.toString();
    return !wasQuoted && text.equals(absent) ? null : text;
  }

  /** The line of fields; quotes stand where a reader would see something else without them. */
  public String line(List<String> fields) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < fields.size(); i++) {
      String field = fields.get(i);
      line.append(i == 0 ? "" : separator);
      line.append(field == null ? absent : needsQuotes(field) ? quoted(field) : field);
    }
    return line.toString();
  }

  private boolean needsQuotes(String field) {
    return field.isEmpty()
        || field.equals(absent)
        || field.contains(separator)
        || field.indexOf(quote) >= 0
        || field.indexOf('\n') >= 0
        || field.indexOf('\r') >= 0;
  }

  private String quoted(String field) {
    StringBuilder text = new StringBuilder().append(quote);
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == quote) {
        text.append(escape);
      }
      text.append(c);
    }
    return text.append(quote).toString();
  }
}
