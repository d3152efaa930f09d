package org.weft.io.parquet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.weft.io.file.ByteRange;
import org.weft.io.file.FetchedBytes;
import org.weft.io.file.FileInput;
import org.weft.io.parquet.footer.ColumnChunk;
import org.weft.io.parquet.footer.IndexPlaces;
import org.weft.io.parquet.footer.LeafColumn;
import org.weft.io.parquet.footer.OffsetIndex;
import org.weft.io.parquet.footer.PageBounds;
import org.weft.io.parquet.footer.ParquetFooter;
import org.weft.io.parquet.footer.RowGroup;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/** What a file says of the pages of one row group, read when first asked for. */
final class PageIndexes {
  private final ParquetFooter footer;
  private final RowGroup rowGroup;
  private final FileInput input;
  private final byte[][] fetched;
  private final Optional<OffsetIndex>[] offsets;
  private final Optional<PageBounds>[] bounds;

  @SuppressWarnings({"unchecked", "rawtypes"})
  PageIndexes(ParquetFooter footer, RowGroup rowGroup, FileInput input) {
    this.footer = footer;
    this.rowGroup = rowGroup;
    this.input = input;
    this.fetched = new byte[2 * rowGroup.chunks().size()][];
    this.offsets = new Optional[rowGroup.chunks().size()];
    this.bounds = new Optional[rowGroup.chunks().size()];
  }

  /** Reads what is said of all these leaves at once, for where every request takes its time. */
  void fetch(List<Integer> leaves, MemoryScope memory) {
    if (leaves.stream().noneMatch(leaf -> rowGroup.chunks().get(leaf).indexes().hasBounds())) {
      return;
    }
    List<Section> sections = new ArrayList<>();
    for (int leaf : leaves) {
      IndexPlaces places = rowGroup.chunks().get(leaf).indexes();
      if (places.hasOffsets()) {
        sections.add(new Section(2 * leaf, places.offsets(), places.offsetsLength()));
      }
      if (places.hasBounds()) {
        sections.add(new Section(2 * leaf + 1, places.bounds(), places.boundsLength()));
      }
    }
    sections.sort(Comparator.comparingLong(Section::offset));
    try (FetchedBytes bytes =
        input.read(
            sections.stream().map(s -> new ByteRange(s.offset(), s.length())).toList(), memory)) {
      for (int i = 0; i < sections.size(); i++) {
        byte[] copy = new byte[sections.get(i).length()];
        Memory.copy(bytes.address(i), copy, 0, copy.length);
        fetched[sections.get(i).place()] = copy;
      }
    }
  }

  /** Something written, and its place among what is fetched. */
  private record Section(int place, long offset, int length) {}

  private byte[] read(int place, long offset, int length) {
    if (fetched[place] != null) {
      return fetched[place];
    }
    byte[] written = new byte[length];
    input.readFully(offset, written);
    return written;
  }

  /** Where the pages of a leaf lie, if that is said and of use. */
  Optional<OffsetIndex> offsets(int leaf) {
    if (offsets[leaf] == null) {
      offsets[leaf] = readOffsets(leaf, rowGroup.chunks().get(leaf));
    }
    return offsets[leaf];
  }

  private Optional<OffsetIndex> readOffsets(int leaf, ColumnChunk chunk) {
    if (!chunk.indexes().hasOffsets()) {
      return Optional.empty();
    }
    IndexPlaces places = chunk.indexes();
    byte[] written = read(2 * leaf, places.offsets(), places.offsetsLength());
    return OffsetIndex.read(written, chunk, rowGroup.rowCount()).filter(index -> index.pages() > 1);
  }

  /** Between which bounds the pages of a leaf lie, if that is said and of use. */
  Optional<PageBounds> bounds(int leaf) {
    if (bounds[leaf] == null) {
      bounds[leaf] = readBounds(leaf);
    }
    return bounds[leaf];
  }

  private Optional<PageBounds> readBounds(int leaf) {
    ColumnChunk chunk = rowGroup.chunks().get(leaf);
    if (!chunk.indexes().hasBounds() || offsets(leaf).isEmpty()) {
      return Optional.empty();
    }
    IndexPlaces places = chunk.indexes();
    byte[] written = read(2 * leaf + 1, places.bounds(), places.boundsLength());
    LeafColumn column = footer.leaves().get(leaf);
    return PageBounds.read(written, column, offsets(leaf).get().pages());
  }
}
