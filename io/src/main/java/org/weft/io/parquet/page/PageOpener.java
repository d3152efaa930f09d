package org.weft.io.parquet.page;

import java.util.List;
import java.util.zip.CRC32;
import org.weft.io.parquet.codec.Decompressors;
import org.weft.io.parquet.codec.Decompressors.Content;
import org.weft.io.parquet.footer.Codec;
import org.weft.io.parquet.footer.Conversion;
import org.weft.io.parquet.footer.LeafColumn;
import org.weft.io.parquet.footer.PhysicalType;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Layout;

/** Opens the pages of one column chunk: checks, decompresses, and chooses how to read them. */
final class PageOpener {
  private static final int LITTLE_TEXT = 16 << 10;
  private static final Range NOTHING = new Range(0, 0);

  private final LeafColumn column;
  private final Codec codec;
  private final Layout layout;
  private final Decompressors decompressors;
  private final MemoryScope memory;

  PageOpener(LeafColumn column, Codec codec, Decompressors decompressors, MemoryScope memory) {
    this.column = column;
    this.codec = codec;
    this.layout = Layout.of(column.type());
    this.decompressors = decompressors;
    this.memory = memory;
  }

  /** The layout of values that come out. */
  Layout layout() {
    return layout;
  }

  /** Some bytes of a page. */
  private record Range(long start, long end) {}

  /**
   * Opens a data page.
   *
   * @param body the address of its bytes
   * @param dictionary of the chunk; null if it has none
   */
  DataPage data(PageHeader header, long body, Dictionary dictionary) {
    checkCrc(header, body);
    DataPage page = new DataPage();
    try {
      if (header.kind() == PageHeader.Kind.DATA) {
        version1(page, header, body, dictionary);
      } else {
        version2(page, header, body, dictionary);
      }
      return page;
    } catch (RuntimeException e) {
      page.close();
      throw e;
    }
  }

  private void version1(DataPage page, PageHeader header, long body, Dictionary dictionary) {
    Range plain = plain(page.owned(), header, body, 0);
    Range repetition = NOTHING;
    Range definition = NOTHING;
    Range rest = plain;
    if (column.repetition() > 0) {
      repetition = levels(header.repetitionEncoding(), rest);
      rest = new Range(repetition.end(), plain.end());
    }
    if (column.isOptional()) {
      definition = levels(header.levelEncoding(), rest);
      rest = new Range(definition.end(), plain.end());
    }
    start(page, header, new Levels(repetition, definition), values(page, header, rest, dictionary));
  }

  private static Range levels(Encoding encoding, Range range) {
    if (encoding != Encoding.RLE) {
      throw unsupported("levels in " + encoding);
    }
    return sized(range, "levels");
  }

  /** Where levels lie, if the column has them. */
  private record Levels(Range repetition, Range definition) {}

  private void start(DataPage page, PageHeader header, Levels levels, PageValues values) {
    Range definition = levels.definition();
    if (column.isFlat()) {
      BitRuns bits = column.isOptional() ? new BitRuns(definition.start(), definition.end()) : null;
      page.start(header.valueCount(), bits, values);
      return;
    }
    Range repetition = levels.repetition();
    page.start(
        header.valueCount(),
        column.repetition() == 0
            ? null
            : IdRuns.levels(repetition.start(), repetition.end(), column.repetition()),
        column.definition() == 0
            ? null
            : IdRuns.levels(definition.start(), definition.end(), column.definition()),
        values);
  }

  private void version2(DataPage page, PageHeader header, long body, Dictionary dictionary) {
    if (!column.isOptional() && header.definitionLength() > 0) {
      throw CorruptPage.because("levels in a column without nulls");
    }
    if (column.repetition() == 0 && header.repetitionLength() > 0) {
      throw CorruptPage.because("repetition levels in a column without lists");
    }
    Range repetition = new Range(body, body + header.repetitionLength());
    Range definition = new Range(repetition.end(), repetition.end() + header.definitionLength());
    Range plain = plain(page.owned(), header, body, (int) (definition.end() - body));
    start(
        page, header, new Levels(repetition, definition), values(page, header, plain, dictionary));
  }

  /** The page's bytes before compression, without the first {@code levelLength}. */
  private Range plain(List<Block> owned, PageHeader header, long body, int levelLength) {
    int compressed = header.bodyLength() - levelLength;
    int length = header.plainLength() - levelLength;
    long from = body + levelLength;
    if (codec == Codec.UNCOMPRESSED || header.compression() == PageHeader.Compression.NONE) {
      if (length != compressed) {
        throw CorruptPage.because(
            "an uncompressed page of " + compressed + " bytes that announces " + length);
      }
      return new Range(from, from + length);
    }
    if (length == 0) {
      return new Range(from, from);
    }
    if (length > codec.largestOutput(compressed)) {
      throw CorruptPage.because(
          "a page of " + compressed + " bytes that announces " + length + " before " + codec);
    }
    Block block = memory.allocate(length);
    owned.add(block);
    decompressors.of(codec, content(header)).decompress(from, compressed, block.address(), length);
    return new Range(block.address(), block.address() + length);
  }

  /** Ids are numbers; a little text is, too: it does not pay for loading a native library. */
  private Content content(PageHeader header) {
    boolean isIds = header.kind() != PageHeader.Kind.DICTIONARY && header.encoding().isDictionary();
    return column.physical() == PhysicalType.BYTE_ARRAY
            && !isIds
            && header.plainLength() > LITTLE_TEXT
        ? Content.TEXT
        : Content.NUMBERS;
  }

  /** What stands behind its length of four bytes. */
  private static Range sized(Range range, String what) {
    long start = range.start() + 4;
    int length = range.end() < start ? -1 : Memory.getInt(range.start());
    if (length < 0 || length > range.end() - start) {
      throw CorruptPage.because(what + " of " + length + " bytes that reach beyond their page");
    }
    return new Range(start, start + length);
  }

  private PageValues values(DataPage page, PageHeader header, Range range, Dictionary dictionary) {
    int most = header.valueCount();
    return switch (header.encoding()) {
      case PLAIN -> plainValues(range);
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> ids(range, dictionary);
      case RLE -> {
        require(PhysicalType.BOOLEAN, header);
        Range runs = sized(range, "booleans");
        yield new BitValues(new BitRuns(runs.start(), runs.end()));
      }
      case DELTA_BINARY_PACKED -> differences(page, header, range);
      case DELTA_LENGTH_BYTE_ARRAY -> {
        require(PhysicalType.BYTE_ARRAY, header);
        DeltaStrings strings = new DeltaStrings(memory, page.owned(), most);
        yield bytes(strings.lengths(range.start(), range.end()));
      }
      case DELTA_BYTE_ARRAY -> prefixes(page, header, range);
      case BYTE_STREAM_SPLIT -> streams(page, range);
      case GROUP_VAR_INT, BIT_PACKED -> throw unsupported("values in " + header.encoding());
    };
  }

  private PageValues ids(Range range, Dictionary dictionary) {
    if (dictionary == null || range.start() == range.end()) {
      return new NoValues();
    }
    IdRuns runs = new IdRuns(range.start(), range.end(), dictionary.size());
    return new IdValues(runs, dictionary, memory);
  }

  private PageValues plainValues(Range range) {
    return switch (column.physical()) {
      case BOOLEAN -> new BitValues(BitRuns.packed(range.start(), range.end()));
      case BYTE_ARRAY ->
          isText()
              ? PlainBytes.ofText(range.start(), range.end())
              : converted(PlainBytes.ofBytes(range.start(), range.end()));
      case INT32, INT64, INT96, FLOAT, DOUBLE, FIXED -> fixed(range);
    };
  }

  private boolean isText() {
    return column.type().kind() == TypeKind.STRING;
  }

  private PageValues fixed(Range range) {
    return new FixedValues(range.start(), range.end(), column.width(), column.conversion());
  }

  private PageValues bytes(DeltaStrings.Values values) {
    return isText() ? LengthBytes.ofText(values) : converted(LengthBytes.ofBytes(values));
  }

  private PageValues converted(PageValues bytes) {
    return column.conversion() == Conversion.NONE
        ? bytes
        : new ConvertedBytes(bytes, column.conversion(), layout.width(), memory);
  }

  private PageValues differences(DataPage page, PageHeader header, Range range) {
    if (column.physical() != PhysicalType.INT32 && column.physical() != PhysicalType.INT64) {
      throw mismatch(header);
    }
    DeltaNumbers numbers = new DeltaNumbers(range.start(), range.end(), header.valueCount());
    long bytes = (long) column.width() * numbers.total();
    Block block = memory.allocate(bytes);
    page.owned().add(block);
    if (column.physical() == PhysicalType.INT32) {
      numbers.readInt32(block.address());
    } else {
      numbers.readInt64(block.address());
    }
    numbers.end();
    return fixed(new Range(block.address(), block.address() + bytes));
  }

  private PageValues prefixes(DataPage page, PageHeader header, Range range) {
    DeltaStrings strings = new DeltaStrings(memory, page.owned(), header.valueCount());
    if (column.physical() == PhysicalType.BYTE_ARRAY) {
      return bytes(strings.prefixes(range.start(), range.end()));
    }
    require(PhysicalType.FIXED, header);
    DeltaStrings.Values values = strings.prefixes(range.start(), range.end());
    for (int i = 0; i < values.count(); i++) {
      if (Memory.getInt(values.lengths() + 4L * i) != column.width()) {
        throw CorruptPage.because("a value of another length than " + column.width());
      }
    }
    long end = values.bytes() + (long) column.width() * values.count();
    return fixed(new Range(values.bytes(), end));
  }

  private PageValues streams(DataPage page, Range range) {
    int width = column.width();
    long bytes = range.end() - range.start();
    if (width == 0 || bytes % width != 0) {
      throw CorruptPage.because(bytes + " bytes in streams of values of " + width);
    }
    Block block = memory.allocate(bytes);
    page.owned().add(block);
    OtherKernels.joinStreams(range.start(), width, block.address(), (int) (bytes / width));
    return fixed(new Range(block.address(), block.address() + bytes));
  }

  /**
   * Reads a dictionary page.
   *
   * @param owned where the blocks its entries lie in are kept
   * @return null if it has no entries
   */
  Dictionary dictionary(PageHeader header, long body, List<Block> owned) {
    checkCrc(header, body);
    if (header.encoding() != Encoding.PLAIN && header.encoding() != Encoding.PLAIN_DICTIONARY) {
      throw unsupported("a dictionary in " + header.encoding());
    }
    Range plain = plain(owned, header, body, 0);
    int count = header.valueCount();
    if (count == 0) {
      return null;
    }
    if (column.physical() != PhysicalType.BOOLEAN && count > plain.end() - plain.start()) {
      throw CorruptPage.because("a dictionary of fewer entries than it announces");
    }
    PageValues values = plainValues(plain);
    long lying = values.pass(count);
    if (lying != 0) {
      values.end();
      return new Dictionary(layout, lying, count);
    }
    Block entries = memory.allocate((long) layout.width() * count);
    owned.add(entries);
    for (int done = 0; done < count; done += Batch.CAPACITY) {
      long to = entries.address() + (long) layout.width() * done;
      values.read(to, Math.min(Batch.CAPACITY, count - done));
    }
    values.end();
    return new Dictionary(layout, entries.address(), count);
  }

  private static void checkCrc(PageHeader header, long body) {
    if (header.crc().isPresent()) {
      CRC32 crc = new CRC32();
      crc.update(Memory.buffer(body, header.bodyLength()));
      if ((int) crc.getValue() != header.crc().getAsInt()) {
        throw CorruptPage.because("a page whose checksum is wrong");
      }
    }
  }

  private void require(PhysicalType type, PageHeader header) {
    if (column.physical() != type) {
      throw mismatch(header);
    }
  }

  private WeftException mismatch(PageHeader header) {
    return CorruptPage.because(column.physical() + " values in " + header.encoding());
  }

  private static WeftException unsupported(String what) {
    return WeftException.of(ErrorCode.UNSUPPORTED_FILE, what + ", which Weft does not read");
  }
}
