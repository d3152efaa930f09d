package org.weft.io.parquet.write;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.weft.io.parquet.thrift.CompactOutput;
import org.weft.planner.scan.Compression;

/** Writes what stands behind the pages: column indexes, offset indexes, and the footer. */
final class FooterWriter {
  /** In the form that parquet-java parses: it mistrusts statistics of writers it cannot read. */
  private static final String CREATED_BY = "weft version 0.1.0 (build release)";

  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int RLE_DICTIONARY = 8;
  private static final int UNORDERED = 0;
  private static final int ASCENDING = 1;

  private final List<StoredField> columns;
  private final Compression compression;

  FooterWriter(List<StoredField> columns, Compression compression) {
    this.columns = List.copyOf(columns);
    this.compression = compression;
  }

  /** A row group in the file, and where its chunks start. */
  record Group(List<EncodedChunk> chunks, long start, long rows) {}

  /** Where the index of a chunk lies; length 0 if there is none. */
  record Index(long offset, int length) {
    static final Index NONE = new Index(0, 0);
  }

  /** The indexes of one chunk. */
  record Indexes(Index columnIndex, Index offsetIndex) {}

  /** The column index of a chunk, if all its pages have bounds. */
  static Optional<byte[]> columnIndex(EncodedChunk chunk) {
    int count = chunk.pages().size();
    boolean[] nullPages = new boolean[count];
    byte[][] mins = new byte[count][];
    byte[][] maxes = new byte[count][];
    long[] nulls = new long[count];
    for (int i = 0; i < count; i++) {
      EncodedChunk.Page page = chunk.pages().get(i);
      nullPages[i] = page.nulls() == page.entries();
      nulls[i] = page.nulls();
      if (!nullPages[i] && page.bounds().isEmpty()) {
        return Optional.empty();
      }
      mins[i] = page.bounds().map(Bounds::min).orElse(new byte[0]);
      maxes[i] = page.bounds().map(Bounds::max).orElse(new byte[0]);
    }
    CompactOutput out = new CompactOutput();
    out.flags(1, nullPages);
    out.binaries(2, mins);
    out.binaries(3, maxes);
    out.int32(4, order(chunk));
    out.int64s(5, nulls);
    out.endStruct();
    return Optional.of(java.util.Arrays.copyOf(out.bytes(), out.size()));
  }

  private static int order(EncodedChunk chunk) {
    Bounds before = null;
    for (EncodedChunk.Page page : chunk.pages()) {
      Bounds bounds = page.bounds().orElse(null);
      if (bounds != null && before != null) {
        if (Bounds.compare(chunk.column(), before.min(), bounds.min()) > 0
            || Bounds.compare(chunk.column(), before.max(), bounds.max()) > 0) {
          return UNORDERED;
        }
      }
      before = bounds == null ? before : bounds;
    }
    return ASCENDING;
  }

  /** The offset index of a chunk that starts at an offset of the file. */
  static byte[] offsetIndex(EncodedChunk chunk, long start) {
    CompactOutput out = new CompactOutput();
    out.startStructs(1, chunk.pages().size());
    for (EncodedChunk.Page page : chunk.pages()) {
      out.startElement();
      out.int64(1, start + page.offset());
      out.int32(2, page.length());
      out.int64(3, page.firstRow());
      out.endStruct();
    }
    out.endStruct();
    return java.util.Arrays.copyOf(out.bytes(), out.size());
  }

  /**
   * The footer.
   *
   * @param indexes per group and chunk
   */
  byte[] footer(List<Group> groups, List<List<Indexes>> indexes) {
    CompactOutput out = new CompactOutput();
    out.int32(1, 2);
    out.startStructs(2, columns.stream().mapToInt(StoredField::elements).sum() + 1);
    out.startElement();
    out.text(4, "schema");
    out.int32(5, columns.size());
    out.endStruct();
    columns.forEach(column -> column.describe(out));
    out.int64(3, groups.stream().mapToLong(Group::rows).sum());
    out.startStructs(4, groups.size());
    for (int g = 0; g < groups.size(); g++) {
      group(groups.get(g), indexes.get(g), g, out);
    }
    out.text(6, CREATED_BY);
    int leaves = columns.stream().mapToInt(column -> column.leaves().size()).sum();
    out.startStructs(7, leaves);
    for (int i = 0; i < leaves; i++) {
      out.startElement();
      out.emptyStruct(1);
      out.endStruct();
    }
    out.endStruct();
    return java.util.Arrays.copyOf(out.bytes(), out.size());
  }

  private void group(Group group, List<Indexes> indexes, int ordinal, CompactOutput out) {
    out.startElement();
    out.startStructs(1, group.chunks().size());
    long start = group.start();
    for (int c = 0; c < group.chunks().size(); c++) {
      chunk(group.chunks().get(c), start, indexes.get(c), out);
      start += group.chunks().get(c).length();
    }
    out.int64(2, group.chunks().stream().mapToLong(EncodedChunk::plainLength).sum());
    out.int64(3, group.rows());
    out.int64(5, group.start());
    out.int64(6, start - group.start());
    if (ordinal <= Short.MAX_VALUE) {
      out.int16(7, ordinal);
    }
    out.endStruct();
  }

  private void chunk(EncodedChunk chunk, long start, Indexes indexes, CompactOutput out) {
    out.startElement();
    out.int64(2, 0);
    out.startStruct(3);
    metaData(chunk, start, out);
    out.endStruct();
    out.int64(4, indexes.offsetIndex().offset());
    out.int32(5, indexes.offsetIndex().length());
    if (indexes.columnIndex().length() > 0) {
      out.int64(6, indexes.columnIndex().offset());
      out.int32(7, indexes.columnIndex().length());
    }
    out.endStruct();
  }

  private void metaData(EncodedChunk chunk, long start, CompactOutput out) {
    boolean hasDictionary = chunk.dictionaryLength() > 0;
    List<Integer> encodings = new ArrayList<>(List.of(PLAIN, RLE));
    if (hasDictionary) {
      encodings.add(RLE_DICTIONARY);
    }
    out.int32(1, chunk.column().physical().ordinal());
    out.int32s(2, encodings.stream().mapToInt(Integer::intValue).toArray());
    out.binaries(
        3,
        chunk.column().place().path().stream()
            .map(name -> name.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new));
    out.int32(4, codec());
    out.int64(5, chunk.valueCount());
    out.int64(6, chunk.plainLength());
    out.int64(7, chunk.length());
    out.int64(9, start + chunk.dictionaryLength());
    if (hasDictionary) {
      out.int64(11, start);
    }
    statistics(chunk, out);
    out.startStructs(13, hasDictionary ? 2 : 1);
    if (hasDictionary) {
      pages(2, PLAIN, 1, out);
    }
    pages(0, hasDictionary ? RLE_DICTIONARY : PLAIN, chunk.pages().size(), out);
  }

  private static void pages(int type, int encoding, int count, CompactOutput out) {
    out.startElement();
    out.int32(1, type);
    out.int32(2, encoding);
    out.int32(3, count);
    out.endStruct();
  }

  private static void statistics(EncodedChunk chunk, CompactOutput out) {
    out.startStruct(12);
    out.int64(3, chunk.nulls());
    chunk.distinct().ifPresent(distinct -> out.int64(4, distinct));
    chunk
        .bounds()
        .ifPresent(
            bounds -> {
              out.binary(5, bounds.max());
              out.binary(6, bounds.min());
              out.flag(7, bounds.maxIsExact());
              out.flag(8, bounds.minIsExact());
            });
    out.endStruct();
  }

  private int codec() {
    return switch (compression) {
      case NONE -> 0;
      case SNAPPY -> 1;
      case GZIP -> 2;
      case ZSTD -> 6;
      case LZ4 -> 7;
      case BZIP2, DEFLATE -> throw new IllegalStateException("no pages of " + compression);
    };
  }
}
