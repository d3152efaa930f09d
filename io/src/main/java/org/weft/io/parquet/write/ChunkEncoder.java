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

  /** Most rows of a page: small ones can be passed over one by one. */
  private static final int PAGE_ROWS = 20_000;

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
        rows.rows(),
        rows.rows() - rows.valueCount(),
        hasDictionary ? OptionalLong.of(dictionary.size()) : OptionalLong.empty(),
        bounds(),
        pages);
  }

  private Optional<Bounds> bounds() {
    Bounds all = null;
    for (EncodedChunk.Page each : pages) {
      if (each.nulls() < each.rows()) {
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

  /** A place among the rows and values of the chunk. */
  private record Place(long row, long value, long at) {}

  private void dataPages() {
    long total = rows.rows();
    long fitting = PAGE_BYTES * total / Math.max(1, rows.valueBytes());
    int perPage = (int) Math.max(1, Math.min(PAGE_ROWS, fitting));
    Place place = new Place(0, 0, rows.values());
    while (place.row() < total) {
      place = dataPage(place, (int) Math.min(perPage, total - place.row()));
    }
  }

  private Place dataPage(Place start, int count) {
    page.clear();
    int valueCount = levels(start.row(), count);
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
    return new Place(start.row() + count, start.value() + valueCount, end);
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

  /** Writes which rows have a value, behind the length of that; says how many do. */
  private int levels(long first, int count) {
    long lengthAt = page.size();
    page.reserve(4);
    page.advance(4);
    int valueCount = count;
    if (rows.valueCount() == rows.rows()) {
      RunEncoder.run(1, count, 1, page);
    } else {
      levels.clear();
      long to = levels.reserve(4L * count);
      valueCount = 0;
      for (int i = 0; i < count; i++) {
        int valid = Memory.getByte(rows.validity() + first + i);
        Memory.putInt(to + 4L * i, valid);
        valueCount += valid;
      }
      RunEncoder.encode(to, count, 1, page);
    }
    Memory.putInt(page.address() + lengthAt, (int) (page.size() - lengthAt - 4));
    return valueCount;
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
