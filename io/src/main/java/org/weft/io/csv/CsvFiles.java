package org.weft.io.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.weft.io.compress.PlainBytes;
import org.weft.io.file.FileInput;
import org.weft.io.file.FoundFile;
import org.weft.io.file.Fusion;
import org.weft.io.file.Storage;
import org.weft.io.scan.FileDescription;
import org.weft.io.scan.FormatFiles;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.io.text.TextSplits;
import org.weft.io.text.TypeGuess;
import org.weft.planner.cache.LastUsed;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.ColumnHints;
import org.weft.planner.scan.Compression;
import org.weft.planner.scan.CsvDialect;
import org.weft.planner.scan.ReadFormat;
import org.weft.planner.scan.TextRecords;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/**
 * Text files with delimiters. Dialect and types are found out from the first files of a table; each
 * file's header says which of its columns is which.
 */
public final class CsvFiles implements FormatFiles {
  /** Bytes looked at, of each of the first files. */
  private static final int SAMPLE_BYTES = 2 << 20;

  private static final int SAMPLE_FILES = 10;
  private static final int MARK = 6;
  private static final int HEAD_LINES = 100;
  private static final int MOST_HEADS = 10_000;

  private record Key(
      String path,
      long length,
      long modified,
      CsvDialect dialect,
      ColumnHints columns,
      TextRecords.Ragged ragged) {}

  private final Storage storage;
  private final Map<Key, CsvHead> heads = Collections.synchronizedMap(new LastUsed<>(MOST_HEADS));

  public CsvFiles(Storage storage) {
    this.storage = storage;
  }

  @Override
  public ReadFormat resolve(ReadFormat format, List<FoundFile> files) {
    ReadFormat.Csv asked = (ReadFormat.Csv) format;
    List<SampleText> samples = new ArrayList<>();
    for (FoundFile file : files.subList(0, Math.min(SAMPLE_FILES, files.size()))) {
      samples.add(sample(file, asked));
    }
    SampleText first = samples.stream().filter(s -> s.length() > 0).findFirst().orElse(null);
    if (first == null) {
      first = samples.get(0);
    }
    CsvDialect dialect = CsvSniffer.detect(first, asked);
    ReadFormat.Csv told = asked.with(dialect, asked.columns());
    CsvSniffer.Columns columns = CsvSniffer.columns(records(first, told), told);
    boolean hasHeader = asked.dialect().header().orElseGet(() -> header(columns, told, samples));
    CsvDialect known =
        new CsvDialect(
            dialect.delimiter(),
            dialect.quote(),
            dialect.escape(),
            Optional.of(hasHeader),
            dialect.comment(),
            dialect.skip());
    return columns(told.with(known, asked.columns()), samples, files);
  }

  /** Names that were given and stand in the first record are a header. */
  private static boolean header(
      CsvSniffer.Columns columns, ReadFormat.Csv format, List<SampleText> samples) {
    if (format.columns().columns().isEmpty() || samples.isEmpty()) {
      return columns.hasHeader();
    }
    List<SampleText.Line> records = records(samples.get(0), format);
    List<String> given = format.columns().columns().stream().map(Field::name).toList();
    boolean isNamed =
        !records.isEmpty()
            && records.get(0).cells().stream()
                .allMatch(cell -> given.stream().anyMatch(cell.text().strip()::equalsIgnoreCase));
    return isNamed || columns.hasHeader() && !allText(format.columns().columns());
  }

  private static boolean allText(List<Field> fields) {
    return fields.stream().allMatch(field -> field.type() == SimpleType.STRING);
  }

  private static List<SampleText.Line> records(SampleText sample, ReadFormat.Csv format) {
    int most = Math.max(2, format.columns().sample());
    return sample
        .lines(sample.start(format.dialect().skip()), Dialect.of(format.dialect()), most)
        .lines()
        .stream()
        .filter(line -> !line.cells().isEmpty())
        .toList();
  }

  /** The format with names and types of all columns that the samples show. */
  private static ReadFormat.Csv columns(
      ReadFormat.Csv format, List<SampleText> samples, List<FoundFile> files) {
    ColumnHints hints = format.columns();
    if (!hints.columns().isEmpty()) {
      List<String> given = hints.columns().stream().map(Field::name).toList();
      return format.with(
          format.dialect(), new ColumnHints(hints.columns(), given, hints.types(), hints.sample()));
    }
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, TypeGuess> guesses = new LinkedHashMap<>();
    boolean hasHeader = format.dialect().header().orElseThrow();
    for (SampleText sample : samples) {
      List<SampleText.Line> records = records(sample, format);
      if (records.isEmpty()) {
        continue;
      }
      List<String> own = names(records, format);
      List<TypeGuess> ofFile = new ArrayList<>();
      for (String name : own) {
        String key = name.toLowerCase(Locale.ROOT);
        names.putIfAbsent(key, name);
        ofFile.add(
            guesses.computeIfAbsent(
                key, k -> hints.sample() == 0 ? TypeGuess.text() : new TypeGuess(format.texts())));
      }
      for (SampleText.Line record : hasHeader ? records.subList(1, records.size()) : records) {
        CsvSniffer.add(record, ofFile, format.texts());
      }
    }
    if (names.isEmpty()) {
      names.put("column0", "column0");
      guesses.put("column0", TypeGuess.text());
    }
    String pattern = datePattern(format, guesses);
    List<Field> fields = new ArrayList<>();
    names.forEach(
        (key, name) ->
            fields.add(
                Field.nullable(
                    name,
                    type(hints, name)
                        .orElseGet(() -> guessed(guesses.get(key), format, pattern)))));
    checkTypes(hints, fields, files.get(0));
    ReadFormat.Csv dated =
        new ReadFormat.Csv(
            format.dialect(),
            format.texts().with(pattern, format.texts().timestampFormat()),
            hints,
            format.records(),
            format.compression());
    return dated.with(format.dialect(), hints.known(fields));
  }

  private static Optional<DataType> type(ColumnHints hints, String name) {
    return hints.types().stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::type)
        .findFirst();
  }

  private static void checkTypes(ColumnHints hints, List<Field> fields, FoundFile file) {
    for (Field typed : hints.types()) {
      if (new Schema(fields).indexOf(typed.name()).isEmpty()) {
        throw WeftException.of(
            ErrorCode.COLUMN_NOT_FOUND,
            "no column '" + typed.name() + "' in " + file.path() + " to have a type");
      }
    }
  }

  /**
   * One pattern for all dates: the one that is asked for, else that of the first column of some.
   */
  private static String datePattern(ReadFormat.Csv format, Map<String, TypeGuess> guesses) {
    if (!format.texts().dateFormat().isEmpty()) {
      return format.texts().dateFormat();
    }
    return guesses.values().stream()
        .filter(guess -> guess.type() == SimpleType.DATE)
        .map(TypeGuess::datePattern)
        .findFirst()
        .orElse("");
  }

  private static DataType guessed(TypeGuess guess, ReadFormat.Csv format, String pattern) {
    DataType type = guess.type();
    boolean isOther =
        type == SimpleType.DATE
            && format.texts().dateFormat().isEmpty()
            && !guess.datePattern().equals(pattern);
    return isOther ? SimpleType.STRING : type;
  }

  /** The names of the columns of a file whose first record this is. */
  private static List<String> names(List<SampleText.Line> records, ReadFormat.Csv format) {
    SampleText.Line first = records.get(0);
    boolean hasHeader = format.dialect().header().orElseThrow();
    List<String> known = format.columns().columns().stream().map(Field::name).toList();
    if (!known.isEmpty() && known.equals(format.columns().names())) {
      return known; // the user has named them all: a record of another length is an error
    }
    int count =
        format.records().length() == TextRecords.Ragged.PAD
            ? records.stream().mapToInt(CsvFiles::values).max().orElseThrow()
            : first.cells().size();
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < count; i++) {
      String written =
          hasHeader && i < first.cells().size() ? first.cells().get(i).text().strip() : "";
      List<String> given = format.columns().names();
      String name = i < given.size() ? given.get(i) : written;
      String base = name.isEmpty() ? "column" + i : name;
      String unique = base;
      for (int n = 1; !taken.add(unique.toLowerCase(Locale.ROOT)); n++) {
        unique = base + "_" + n;
      }
      names.add(unique);
    }
    return names;
  }

  /** The values of a record; a delimiter at its end begins none. */
  private static int values(SampleText.Line record) {
    int count = record.cells().size();
    SampleText.Cell last = record.cells().get(count - 1);
    return count > 1 && last.text().isEmpty() && !last.isQuoted() ? count - 1 : count;
  }

  private SampleText sample(FoundFile file, ReadFormat.Csv format) {
    Compression compression = PlainBytes.compression(file, format.compression());
    try (MemoryPool pool = new MemoryPool(4L * SAMPLE_BYTES);
        MemoryScope memory = pool.scope("sample");
        FileInput input = storage.open(file, Fusion.NONE);
        PlainBytes bytes = PlainBytes.all(file, input, compression)) {
      long address = memory.allocate(SAMPLE_BYTES).address();
      int size = 0;
      int more = 0;
      while (size < SAMPLE_BYTES && more >= 0) {
        more = bytes.read(address + size, SAMPLE_BYTES - size);
        size += Math.max(0, more);
      }
      byte[] text = Memory.bytes(address, size);
      requireText(file, text);
      return new SampleText(text, more < 0);
    }
  }

  /** A file of columns that starts with its format's mark would be rows of nonsense, or none. */
  private static void requireText(FoundFile file, byte[] start) {
    String head = new String(start, 0, Math.min(start.length, MARK), StandardCharsets.ISO_8859_1);
    String format =
        head.startsWith("PAR1")
            ? "parquet"
            : head.startsWith("ORC") && file.path().endsWith(".orc")
                ? "orc"
                : head.startsWith("ARROW1") ? "arrow" : "";
    if (!format.isEmpty()) {
      throw WeftException.of(
              ErrorCode.CORRUPT_FILE, file.path() + " is a file of format " + format + ", not CSV")
          .hint("use read_" + format);
    }
  }

  /** The start of a file of a known dialect. */
  CsvHead head(FoundFile file, ReadFormat.Csv format) {
    Key key =
        new Key(
            file.path(),
            file.length(),
            file.modified(),
            format.dialect(),
            format.columns(),
            format.records().length());
    CsvHead known = heads.get(key);
    if (known != null) {
      return known;
    }
    SampleText sample = sample(file, format);
    CsvHead head = head(sample, file, format);
    heads.put(key, head);
    return head;
  }

  private static CsvHead head(SampleText sample, FoundFile file, ReadFormat.Csv format) {
    int start = sample.start(format.dialect().skip());
    boolean pads = format.records().length() == TextRecords.Ragged.PAD;
    int most = pads ? Math.max(2, format.columns().sample()) : HEAD_LINES;
    List<SampleText.Line> lines =
        sample.lines(start, Dialect.of(format.dialect()), most).lines().stream()
            .filter(line -> !line.cells().isEmpty())
            .toList();
    List<Field> known = format.columns().columns();
    if (lines.isEmpty()) {
      if (sample.length() > start && !sample.isWhole()) {
        throw WeftException.of(
            ErrorCode.CORRUPT_FILE, file.path() + ": its first record does not end");
      }
      return new CsvHead(sample.length(), known.stream().map(Field::name).toList(), 1);
    }
    boolean hasHeader = format.dialect().header().orElseThrow();
    SampleText.Line first = lines.get(0);
    long dataStart = hasHeader ? first.end() : start;
    double recordBytes = (lines.get(lines.size() - 1).end() - start) / (double) lines.size();
    return new CsvHead(dataStart, names(lines, format), recordBytes);
  }

  @Override
  public FileDescription describe(FoundFile file, ReadFormat format) {
    ReadFormat.Csv csv = (ReadFormat.Csv) format;
    CsvHead head = head(file, csv);
    List<Field> fields = new ArrayList<>();
    Schema known = new Schema(csv.columns().columns());
    for (String name : head.names()) {
      fields.add(
          known.indexOf(name).isPresent()
              ? known.field(known.indexOf(name).getAsInt())
              : Field.nullable(name, SimpleType.STRING));
    }
    Schema schema = new Schema(fields);
    boolean isPlain = PlainBytes.compression(file, csv.compression()) == Compression.NONE;
    return new FileDescription(
        schema,
        TextSplits.file(
            file, schema, isPlain ? csv.records().splitting() : null, head.recordBytes()));
  }

  @Override
  public Schema columns(ScanRequest request, FoundFile file, FileInput input) {
    ReadFormat.Csv csv = (ReadFormat.Csv) request.options().format();
    CsvHead head = head(file, csv);
    List<Field> fields = new ArrayList<>();
    for (Field wanted : request.schema().fields()) {
      if (head.names().stream().anyMatch(wanted.name()::equalsIgnoreCase)) {
        fields.add(wanted); // text can be read as any type
      }
    }
    return new Schema(fields);
  }

  @Override
  public ScanReader open(ScanRequest request, FoundFile file, FileInput input) {
    CsvHead head;
    try {
      head = head(file, (ReadFormat.Csv) request.options().format());
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
    return new CsvScan(request, file, input, head);
  }
}
