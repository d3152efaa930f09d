package org.weft.io.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.weft.io.compress.PlainBytes;
import org.weft.io.compress.PlainStream;
import org.weft.io.file.FileInput;
import org.weft.io.file.FoundFile;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.io.scan.VectorSlots;
import org.weft.io.text.TextRanges;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.Compression;
import org.weft.planner.scan.ReadFormat;
import org.weft.planner.scan.TextRecords;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/** Reads pieces of one file of JSON. */
final class JsonScan implements ScanReader {
  private final ReadFormat.Json format;
  private final FoundFile file;
  private final FileInput input;
  private final MemoryScope memory;
  private final Compression compression;
  private final VectorSlots[] columns;
  private final Map<String, Integer> ordinals = new HashMap<>();
  private final JsonValues values;
  private final Batch batch;
  private final Deque<TextRanges.Range> ranges = new ArrayDeque<>();

  /** For each column the number of the last object that had it. */
  private final long[] lastRecord;

  private long records;
  private PlainBytes bytes;
  private JsonParser parser;
  private long rangeStart;
  private long rowsWanted;

  /**
   * @param input open; closed by this, also if this throws
   */
  JsonScan(ScanRequest request, FoundFile file, FileInput input) {
    this.format = (ReadFormat.Json) request.options().format();
    this.file = file;
    this.input = input;
    this.memory = request.memory().pool().scope("JSON reader");
    this.compression = PlainBytes.compression(file, format.compression());
    this.batch = new Batch(request.schema());
    this.columns = new VectorSlots[request.schema().size()];
    this.lastRecord = new long[columns.length];
    this.rowsWanted =
        request.pushdowns().filter().isEmpty()
            ? request.pushdowns().limit().orElse(Long.MAX_VALUE)
            : Long.MAX_VALUE;
    try {
      if (format.records().errors() == TextRecords.Errors.SKIP) {
        throw WeftException.of(
            ErrorCode.UNSUPPORTED_FEATURE, "objects of JSON that are wrong cannot be left out");
      }
      this.values = new JsonValues(format.texts(), memory);
      Schema schema = request.schema();
      for (int i = 0; i < columns.length; i++) {
        columns[i] = new VectorSlots(schema.type(i), memory);
        ordinals.put(schema.field(i).name().toLowerCase(Locale.ROOT), i);
        ordinals.put(schema.field(i).name(), i);
      }
      TextRecords.Splitting splitting =
          format.layout() == ReadFormat.Json.Layout.LINES
              ? format.records().splitting()
              : TextRecords.Splitting.NEVER;
      TextRanges.of(request.source(), compression, splitting).forEach(ranges::add);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public boolean advance() {
    for (VectorSlots column : columns) {
      column.reset();
    }
    int rows = 0;
    int most = (int) Math.min(Batch.CAPACITY, rowsWanted);
    while (rows < most) {
      if (parser == null) {
        if (ranges.isEmpty()) {
          break;
        }
        open(ranges.remove());
      }
      if (record(rows)) {
        rows++;
      } else {
        closeRange();
      }
    }
    rowsWanted -= rows;
    batch.start(rows);
    for (int i = 0; i < columns.length; i++) {
      columns[i].point(batch.column(i), rows);
    }
    return rows > 0;
  }

  private void open(TextRanges.Range range) {
    boolean isWhole = range.from() == 0 && range.to() == file.length();
    if (compression != Compression.NONE || isWhole) {
      bytes = PlainBytes.all(file, input, compression);
      rangeStart = 0;
    } else {
      rangeStart = TextRanges.lineStart(input, file.length(), range.from());
      long end = TextRanges.lineStart(input, file.length(), range.to());
      bytes = PlainBytes.range(file, input, rangeStart, Math.max(rangeStart, end));
    }
    try {
      parser = JsonValues.FACTORY.createParser(new PlainStream(bytes, memory));
      if (format.layout() == ReadFormat.Json.Layout.ARRAY) {
        JsonToken first = parser.nextToken();
        if (first != null && first != JsonToken.START_ARRAY) {
          throw corrupt("no array, but " + first);
        }
      }
    } catch (IOException e) {
      throw corrupt(e);
    }
  }

  /** Reads the next object; false at the end. */
  private boolean record(int row) {
    try {
      JsonToken first = parser.nextToken();
      if (first == null || first == JsonToken.END_ARRAY) {
        if (first == null && format.layout() == ReadFormat.Json.Layout.ARRAY && file.length() > 0) {
          throw corrupt("the array does not end");
        }
        return false;
      }
      if (first != JsonToken.START_OBJECT) {
        throw corrupt("no object, but " + parser.getText());
      }
      records++;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        Integer ordinal = ordinals.get(name);
        if (ordinal == null) {
          ordinal = ordinals.get(name.toLowerCase(Locale.ROOT));
        }
        if (ordinal == null) {
          parser.skipChildren();
        } else if (lastRecord[ordinal] == records) {
          throw corrupt("an object in which '" + name + "' comes twice, or differs in case only");
        } else {
          lastRecord[ordinal] = records;
          value(columns[ordinal], row, name);
        }
      }
      return true;
    } catch (IOException e) {
      throw corrupt(e);
    }
  }

  private void value(VectorSlots column, int row, String name) throws IOException {
    try {
      Object value = values.read(parser, column.type());
      if (value == null) {
        column.setNull(row);
      } else {
        column.set(row, value);
      }
    } catch (JsonValues.BadValue e) {
      throw WeftException.of(
              ErrorCode.SCHEMA_MISMATCH,
              place(parser.currentLocation().getLineNr())
                  + ", column '"
                  + name
                  + "': "
                  + e.getMessage(),
              e)
          .hint("give the column another type with types");
    }
  }

  private WeftException corrupt(String problem) {
    return WeftException.of(
        ErrorCode.CORRUPT_FILE, place(parser.currentTokenLocation().getLineNr()) + ": " + problem);
  }

  private WeftException corrupt(IOException e) {
    if (e instanceof JsonProcessingException json && json.getLocation() != null) {
      return WeftException.of(
          ErrorCode.CORRUPT_FILE,
          place(json.getLocation().getLineNr()) + ": " + json.getOriginalMessage(),
          e);
    }
    return WeftException.of(ErrorCode.CORRUPT_FILE, file.path() + ": " + e.getMessage(), e);
  }

  private String place(int lineInRange) {
    long before =
        rangeStart == 0 ? 0 : TextRanges.line(file, input, compression, rangeStart, memory) - 1;
    return file.path() + ", line " + (before + lineInRange);
  }

  private void closeRange() {
    parser = null;
    bytes.close();
    bytes = null;
  }

  @Override
  public Batch batch() {
    return batch;
  }

  @Override
  public void close() {
    memory.close();
    input.close();
  }
}
