package org.weft.planner.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.NearestName;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.Compression;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.FileNames;
import org.weft.planner.setting.Setting;

/**
 * Options of a writing statement as the user named them: {@code COPY … TO 'path' (FORMAT parquet,
 * COMPRESSION zstd, PARTITION_BY (a, b))}. Names are DuckDB's and Daft's, without regard to case.
 *
 * <p>Every option that was given must be asked for: {@link #spec} refuses what is left.
 */
public final class WriteOptions {
  private static final List<String> COMMON =
      List.of(
          "format",
          "partition_by",
          "overwrite",
          "append",
          "write_mode",
          "single_file",
          "per_thread_output",
          "file_size_bytes",
          "file_prefix",
          "compression",
          "compression_level");

  private final String path;
  private final Map<String, List<String>> given = new LinkedHashMap<>();
  private final List<String> known = new ArrayList<>(COMMON);

  private WriteOptions(String path, Map<String, List<String>> options) {
    this.path = path;
    options.forEach((name, values) -> given.put(name.toLowerCase(Locale.ROOT), values));
  }

  /**
   * What a statement asks for.
   *
   * @param path where to write; its ending tells the format unless an option does
   * @param options values by name; none for an option that was only named, which means true; more
   *     than one for a list
   * @throws WeftException INVALID_QUERY for an option that is unknown or has no such value
   */
  public static WriteSpec spec(String path, Map<String, List<String>> options) {
    return new WriteOptions(path, options).spec();
  }

  private WriteSpec spec() {
    List<String> partitionBy =
        list("partition_by").or(() -> list("partition_cols")).orElse(List.of());
    WriteSpec.Mode mode = mode();
    WriteSpec.Layout layout = layout(partitionBy);
    long fileBytes = bytes("file_size_bytes").orElse(WriteSpec.FILE_BYTES);
    String filePrefix = prefix();
    WriteFormat format = format();
    if (!given.isEmpty()) {
      String name = given.keySet().iterator().next();
      WeftException unknown = wrong("there is no option '" + name + "' for " + format.format());
      throw NearestName.of(name, known)
          .map(nearest -> unknown.hint("use " + nearest + ", the nearest name"))
          .orElse(unknown);
    }
    if (layout == WriteSpec.Layout.FILE && !partitionBy.isEmpty()) {
      throw wrong("a single file cannot be partitioned")
          .hint("leave out single_file, or partition_by");
    }
    WriteSpec.Mode fitting =
        layout == WriteSpec.Layout.FILE && mode == null ? WriteSpec.Mode.OVERWRITE : mode;
    return new WriteSpec(
        path,
        layout,
        fitting == null ? WriteSpec.Mode.FAIL : fitting,
        partitionBy,
        fileBytes,
        filePrefix,
        format);
  }

  private String prefix() {
    String prefix = text("file_prefix").orElse(WriteSpec.FILE_PREFIX);
    if (!prefix.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
      throw wrong("file_prefix is not '" + prefix + "'")
          .hint("use letters, digits, '_' and '-', the first a letter or digit");
    }
    return prefix;
  }

  /** Null if nothing is said of it: a file is replaced then, a directory is not. */
  private WriteSpec.Mode mode() {
    Optional<String> mode = text("write_mode").or(() -> text("mode"));
    if (mode.isPresent()) {
      return switch (mode.get().toLowerCase(Locale.ROOT).replace('-', '_')) {
        case "append" -> WriteSpec.Mode.APPEND;
        case "overwrite" -> WriteSpec.Mode.OVERWRITE;
        case "overwrite_partitions" -> WriteSpec.Mode.OVERWRITE_PARTITIONS;
        case "fail", "error" -> WriteSpec.Mode.FAIL;
        default ->
            throw wrong("write_mode is not '" + mode.get() + "'")
                .hint("use append, overwrite, overwrite_partitions or fail");
      };
    }
    boolean append = flag("append").orElse(false);
    Optional<Boolean> overwrite = flag("overwrite").or(() -> flag("overwrite_or_ignore"));
    if (append && overwrite.orElse(false)) {
      throw wrong("append and overwrite exclude each other");
    }
    if (append) {
      return WriteSpec.Mode.APPEND;
    }
    return overwrite.map(yes -> yes ? WriteSpec.Mode.OVERWRITE : WriteSpec.Mode.FAIL).orElse(null);
  }

  private WriteSpec.Layout layout(List<String> partitionBy) {
    Optional<Boolean> single = flag("single_file");
    boolean perThread = flag("per_thread_output").orElse(false);
    boolean hasExtension = !path.endsWith("/") && FileNames.format(path).isPresent();
    boolean isFile =
        single.orElse(
            hasExtension
                && !perThread
                && partitionBy.isEmpty()
                && !given.containsKey("file_size_bytes"));
    return isFile ? WriteSpec.Layout.FILE : WriteSpec.Layout.DIRECTORY;
  }

  private WriteFormat format() {
    Optional<String> named = text("format");
    FileFormat format =
        named.map(this::formatNamed).or(() -> FileNames.format(path)).orElse(FileFormat.PARQUET);
    return switch (format) {
      case PARQUET -> parquet();
      case CSV -> csv();
      case JSON -> json();
      case ARROW -> arrow();
      case ORC -> orc();
    };
  }

  private FileFormat formatNamed(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "parquet" -> FileFormat.PARQUET;
      case "orc" -> FileFormat.ORC;
      case "csv", "tsv" -> FileFormat.CSV;
      case "json", "jsonl", "ndjson" -> FileFormat.JSON;
      case "arrow", "arrows", "feather", "ipc" -> FileFormat.ARROW;
      default ->
          throw wrong("there is no format '" + name + "'")
              .hint("use parquet, csv, json, arrow or orc");
    };
  }

  private WriteFormat parquet() {
    known.addAll(List.of("row_group_size", "row_group_size_bytes"));
    WriteFormat.Parquet usual = WriteFormat.Parquet.DEFAULT;
    return new WriteFormat.Parquet(
        compression(
            usual.compression(),
            Compression.NONE,
            Compression.SNAPPY,
            Compression.GZIP,
            Compression.ZSTD,
            Compression.LZ4),
        level(),
        number("row_group_size", 1, Integer.MAX_VALUE).orElse(usual.groupRows()),
        bytes("row_group_size_bytes").orElse(usual.groupBytes()),
        usual.spans());
  }

  private WriteFormat csv() {
    known.addAll(List.of("header", "delim", "quote", "escape", "nullstr"));
    WriteFormat.Csv.Marks usual = WriteFormat.Csv.Marks.USUAL;
    String quote = text("quote").orElse(usual.quote());
    String delimiter =
        text("delim")
            .or(() -> text("delimiter"))
            .or(() -> text("sep"))
            .orElse(FileNames.extension(path).equals(".tsv") ? "\t" : usual.delimiter());
    WriteFormat.Csv.Marks marks =
        new WriteFormat.Csv.Marks(
            single("delim", delimiter.equals("\\t") ? "\t" : delimiter),
            single("quote", quote),
            single("escape", text("escape").orElse(quote)));
    boolean header = flag("header").or(() -> flag("has_headers")).orElse(true);
    return new WriteFormat.Csv(
        wholeFile(),
        level(),
        marks,
        text("nullstr").or(() -> text("null")).orElse(""),
        header ? WriteFormat.Csv.Header.NAMES : WriteFormat.Csv.Header.NONE);
  }

  private static String single(String name, String character) {
    if (character.length() != 1 || character.charAt(0) >= 0x80) {
      throw wrong("option '" + name + "' needs one character of ASCII");
    }
    return character;
  }

  private WriteFormat json() {
    known.add("array");
    return new WriteFormat.Json(
        wholeFile(),
        level(),
        flag("array").orElse(false)
            ? WriteFormat.Json.Layout.ARRAY
            : WriteFormat.Json.Layout.LINES);
  }

  private WriteFormat arrow() {
    boolean isStream = FileNames.extension(path).equals(".arrows");
    return new WriteFormat.Arrow(
        compression(Compression.NONE, Compression.NONE),
        isStream ? WriteFormat.Arrow.Layout.STREAM : WriteFormat.Arrow.Layout.FILE);
  }

  private WriteFormat orc() {
    known.add("stripe_size");
    return new WriteFormat.Orc(
        compression(
            Compression.ZSTD,
            Compression.NONE,
            Compression.SNAPPY,
            Compression.GZIP,
            Compression.ZSTD,
            Compression.LZ4),
        bytes("stripe_size").orElse(WriteFormat.Orc.STRIPE_BYTES));
  }

  /** What the path's ending says, unless an option does. */
  private Compression wholeFile() {
    Compression usual =
        switch (FileNames.compression(path)) {
          case ".gz", ".gzip" -> Compression.GZIP;
          case ".zst", ".zstd" -> Compression.ZSTD;
          case ".bz2" -> Compression.BZIP2;
          default -> Compression.NONE;
        };
    return compression(
        usual, Compression.NONE, Compression.GZIP, Compression.ZSTD, Compression.BZIP2);
  }

  private Compression compression(Compression usual, Compression... possible) {
    Optional<String> named = text("compression").or(() -> text("codec"));
    if (named.isEmpty()) {
      return usual;
    }
    Compression compression =
        switch (named.get().toLowerCase(Locale.ROOT)) {
          case "none", "uncompressed" -> Compression.NONE;
          case "snappy" -> Compression.SNAPPY;
          case "gzip", "gz", "zlib" -> Compression.GZIP;
          case "zstd" -> Compression.ZSTD;
          case "lz4", "lz4_raw" -> Compression.LZ4;
          case "bz2", "bzip2" -> Compression.BZIP2;
          default -> null;
        };
    if (compression == null || !List.of(possible).contains(compression)) {
      throw wrong("no compression '" + named.get() + "' for this format")
          .hint("use one of " + List.of(possible));
    }
    return compression;
  }

  private int level() {
    return (int) (long) number("compression_level", 1, 22).orElse(0L);
  }

  private Optional<List<String>> list(String name) {
    return Optional.ofNullable(given.remove(name));
  }

  private Optional<String> text(String name) {
    List<String> values = given.remove(name);
    if (values == null) {
      return Optional.empty();
    }
    if (values.size() != 1) {
      throw wrong("option '" + name + "' needs one value");
    }
    return Optional.of(values.get(0));
  }

  private Optional<Boolean> flag(String name) {
    List<String> values = given.get(name);
    if (values != null && values.isEmpty()) {
      given.remove(name);
      return Optional.of(true);
    }
    return text(name).map(text -> parsed(name, text, () -> Setting.parseFlag(text)));
  }

  private Optional<Long> bytes(String name) {
    return text(name)
        .map(
            text ->
                parsed(
                    name,
                    text,
                    () -> {
                      long bytes = Setting.parseBytes(text);
                      if (bytes < 1) {
                        throw new IllegalArgumentException("not a size: " + text);
                      }
                      return bytes;
                    }));
  }

  private Optional<Long> number(String name, long least, long most) {
    return text(name)
        .map(
            text ->
                parsed(
                    name,
                    text,
                    () -> {
                      long number = Long.parseLong(text);
                      if (number < least || number > most) {
                        throw new IllegalArgumentException(
                            "not between " + least + " and " + most + ": " + text);
                      }
                      return number;
                    }));
  }

  private static <T> T parsed(String name, String text, java.util.function.Supplier<T> parser) {
    try {
      return parser.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw WeftException.of(
          ErrorCode.INVALID_QUERY, "option '" + name + "' has no value '" + text + "'", e);
    }
  }

  private static WeftException wrong(String sentence) {
    return WeftException.of(ErrorCode.INVALID_QUERY, sentence);
  }
}
