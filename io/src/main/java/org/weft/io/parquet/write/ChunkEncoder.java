package org.weft.io.parquet.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import org.weft.io.parquet.codec.Compressor;
import org.weft.io.parquet.codec.Compressors;
import org.weft.io.parquet.thrift.CompactOutput;
import org.weft.io.write.GrowingBytes;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.Compression;
import org.weft.planner.write.WriteFormat;

/** Turns the rows of one column into the pages of a column chunk. For one thread. */
final class ChunkEncoder implements AutoCloseable {
  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int RLE_DICTIONARY = 8;
  private static final int DATA_PAGE = 0;
  private static final int DICTIONARY_PAGE = 2;

  /** Bytes of values in a page before compression, about. */
  private static final long PAGE_BYTES = 1 << 20;

  /** Most entries of a page, but for the rest of a row: small pages can be passed over. */
  private static final int PAGE_ENTRIES = 20_000;

  private final DictionaryBuilder dictionary;
  private final GrowingBytes page;
  private final GrowingBytes levels;
  private final Compressor compressor;
  private final CompactOutput header = new CompactOutput();
  private final CRC32 crc = new CRC32();

  private GrowingBytes out;
  private long chunkStart;
  private long plainLength;
  private List<EncodedChunk.Page> pages;
  private ColumnRows rows;
  private boolean hasDictionary;

  ChunkEncoder(WriteFormat.Parquet format, MemoryScope memory) {
    this.dictionary = new DictionaryBuilder(memory);
    this.page = new GrowingBytes(memory);
    this.levels = new GrowingBytes(memory);
    this.compressor =
        format.compression() == Compression.NONE
            ? null
            : Compressors.of(format.compression(), format.level());
  }

  /** Appends the chunk of a column. */
  EncodedChunk encode(ColumnRows columnRows, GrowingBytes to) {
    rows = columnRows;
    out = to;
    chunkStart = to.size();
    plainLength = 0;
    pages = new ArrayList<>();
    hasDictionary = dictionary.build(rows) == DictionaryBuilder.Outcome.BUILT;
    if (hasDictionary) {
      dictionaryPage();
    }
    long dictionaryLength = out.size() - chunkStart;
    dataPages();
    return new EncodedChunk(
        rows.column(),
        out.size() - chunkStart,
        plainLength,
        dictionaryLength,
        rows.entries(),
        rows.entries() - rows.valueCount(),
        hasDictionary ? OptionalLong.of(dictionary.size()) : OptionalLong.empty(),
        bounds(),
        pages);
  }

  private Optional<Bounds> bounds() {
    Bounds all = null;
    for (EncodedChunk.Page each : pages) {
      if (each.nulls() < each.entries()) {
        if (each.bounds().isEmpty()) {
          return Optional.empty();
        }
        Bounds bounds = each.bounds().get();
        all = all == null ? bounds : Bounds.union(rows.column(), all, bounds);
      }
    }
    return Optional.ofNullable(all);
  }

  private void dictionaryPage() {
    GrowingBytes entries = dictionary.entries();
    emit(
        entries.address(),
        (int) entries.size(),
        () -> {
          header.startStruct(7);
          header.int32(1, dictionary.size());
          header.int32(2, PLAIN);
          header.endStruct();
        },
        DICTIONARY_PAGE);
  }

  /** A place among the rows, entries and values of the chunk. */
  private record Place(long row, long entry, long value, long at) {}

  private void dataPages() {
    long total = rows.entries();
    long fitting = PAGE_BYTES * total / Math.max(1, rows.valueBytes());
    int perPage = (int) Math.max(1, Math.min(PAGE_ENTRIES, fitting));
    Place place = new Place(0, 0, 0, rows.values());
    while (place.entry() < total) {
      place = dataPage(place, rows.pageEnd(place.entry() + perPage));
    }
  }

  private Place dataPage(Place start, long endEntry) {
    int count = Math.toIntExact(endEntry - start.entry());
    page.clear();
    repetitionLevels(start.entry(), count);
    int valueCount = definitionLevels(start.entry(), count);
    long end = end(start, valueCount);
    if (hasDictionary) {
      int width = RunEncoder.width(dictionary.size());
      Memory.putByte(page.reserve(1), (byte) width);
      page.advance(1);
      RunEncoder.encode(dictionary.ids() + 4 * start.value(), valueCount, width, page);
    } else if (rows.column().form() == StoredColumn.Form.BITS) {
      packBits(start.at(), valueCount);
    } else {
      page.append(start.at(), end - start.at());
    }
    long offset = out.size() - chunkStart;
    emit(
        page.address(),
        Math.toIntExact(page.size()),
        () -> {
          header.startStruct(5);
          header.int32(1, count);
          header.int32(2, hasDictionary ? RLE_DICTIONARY : PLAIN);
          header.int32(3, RLE);
          header.int32(4, RLE);
          header.endStruct();
        },
        DATA_PAGE);
    pages.add(
        new EncodedChunk.Page(
            offset,
            (int) (out.size() - chunkStart - offset),
            start.row(),
            count,
            count - valueCount,
            Bounds.of(rows.column(), start.at(), valueCount)));
    long rowCount = rows.rowsIn(start.entry(), endEntry);
    return new Place(start.row() + rowCount, endEntry, start.value() + valueCount, end);
  }

  /** The address behind so many values. */
  private long end(Place start, int valueCount) {
    if (rows.column().isFixed()) {
      return start.at() + (long) rows.column().width() * valueCount;
    }
    long at = start.at();
    for (int i = 0; i < valueCount; i++) {
      at += 4L + Memory.getInt(at);
    }
    return at;
  }

  /** Writes where lists go on, behind the length of that; nothing if there are none. */
  private void repetitionLevels(long first, int count) {
    int highest = rows.column().place().repetition();
    if (highest == 0) {
      return;
    }
    long lengthAt = startLevels();
    levels.clear();
    long to = levels.reserve(4L * count);
    for (int i = 0; i < count; i++) {
      Memory.putInt(to + 4L * i, rows.repetition(first + i));
    }
    RunEncoder.encode(to, count, RunEncoder.width(highest + 1), page);
    endLevels(lengthAt);
  }

  /** Writes which entries have a value, behind the length of that; says how many do. */
  private int definitionLevels(long first, int count) {
    int highest = rows.column().place().definition();
    if (highest == 0) {
      return count;
    }
    long lengthAt = startLevels();
    int width = RunEncoder.width(highest + 1);
    int valueCount = count;
    if (rows.valueCount() == rows.entries()) {
      RunEncoder.run(highest, count, width, page);
    } else {
      levels.clear();
      long to = levels.reserve(4L * count);
      valueCount = 0;
      for (int i = 0; i < count; i++) {
        int level = rows.definition(first + i);
        Memory.putInt(to + 4L * i, level);
        valueCount += level == highest ? 1 : 0;
      }
      RunEncoder.encode(to, count, width, page);
    }
    endLevels(lengthAt);
    return valueCount;
  }

  private long startLevels() {
    long lengthAt = page.size();
    page.reserve(4);
    page.advance(4);
    return lengthAt;
  }

  private void endLevels(long lengthAt) {
    Memory.putInt(page.address() + lengthAt, (int) (page.size() - lengthAt - 4));
  }

  private void packBits(long from, int count) {
    long bytes = count + 7L >>> 3;
    org.weft.planner.vector.Gather.packBits(from, count, page.reserve(bytes));
    page.advance(bytes);
  }

  /** Appends a page: header, then the body, compressed if that is asked for. */
  private void emit(long body, int length, Runnable details, int type) {
    long from = body;
    int compressed = length;
    long written = 0;
    if (compressor != null) {
      // compressed where it stays; the header, whose length is not known yet, is put before it
      long most = compressor.room(length);
      long headerRoom = 128;
      long at = out.reserve(headerRoom + most);
      compressed = compressor.compress(body, length, at + headerRoom, most);
      from = at + headerRoom;
      written = headerRoom;
    }
    crc.reset();
    crc.update(Memory.buffer(from, compressed));
    header.reset();
    header.int32(1, type);
    header.int32(2, length);
    header.int32(3, compressed);
    header.int32(4, (int) crc.getValue());
    details.run();
    header.endStruct();
    plainLength += header.size() + (long) length;
    if (written == 0) {
      out.append(header.bytes(), 0, header.size());
      out.append(from, compressed);
      return;
    }
    long at = out.address() + out.size();
    Memory.copy(header.bytes(), 0, at, header.size());
    Memory.copy(from, at + header.size(), compressed);
    out.advance(header.size() + (long) compressed);
  }

  @Override
  public void close() {
    dictionary.close();
    page.close();
    levels.close();
    if (compressor != null) {
      compressor.close();
    }
  }
}
