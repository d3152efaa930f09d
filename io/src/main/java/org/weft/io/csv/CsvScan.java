package org.weft.io.csv;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.weft.io.compress.PlainBytes;
import org.weft.io.file.FileInput;
import org.weft.io.file.FoundFile;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.io.text.TextRanges;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.Compression;
import org.weft.planner.scan.ReadFormat;
import org.weft.planner.scan.TextRecords;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.ColumnLoader;
import org.weft.planner.vector.Vector;

/** Reads pieces of one CSV file. */
final class CsvScan implements ScanReader, ColumnLoader {
  private static final int FIRST_BUFFER = 1 << 20;

  private final ScanRequest request;
  private final ReadFormat.Csv format;
  private final FoundFile file;
  private final FileInput input;
  private final CsvHead head;
  private final MemoryScope memory;
  private final Dialect dialect;
  private final Compression compression;
  private final Cells cells;
  private final RecordScanner scanner;
  private final CellTexts texts;
  private final CellColumn[] columns;
  private final Batch batch;
  private final Deque<TextRanges.Range> ranges = new ArrayDeque<>();
  private final boolean skipsBad;

  private PlainBytes bytes;
  private TextRanges.Range range;
  private Block buffer;

  /** The offset in the plain text of the buffer's first byte. */
  private long bufferOffset;

  private long textEnd;
  private boolean isLast;
  private boolean needsText;
  private long rowsWanted;

  /**
   * @param input open; closed by this, also if this throws
   */
  CsvScan(ScanRequest request, FoundFile file, FileInput input, CsvHead head) {
    this.request = request;
    this.format = (ReadFormat.Csv) request.options().format();
    this.file = file;
    this.input = input;
    this.head = head;
    // a scope of its own: what it is in an error goes with it
    this.memory = request.memory().pool().scope("CSV reader");
    this.dialect = Dialect.of(format.dialect());
    this.compression = PlainBytes.compression(file, format.compression());
    this.skipsBad = format.records().errors() == TextRecords.Errors.SKIP;
    this.rowsWanted =
        request.pushdowns().filter().isEmpty()
            ? request.pushdowns().limit().orElse(Long.MAX_VALUE)
            : Long.MAX_VALUE;
    this.batch = new Batch(request.schema());
    this.columns = new CellColumn[request.schema().size()];
    try {
      this.texts = new CellTexts(dialect, format.texts().nulls(), new ByteArena(memory));
      this.cells = new Cells(columns.length);
      for (int i = 0; i < columns.length; i++) {
        columns[i] = new CellColumn(request.schema().field(i), format.texts(), texts, memory);
      }
      this.scanner =
          new RecordScanner(
              dialect,
              wanted(request.schema(), head),
              cells,
              switch (format.records().length()) {
                case FAIL -> RecordScanner.Fit.EXACT;
                case PAD -> RecordScanner.Fit.UP_TO;
                case FIT -> RecordScanner.Fit.ANY_LENGTH;
              });
      TextRanges.of(request.source(), compression, format.records().splitting())
          .forEach(ranges::add);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static int[] wanted(Schema schema, CsvHead head) {
    int[] wanted = new int[head.names().size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = schema.indexOf(head.names().get(i)).orElse(-1);
    }
    return wanted;
  }

  @Override
  public boolean advance() {
    texts.reset();
    cells.count(0);
    while (rowsWanted > 0) {
      if (range == null) {
        if (ranges.isEmpty()) {
          return false;
        }
        open(ranges.remove());
      }
      if (needsText && !fill()) {
        closeRange();
        continue;
      }
      needsText = scanner.scan();
      if (scanner.problem() != RecordScanner.Problem.NONE) {
        problem();
      } else if (scanner.position() >= textEnd) {
        needsText = true;
      }
      if (cells.count() > 0 && (needsText || cells.count() == Batch.CAPACITY)) {
        if (skipsBad) {
          leaveOutBad();
        }
        if (cells.count() > 0) {
          int rows = (int) Math.min(cells.count(), rowsWanted);
          rowsWanted -= rows;
          batch.start(rows, this);
          return true;
        }
        cells.count(0);
      }
    }
    return false;
  }

  private void open(TextRanges.Range next) {
    range = next;
    if (compression != Compression.NONE) {
      bytes = PlainBytes.all(file, input, compression);
      pass(head.dataStart());
      return;
    }
    RecordStarts starts =
        new RecordStarts(
            input, file.length(), dialect, head.names().size(), format.records().largest());
    long from = Math.max(head.dataStart(), starts.first(next.from()));
    long to = Math.max(from, starts.first(next.to()));
    range = new TextRanges.Range(from, to);
    bytes = PlainBytes.range(file, input, from, to);
    startText(from);
  }

  /** Passes over the start of a compressed text. */
  private void pass(long count) {
    startText(0);
    long left = count;
    while (left > 0) {
      int n = bytes.read(buffer.address(), (int) Math.min(left, buffer.capacity()));
      if (n < 0) {
        break;
      }
      left -= n;
    }
    bufferOffset = count;
  }

  private void startText(long offset) {
    if (buffer == null) {
      long size = compression == Compression.NONE ? file.length() : FIRST_BUFFER;
      buffer = memory.allocate(Math.max(1 << 10, Math.min(FIRST_BUFFER, size)));
    }
    bufferOffset = offset;
    textEnd = buffer.address();
    isLast = false;
    needsText = true;
    scanner.start(textEnd, textEnd, false);
  }

  /** Puts more text behind what is left; false if there is none, and nothing is left. */
  private boolean fill() {
    long left = textEnd - scanner.position();
    if (isLast) {
      needsText = false;
      return left > 0;
    }
    if (left == buffer.capacity() || left > buffer.capacity() / 2) {
      grow(left);
    } else {
      bufferOffset += scanner.position() - buffer.address();
      Memory.copy(scanner.position(), buffer.address(), left);
    }
    long end = buffer.address() + left;
    long limit = buffer.address() + buffer.capacity();
    while (end < limit) {
      int n = bytes.read(end, (int) Math.min(limit - end, Integer.MAX_VALUE));
      if (n < 0) {
        isLast = true;
        break;
      }
      end += n;
    }
    textEnd = end;
    scanner.start(buffer.address(), textEnd, isLast);
    needsText = false;
    return textEnd > buffer.address();
  }

  private void grow(long left) {
    if (left > format.records().largest()) {
      throw corrupt(
              scanner.position(), "a record of more than " + format.records().largest() + " bytes")
          .hint("set maximum_line_size, or check the quotes");
    }
    Block larger = memory.allocate(2 * buffer.capacity());
    Memory.copy(scanner.position(), larger.address(), left);
    bufferOffset += scanner.position() - buffer.address();
    buffer.close();
    buffer = larger;
  }

  private void closeRange() {
    bytes.close();
    bytes = null;
    range = null;
  }

  /** A record that cannot be read: an error, unless they are to be left out. */
  private void problem() {
    if (skipsBad) {
      scanner.passOver();
      needsText = scanner.position() >= textEnd;
      return;
    }
    long at = scanner.position();
    boolean isCut = range.to() < file.length() && compression == Compression.NONE;
    switch (scanner.problem()) {
      case OPEN_QUOTE -> {
        if (isCut) {
          throw cannotSplit(at);
        }
        throw corrupt(at, "a quote that is not closed");
      }
      case BEHIND_QUOTE ->
          throw corrupt(at, "something behind the closing quote of value " + (scanner.values()))
              .hint("check the options quote and escape");
      default ->
          throw corrupt(
                  at,
                  scanner.values()
                      + (scanner.values() == 1 ? " value" : " values")
                      + " where there are "
                      + head.names().size()
                      + (head.names().size() == 1 ? " column" : " columns"))
              .hint("use null_padding => true if records may be short, or check delim and skip");
    }
  }

  private WeftException cannotSplit(long at) {
    return WeftException.of(
            ErrorCode.UNSUPPORTED_FILE,
            place(at) + ": the file cannot be read in pieces, because of a long quoted value")
        .hint("use parallel => false");
  }

  private WeftException corrupt(long at, String problem) {
    return WeftException.of(ErrorCode.CORRUPT_FILE, place(at) + ": " + problem);
  }

  private String place(long at) {
    long offset = bufferOffset + at - buffer.address();
    long line = TextRanges.line(file, input, compression, offset, memory);
    return file.path() + ", line " + line;
  }

  @Override
  public void load(Batch loading, int column, Vector vector) {
    try {
      columns[column].load(cells, column, loading.selection(), loading.selectedCount(), vector);
    } catch (CellColumn.BadCell e) {
      String name = request.schema().field(column).name();
      throw WeftException.of(
              ErrorCode.SCHEMA_MISMATCH,
              place(cells.records()[e.row()]) + ", column '" + name + "': " + e.problem())
          .hint("give the column another type with types, or leave such rows out: ignore_errors");
    }
  }

  /** Leaves out rows with a value that is none of its column's type. */
  private void leaveOutBad() {
    BitSet bad = new BitSet();
    Vector[] vectors = new Vector[columns.length];
    for (int i = 0; i < columns.length; i++) {
      vectors[i] = new Vector(request.schema().type(i));
      columns[i].collectBad(bad);
      columns[i].load(cells, i, null, cells.count(), vectors[i]);
      columns[i].collectBad(null);
    }
    if (bad.isEmpty()) {
      return;
    }
    int[] good = new int[cells.count()];
    int kept = 0;
    for (int row = 0; row < cells.count(); row++) {
      if (!bad.get(row)) {
        good[kept++] = row;
      }
    }
    cells.keep(good, kept);
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
