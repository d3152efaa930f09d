package org.weft.planner.scan;

import java.util.Optional;

/**
 * Which characters mean what in text with delimiters. An absent part is found out from the text.
 *
 * @param delimiter between two values, a character of ASCII
 * @param quote around values that hold a delimiter or a line's end; a text without characters if
 *     there are no quotes
 * @param escape before a quote that belongs to the value; equal to the quote where it is doubled
 * @param header whether the first record holds the names of the columns
 * @param comment a line that starts so is no record; a text without characters if there are none
 * @param skip lines before the first record that are not looked at
 */
public record CsvDialect(
    Optional<String> delimiter,
    Optional<String> quote,
    Optional<String> escape,
    Optional<Boolean> header,
    String comment,
    int skip) {
  public static final CsvDialect DETECTED =
      new CsvDialect(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "", 0);

  /** True if nothing is left to be found out. */
  public boolean isKnown() {
    return delimiter.isPresent() && quote.isPresent() && escape.isPresent() && header.isPresent();
  }
}
