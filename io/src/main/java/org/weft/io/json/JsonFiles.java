package org.weft.io.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.ColumnHints;
import org.weft.planner.scan.Compression;
import org.weft.planner.scan.ReadFormat;
import org.weft.planner.scan.TextRecords;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/** Files of JSON: layout and columns are found out from the first files of a table. */
public final class JsonFiles implements FormatFiles {
  private static final int SAMPLE_BYTES = 2 << 20;
  private static final int SAMPLE_FILES = 10;
  private static final int LINES = 100;

  private final Storage storage;

  public JsonFiles(Storage storage) {
    this.storage = storage;
  }

  /** The start of a file. */
  private record Sample(FoundFile file, byte[] text, boolean isWhole) {
    int first() {
      int at = text.length >= 3 && text[0] == (byte) 0xEF ? 3 : 0;
      while (at < text.length && isSpace(text[at])) {
        at++;
      }
      return at;
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  @Override
  public ReadFormat resolve(ReadFormat format, List<FoundFile> files) {
    ReadFormat.Json asked = (ReadFormat.Json) format;
    List<Sample> samples = new ArrayList<>();
    for (FoundFile file : files.subList(0, Math.min(SAMPLE_FILES, files.size()))) {
      Sample sample = sample(file, asked);
      if (sample.first() < sample.text().length) {
        samples.add(sample);
      }
    }
    ReadFormat.Json.Layout layout =
        asked.layout() == ReadFormat.Json.Layout.DETECTED
            ? samples.stream().findFirst().map(JsonFiles::layout).orElse(asked.layout())
            : asked.layout();
    if (layout == ReadFormat.Json.Layout.DETECTED) {
      layout = ReadFormat.Json.Layout.SEQUENCE;
    }
    ReadFormat.Json known = asked.with(layout, asked.columns());
    return known.with(layout, asked.columns().known(columns(known, samples)));
  }

  private Sample sample(FoundFile file, ReadFormat.Json format) {
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
      return new Sample(file, Memory.bytes(address, size), more < 0);
    }
  }

  /** One array, objects on lines of their own, or objects anyhow. */
  private static ReadFormat.Json.Layout layout(Sample sample) {
    byte[] text = sample.text();
    int start = sample.first();
    if (isArray(text, start)) {
      return ReadFormat.Json.Layout.ARRAY;
    }
    int lines = 0;
    int at = start;
    while (at < text.length && lines < LINES) {
      int end = at;
      while (end < text.length && text[end] != '\n') {
        end++;
      }
      boolean isCut = end == text.length && !sample.isWhole();
      if (!isCut && !isObjectOrBlank(text, at, end)) {
        return ReadFormat.Json.Layout.SEQUENCE;
      }
      at = end + 1;
      lines++;
    }
    return ReadFormat.Json.Layout.LINES;
  }

  /** True if the first thing is an array, in whichever Unicode encoding. */
  private static boolean isArray(byte[] text, int from) {
    try (JsonParser json = JsonValues.FACTORY.createParser(text, from, text.length - from)) {
      return json.nextToken() == JsonToken.START_ARRAY;
    } catch (IOException e) {
      return false; // the scan says what is wrong with it
    }
  }

  private static boolean isObjectOrBlank(byte[] text, int from, int to) {
    try (JsonParser json = JsonValues.FACTORY.createParser(text, from, to - from)) {
      JsonToken first = json.nextToken();
      if (first == null) {
        return true;
      }
      json.skipChildren();
      return first == JsonToken.START_OBJECT
          && json.currentToken() == JsonToken.END_OBJECT
          && json.nextToken() == null;
    } catch (IOException e) {
      return false; // the scan says what is wrong with it
    }
  }

  private static List<Field> columns(ReadFormat.Json format, List<Sample> samples) {
    ColumnHints hints = format.columns();
    if (!hints.columns().isEmpty()) {
      return hints.columns();
    }
    JsonGuess guess = new JsonGuess(format.texts());
    for (Sample sample : samples) {
      look(sample, format, guess);
    }
    Map<String, Field> fields = new LinkedHashMap<>();
    guess
        .members()
        .forEach(
            (name, member) -> {
              Optional<Field> typed =
                  hints.types().stream().filter(f -> f.name().equalsIgnoreCase(name)).findFirst();
              Field field =
                  Field.nullable(
                      name,
                      typed
                          .map(Field::type)
                          .orElse(hints.sample() == 0 ? SimpleType.STRING : member.type()));
              fields.putIfAbsent(name.toLowerCase(Locale.ROOT), field);
            });
    if (fields.isEmpty()) {
      fields.put("json", Field.nullable("json", SimpleType.STRING));
    }
    return List.copyOf(fields.values());
  }

  private static void look(Sample sample, ReadFormat.Json format, JsonGuess guess) {
    int start = sample.first();
    try (JsonParser json =
        JsonValues.FACTORY.createParser(sample.text(), start, sample.text().length - start)) {
      if (format.layout() == ReadFormat.Json.Layout.ARRAY) {
        json.nextToken();
      }
      int records = Math.max(1, format.columns().sample());
      for (int i = 0; i < records && json.nextToken() == JsonToken.START_OBJECT; i++) {
        add(json, guess);
      }
    } catch (JsonProcessingException e) {
      if (sample.isWhole()) {
        throw WeftException.of(
            ErrorCode.CORRUPT_FILE,
            sample.file().path()
                + ", line "
                + e.getLocation().getLineNr()
                + ": "
                + e.getOriginalMessage(),
            e);
      }
      // else the sample cuts a record
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory could not be read", e);
    }
  }

  private static void add(JsonParser json, JsonGuess guess) throws IOException {
    switch (json.currentToken()) {
      case VALUE_TRUE, VALUE_FALSE -> guess.addFlag();
      case VALUE_NUMBER_INT -> {
        boolean fits = json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (fits) {
          guess.addWhole();
        } else {
          guess.addReal();
        }
      }
      case VALUE_NUMBER_FLOAT -> guess.addReal();
      case VALUE_STRING -> guess.addText(json.getText());
      case START_ARRAY -> {
        JsonGuess elements = guess.elements();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          add(json, elements);
        }
      }
      case START_OBJECT -> {
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String name = json.currentName();
          json.nextToken();
          add(json, guess.member(name));
        }
      }
      default -> {
        // null says nothing
      }
    }
  }

  @Override
  public FileDescription describe(FoundFile file, ReadFormat format) {
    ReadFormat.Json json = (ReadFormat.Json) format;
    Schema schema = new Schema(json.columns().columns());
    boolean isPlain = PlainBytes.compression(file, json.compression()) == Compression.NONE;
    TextRecords.Splitting splitting =
        json.layout() == ReadFormat.Json.Layout.LINES
            ? json.records().splitting()
            : TextRecords.Splitting.NEVER;
    double recordBytes = 20.0 * schema.size();
    return new FileDescription(
        schema, TextSplits.file(file, schema, isPlain ? splitting : null, recordBytes));
  }

  @Override
  public Schema columns(ScanRequest request, FoundFile file, FileInput input) {
    Schema known = new Schema(((ReadFormat.Json) request.options().format()).columns().columns());
    List<Field> fields = new ArrayList<>();
    for (Field wanted : request.schema().fields()) {
      if (known.indexOf(wanted.name()).isPresent()) {
        fields.add(wanted);
      }
    }
    return new Schema(fields);
  }

  @Override
  public ScanReader open(ScanRequest request, FoundFile file, FileInput input) {
    return new JsonScan(request, file, input);
  }
}
