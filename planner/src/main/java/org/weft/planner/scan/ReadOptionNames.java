package org.weft.planner.scan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.NearestName;
import org.weft.planner.error.WeftException;
import org.weft.planner.setting.Setting;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;

/**
 * Options of a reader as the user named them: {@code read_csv('path', header => true)}. Names are
 * DuckDB's and Daft's, without regard to case. Whatever is left over is refused.
 */
public final class ReadOptionNames {
  private final FileFormat format;
  private final Function<String, DataType> types;
  private final Map<String, OptionValue> given = new LinkedHashMap<>();
  private final List<String> known = new ArrayList<>();

  private ReadOptionNames(
      FileFormat format, Map<String, OptionValue> options, Function<String, DataType> types) {
    this.format = format;
    this.types = types;
    options.forEach((name, value) -> given.put(name.toLowerCase(Locale.ROOT), value));
  }

  /**
   * How files are to be read.
   *
   * @param types the type of a name; fails as it likes
   * @throws WeftException INVALID_QUERY for an option that is unknown or has no such value
   */
  public static ReadOptions options(
      FileFormat format, Map<String, OptionValue> options, Function<String, DataType> types) {
    return new ReadOptionNames(format, options, types).options();
  }

  private ReadOptions options() {
    ReadFormat readFormat =
        switch (format) {
          case PARQUET, ORC, ARROW -> ReadFormat.of(format);
          case CSV -> csv();
          case JSON -> json();
        };
    Optional<Boolean> hive = flag("hive_partitioning");
    ReadOptions options =
        new ReadOptions(
            readFormat,
            hive.map(on -> on ? ReadOptions.Hive.ON : ReadOptions.Hive.OFF)
                .orElse(ReadOptions.Hive.DETECTED),
            fields("hive_types"),
            List.of(),
            fileColumn(),
            flag("union_by_name").orElse(true)
                ? ReadOptions.Union.BY_NAME
                : ReadOptions.Union.SAME_NAMES);
    if (!given.isEmpty()) {
      String name = given.keySet().iterator().next();
      WeftException unknown = wrong("read_" + format + " has no option '" + name + "'");
      throw NearestName.of(name, known)
          .map(nearest -> unknown.hint("use " + nearest + ", the nearest name"))
          .orElse(unknown);
    }
    return options;
  }

  /** {@code filename => true} is a column of that name; a text is its name. */
  private Optional<String> fileColumn() {
    Optional<String> named = text("file_path_column");
    Optional<String> filename = text("filename");
    if (named.isPresent() || filename.isEmpty()) {
      return named;
    }
    return switch (filename.get().toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of("filename");
      case "false" -> Optional.empty();
      default -> filename;
    };
  }

  private ReadFormat csv() {
    Optional<String> quote = text("quote");
    Optional<String> escape = text("escape", "escape_char");
    Optional<Boolean> doubled = flag("double_quote");
    if (escape.isEmpty() && doubled.orElse(false)) {
      escape = Optional.of(quote.orElse("\""));
    }
    Optional<Boolean> header = flag("header", "has_headers");
    CsvDialect dialect =
        new CsvDialect(
            text("delim", "sep", "delimiter").map(ReadOptionNames::unescaped),
            quote,
            quote.filter(String::isEmpty).isPresent() ? Optional.of("") : escape,
            header,
            text("comment").orElse(""),
            (int) (long) number("skip", 0).orElse(0L));
    ValueTexts usual = ValueTexts.USUAL;
    ValueTexts texts =
        new ValueTexts(
            nulls().orElse(usual.nulls()),
            text("dateformat", "date_format").orElse(""),
            text("timestampformat", "timestamp_format").orElse(""),
            text("decimal_separator").orElse(usual.decimalPoint()));
    if (texts.decimalPoint().length() != 1) {
      throw wrong("decimal_separator is not '" + texts.decimalPoint() + "'").hint("use . or ,");
    }
    take("buffer_size"); // how much DuckDB reads at once
    take("new_line"); // records end with any of them
    boolean pad = flag("null_padding").orElse(false);
    boolean fit = flag("allow_variable_columns").orElse(false);
    TextRecords.Ragged length = pad ? TextRecords.Ragged.PAD : TextRecords.Ragged.FAIL;
    TextRecords records = records(fit ? TextRecords.Ragged.FIT : length);
    return new ReadFormat.Csv(dialect, texts, columns(), records, compression());
  }

  private ReadFormat json() {
    ReadFormat.Json.Layout layout =
        text("format")
            .map(
                name ->
                    switch (name.toLowerCase(Locale.ROOT)) {
                      case "auto" -> ReadFormat.Json.Layout.DETECTED;
                      case "newline_delimited", "nd", "lines" -> ReadFormat.Json.Layout.LINES;
                      case "array" -> ReadFormat.Json.Layout.ARRAY;
                      case "unstructured" -> ReadFormat.Json.Layout.SEQUENCE;
                      default ->
                          throw wrong("format is not '" + name + "'")
                              .hint("use auto, newline_delimited, array or unstructured");
                    })
            .orElse(ReadFormat.Json.Layout.DETECTED);
    ValueTexts usual = ValueTexts.USUAL;
    ValueTexts texts =
        new ValueTexts(
            usual.nulls(),
            text("dateformat", "date_format").orElse(""),
            text("timestampformat", "timestamp_format").orElse(""),
            usual.decimalPoint());
    return new ReadFormat.Json(
        layout, texts, columns(), records(TextRecords.Ragged.FAIL), compression());
  }

  private Optional<List<String>> nulls() {
    Optional<OptionValue> value = take("nullstr", "null");
    return value.map(OptionValue::texts);
  }

  private ColumnHints columns() {
    boolean guesses = flag("auto_detect", "infer_schema").orElse(true);
    boolean allText = flag("all_varchar").orElse(false);
    long sample = number("sample_size", -1).orElse((long) ColumnHints.SAMPLE);
    List<Field> columns = fields("columns", "schema");
    Optional<OptionValue> names = take("names", "column_names");
    Optional<OptionValue> typed = take("types", "dtypes", "column_types");
    List<Field> byName = List.of();
    List<String> ownNames = names.map(OptionValue::texts).orElse(List.of());
    if (typed.isPresent() && typed.get().shape() == OptionValue.Shape.MAP) {
      byName = fields(typed.get());
    } else if (typed.isPresent()) {
      List<String> texts = typed.get().texts();
      if (ownNames.size() < texts.size()) {
        throw wrong("types without names").hint("write types => MAP['column', 'BIGINT']");
      }
      List<Field> fields = new ArrayList<>();
      for (int i = 0; i < texts.size(); i++) {
        fields.add(Field.nullable(ownNames.get(i), types.apply(texts.get(i))));
      }
      byName = fields;
    }
    int most = allText || !guesses && columns.isEmpty() ? 0 : sample(sample);
    return new ColumnHints(columns, ownNames, byName, most);
  }

  /** -1 is everything, as far as a sample goes. */
  private static int sample(long records) {
    return records < 0
        ? Integer.MAX_VALUE
        : (int) Math.min(Integer.MAX_VALUE, Math.max(1, records));
  }

  private TextRecords records(TextRecords.Ragged length) {
    TextRecords strict = TextRecords.STRICT;
    return new TextRecords(
        length,
        flag("ignore_errors").orElse(false) ? TextRecords.Errors.SKIP : TextRecords.Errors.FAIL,
        number("maximum_line_size", 1)
            .or(() -> number("max_line_size", 1))
            .or(() -> number("maximum_object_size", 1))
            .orElse(strict.largest()),
        flag("parallel").orElse(true)
            ? TextRecords.Splitting.ALLOWED
            : TextRecords.Splitting.NEVER);
  }

  private Optional<Compression> compression() {
    return text("compression")
        .flatMap(
            name ->
                switch (name.toLowerCase(Locale.ROOT)) {
                  case "auto", "auto_detect" -> Optional.empty();
                  case "none", "uncompressed" -> Optional.of(Compression.NONE);
                  case "gzip", "gz" -> Optional.of(Compression.GZIP);
                  case "zstd" -> Optional.of(Compression.ZSTD);
                  case "bz2", "bzip2" -> Optional.of(Compression.BZIP2);
                  case "snappy" -> Optional.of(Compression.SNAPPY);
                  case "lz4" -> Optional.of(Compression.LZ4);
                  case "deflate" -> Optional.of(Compression.DEFLATE);
                  default ->
                      throw wrong("compression is not '" + name + "'")
                          .hint("use auto, none, gzip, zstd, bz2, snappy, lz4 or deflate");
                });
  }

  private static String unescaped(String text) {
    return text.equals("\\t") ? "\t" : text;
  }

  private Optional<OptionValue> take(String... names) {
    known.addAll(List.of(names));
    Optional<OptionValue> found = Optional.empty();
    for (String name : names) {
      OptionValue value = given.remove(name);
      if (value != null) {
        if (found.isPresent()) {
          throw wrong("option '" + name + "' is given twice, under two names");
        }
        found = Optional.of(value);
      }
    }
    return found;
  }

  private Optional<String> text(String... names) {
    Optional<OptionValue> value = take(names);
    if (value.isPresent() && value.get().shape() != OptionValue.Shape.SINGLE) {
      throw wrong("option '" + names[0] + "' needs one value");
    }
    return value.map(v -> v.texts().get(0));
  }

  private Optional<Boolean> flag(String... names) {
    return text(names)
        .map(
            text -> {
              try {
                return Setting.parseFlag(text);
              } catch (IllegalArgumentException e) {
                throw WeftException.of(
                    ErrorCode.INVALID_QUERY,
                    "option '" + names[0] + "' has no value '" + text + "'",
                    e);
              }
            });
  }

  private Optional<Long> number(String name, long least) {
    return text(name)
        .map(
            text -> {
              try {
                long number = Long.parseLong(text);
                if (number >= least) {
                  return number;
                }
                throw new NumberFormatException("below " + least);
              } catch (NumberFormatException e) {
                throw WeftException.of(
                    ErrorCode.INVALID_QUERY,
                    "option '" + name + "' has no value '" + text + "'",
                    e);
              }
            });
  }

  private List<Field> fields(String... names) {
    Optional<OptionValue> value = take(names);
    if (value.isPresent() && value.get().shape() != OptionValue.Shape.MAP) {
      throw wrong("option '" + names[0] + "' needs names with types")
          .hint("write " + names[0] + " => MAP['column', 'BIGINT']");
    }
    return value.map(this::fields).orElse(List.of());
  }

  private List<Field> fields(OptionValue map) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i + 1 < map.texts().size(); i += 2) {
      fields.add(Field.nullable(map.texts().get(i), types.apply(map.texts().get(i + 1))));
    }
    return fields;
  }

  private static WeftException wrong(String sentence) {
    return WeftException.of(ErrorCode.INVALID_QUERY, sentence);
  }
}
