package org.weft.planner.scan;

import java.util.List;

/**
 * How values are spelt in text.
 *
 * @param nulls texts that stand for no value; a text without characters stands for one where
 *     nothing is between two delimiters
 * @param dateFormat as of strptime, such as {@code %d.%m.%Y}; a text without characters for ISO
 *     8601
 * @param timestampFormat likewise
 * @param decimalPoint between the whole and the broken part of numbers
 */
public record ValueTexts(
    List<String> nulls, String dateFormat, String timestampFormat, String decimalPoint) {
  public static final ValueTexts USUAL = new ValueTexts(List.of(""), "", "", ".");

  public ValueTexts {
    nulls = List.copyOf(nulls);
  }

  /** The same with formats that were found out. */
  public ValueTexts with(String date, String timestamp) {
    return new ValueTexts(nulls, date, timestamp, decimalPoint);
  }
}
