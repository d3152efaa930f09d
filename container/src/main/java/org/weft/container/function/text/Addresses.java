package org.weft.container.function.text;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses (URLs) and paths taken apart; the parts are as written. */
public final class Addresses {
  /** RFC 3986, appendix B, the authority taken apart. */
  private static final Pattern URL =
      Pattern.compile(
          "(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?://((?:([^/?#@]*)@)?(\\[[^\\]]*\\]|[^/?#:]*)(?::(\\d*))?))?"
              + "([^?#]*)(?:\\?([^#]*))?(?:#(.*))?",
          Pattern.DOTALL);

  private static final String HEX = "0123456789ABCDEF";

  private Addresses() {}

  /** A part by its name as in Spark, or null. */
  public static String part(String url, String part) {
    Matcher match = URL.matcher(url);
    if (!match.matches()) {
      return null;
    }
    return switch (part) {
      case "PROTOCOL" -> match.group(1);
      case "AUTHORITY" -> match.group(2);
      case "USERINFO" -> match.group(3);
      case "HOST" -> match.group(4);
      case "PORT" -> match.group(5) == null || match.group(5).isEmpty() ? null : match.group(5);
      case "PATH" -> match.group(6);
      case "QUERY" -> match.group(7);
      case "REF" -> match.group(8);
      case "FILE" -> match.group(6) + (match.group(7) == null ? "" : "?" + match.group(7));
      default -> null;
    };
  }

  /** The first value of a parameter of the query, or null. */
  public static String parameter(String url, String name) {
    String query = part(url, "QUERY");
    if (query == null) {
      return null;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      if (key.equals(name)) {
        return equals < 0 ? "" : pair.substring(equals + 1);
      }
    }
    return null;
  }

  /** All but letters, digits and {@code -_.~} as %XX. */
  public static String encode(String text) {
    StringBuilder result = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain =
          c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == '~');
      if (plain) {
        result.append(c);
      } else {
        result.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return result.toString();
  }

  /** Every %XX replaced; what is no such stays. */
  public static byte[] decode(byte[] text) {
    byte[] result = new byte[text.length];
    int length = 0;
    for (int i = 0; i < text.length; i++) {
      int high = i + 2 < text.length ? Character.digit(text[i + 1], 16) : -1;
      int low = i + 2 < text.length ? Character.digit(text[i + 2], 16) : -1;
      if (text[i] == '%' && high >= 0 && low >= 0) {
        result[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        result[length++] = text[i];
      }
    }
    return java.util.Arrays.copyOf(result, length);
  }
}
