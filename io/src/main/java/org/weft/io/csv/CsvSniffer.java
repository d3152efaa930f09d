package org.weft.io.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.weft.io.text.TypeGuess;
import org.weft.planner.scan.CsvDialect;
import org.weft.planner.scan.ReadFormat;
import org.weft.planner.scan.TextRecords;
import org.weft.planner.scan.ValueTexts;

/** Finds out which dialect a text is in, from its first records. */
final class CsvSniffer {
  private static final List<String> DELIMITERS = List.of(",", "|", ";", "\t");
  private static final List<String> QUOTES = List.of("\"", "'");
  private static final int LINES = 1_000;
  private static final String HASH = "#";

  /** Of the records, those that must have the same number of values to be believed. */
  private static final double CONSISTENT = 0.9;

  /** The same where records that do not fit are left out. */
  private static final double MOSTLY = 0.5;

  private CsvSniffer() {}

  /** A dialect that may be the one, and how well the text fits it. */
  private record Candidate(CsvDialect dialect, int columns, double fit, double leastFit) {
    boolean isBetterThan(Candidate other) {
      if (isPlausible() != other.isPlausible()) {
        return isPlausible();
      }
      return fit != other.fit ? fit > other.fit : columns > other.columns;
    }

    private boolean isPlausible() {
      return columns > 1 && fit >= leastFit;
    }
  }

  /** What of a format's dialect is not known yet, all but the header. */
  static CsvDialect detect(SampleText sample, ReadFormat.Csv format) {
    CsvDialect asked = format.dialect();
    Candidate best = null;
    for (String comment : comments(sample, asked)) {
      for (String quote : asked.quote().map(List::of).orElse(QUOTES)) {
        for (String escape : escapes(asked, quote)) {
          for (String delimiter : asked.delimiter().map(List::of).orElse(DELIMITERS)) {
            CsvDialect dialect =
                new CsvDialect(
                    Optional.of(delimiter),
                    Optional.of(quote),
                    Optional.of(escape),
                    asked.header(),
                    comment,
                    asked.skip());
            Candidate candidate = candidate(sample, dialect, format.records());
            if (best == null || candidate.isBetterThan(best)) {
              best = candidate;
            }
          }
        }
      }
    }
    return best.dialect();
  }

  /** Lines that begin with # may be comments, if the others fit better without them. */
  private static List<String> comments(SampleText sample, CsvDialect asked) {
    return asked.comment().isEmpty() && sample.hasLineOf('#', sample.start(asked.skip()))
        ? List.of("", HASH)
        : List.of(asked.comment());
  }

  private static List<String> escapes(CsvDialect asked, String quote) {
    if (asked.escape().isPresent()) {
      return List.of(asked.escape().get());
    }
    return quote.equals("\"") ? List.of(quote, "\\") : List.of(quote);
  }

  private static Candidate candidate(SampleText sample, CsvDialect dialect, TextRecords records) {
    SampleText.Lines found = sample.lines(sample.start(dialect.skip()), Dialect.of(dialect), LINES);
    Map<Integer, Integer> byCount = new HashMap<>();
    int lines = found.malformed();
    for (SampleText.Line line : found.lines()) {
      if (!line.cells().isEmpty()) {
        byCount.merge(values(line, found.lines().get(0)), 1, Integer::sum);
        lines++;
      }
    }
    if (records.length() != TextRecords.Ragged.FAIL) {
      return padded(dialect, byCount, lines);
    }
    int columns = 0;
    int most = 0;
    for (Map.Entry<Integer, Integer> entry : byCount.entrySet()) {
      if (entry.getValue() > most) {
        columns = entry.getKey();
        most = entry.getValue();
      }
    }
    double leastFit = records.errors() == TextRecords.Errors.SKIP ? MOSTLY : CONSISTENT;
    return new Candidate(dialect, columns, share(most, lines), leastFit);
  }

  private static double share(int lines, int of) {
    return of == 0 ? 0 : lines / (double) of;
  }

  /** Where short records are filled up, those of one value only speak against a delimiter. */
  private static Candidate padded(CsvDialect dialect, Map<Integer, Integer> byCount, int lines) {
    int columns = byCount.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    int separated = lines - byCount.getOrDefault(1, 0);
    return new Candidate(dialect, columns, share(separated, lines), MOSTLY);
  }

  /** The values of a record; a delimiter at its end that the first one does not have is none. */
  private static int values(SampleText.Line line, SampleText.Line first) {
    int values = line.cells().size();
    SampleText.Cell last = line.cells().get(values - 1);
    boolean isTrailing = last.text().isEmpty() && !last.isQuoted();
    return isTrailing && values == first.cells().size() + 1 ? values - 1 : values;
  }

  /** The types of the columns so far, and whether the first record holds their names. */
  record Columns(List<TypeGuess> guesses, boolean hasHeader) {}

  /**
   * Looks at the values of the first records.
   *
   * @param records without empty ones
   */
  static Columns columns(List<SampleText.Line> records, ReadFormat.Csv format) {
    if (records.isEmpty()) {
      return new Columns(List.of(), format.dialect().header().orElse(false));
    }
    ValueTexts texts = format.texts();
    int count = records.get(0).cells().size();
    List<TypeGuess> guesses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      guesses.add(new TypeGuess(texts));
    }
    for (SampleText.Line record : records.subList(1, records.size())) {
      add(record, guesses, texts);
    }
    boolean hasHeader =
        format.dialect().header().orElseGet(() -> isHeader(records, guesses, texts));
    if (format.columns().sample() == 0) {
      // What the values look like tells the header, though they are all to be read as texts.
      guesses.replaceAll(guess -> TypeGuess.text());
    }
    if (!hasHeader) {
      add(records.get(0), guesses, texts);
    }
    return new Columns(guesses, hasHeader);
  }

  static void add(SampleText.Line record, List<TypeGuess> guesses, ValueTexts texts) {
    for (int i = 0; i < Math.min(guesses.size(), record.cells().size()); i++) {
      String text = record.cells().get(i).text();
      if (!texts.nulls().contains(text)) {
        guesses.get(i).add(text);
      }
    }
  }

  /**
   * True if the first record is no data: some value of it does not have the type of its column. If
   * all columns are text, nothing tells, and it is taken for names, as DuckDB does.
   */
  private static boolean isHeader(
      List<SampleText.Line> records, List<TypeGuess> guesses, ValueTexts texts) {
    List<SampleText.Cell> first = records.get(0).cells();
    if (records.size() == 1) {
      List<TypeGuess> alone = new ArrayList<>();
      first.forEach(cell -> alone.add(new TypeGuess(texts)));
      add(records.get(0), alone, texts);
      return alone.stream().allMatch(guess -> guess.values() > 0 && isText(guess));
    }
    boolean allText = true;
    for (int i = 0; i < guesses.size(); i++) {
      String text = first.get(i).text();
      if (!texts.nulls().contains(text) && guesses.get(i).isContradictedBy(text)) {
        return true;
      }
      allText &= isText(guesses.get(i));
    }
    return allText;
  }

  private static boolean isText(TypeGuess guess) {
    return guess.type() == org.weft.planner.type.SimpleType.STRING;
  }
}
