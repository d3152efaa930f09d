package org.weft.io.write;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Directories that are named by the value all rows in them have: {@code year=2024/month=1}. */
public final class HivePath {
  /** Stands for null, and for a text without characters, as with Hive. */
  public static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

  private static final String ESCAPED = "\"#%'*/:=?\\{}[]^<>|";

  private HivePath() {}

  /**
   * The directories of some values, without a slash at the end.
   *
   * @param values texts in the order of the keys; null for no value
   */
  public static String of(List<String> keys, List<String> values) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < keys.size(); i++) {
      path.append(i == 0 ? "" : "/");
      escape(keys.get(i), path);
      path.append('=');
      String value = values.get(i);
      if (value == null || value.isEmpty()) {
        path.append(NO_VALUE);
      } else {
        escape(value, path);
      }
    }
    return path.toString();
  }

  private static void escape(String text, StringBuilder to) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isLeadingDot = c == '.' && i == 0;
      if (c < ' ' || c == 0x7F || ESCAPED.indexOf(c) >= 0 || isLeadingDot) {
        for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          to.append(String.format(Locale.ROOT, "%%%02X", b & 0xFF));
        }
      } else {
        to.append(c);
      }
    }
  }
}
