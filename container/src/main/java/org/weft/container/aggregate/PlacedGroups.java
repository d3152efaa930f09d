package org.weft.container.aggregate;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.hash.RowStore;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.spill.PageReader;
import org.weft.container.spill.SpillLayout;
import org.weft.container.spill.SpilledRows;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Views;

/**
 * The groups of one partition, of which all rows there are have room in memory: they are brought
 * together where they lie. For one thread.
 */
final class PlacedGroups implements AutoCloseable {
  private static final int CHECK_EVERY = 1 << 16;

  private final AggregateLayout layout;
  private final SpillLayout spilled;
  private final MemoryScope scope;
  private final List<Place> places = new ArrayList<>();

  /** Rows that lie one behind the other. */
  private record Place(long first, long rows) {}

  /**
   * @param scope owns the rows, and is closed with this
   */
  PlacedGroups(AggregateLayout layout, SpillLayout spilled, MemoryScope scope) {
    this.layout = layout;
    this.spilled = spilled;
    this.scope = scope;
  }

  /** Bytes that the rows of a store, and their texts, take here. */
  static long bytes(SpillLayout layout, RowStore store) {
    long bytes = store.rows() * layout.width();
    for (int c = 0; c < store.chunks() && !layout.texts().isEmpty(); c++) {
      long row = store.chunk(c);
      for (int i = 0; i < store.chunkRows(c); i++, row += layout.width()) {
        bytes += layout.textBytes(row);
      }
    }
    return bytes;
  }

  /** Takes copies of the rows of a store and of their texts. */
  void copy(RowStore store) {
    if (store.rows() == 0) {
      return;
    }
    long textBytes = bytes(spilled, store) - store.rows() * layout.width();
    long text = textBytes == 0 ? 0 : scope.allocate(textBytes).address();
    long first = scope.allocate(store.rows() * layout.width()).address();
    long to = first;
    for (int c = 0; c < store.chunks(); c++) {
      long bytes = (long) store.chunkRows(c) * layout.width();
      Memory.copy(store.chunk(c), to, bytes);
      to += bytes;
    }
    places.add(new Place(first, store.rows()));
    for (SpillLayout.Text field : spilled.texts()) {
      long view = first + field.offset();
      for (long i = 0; i < store.rows(); i++, view += layout.width()) {
        int length = Views.length(view);
        if (length > 0) {
          Memory.copy(Views.bytes(view), text, length);
          Memory.putLong(view + 8, text);
          text += length;
        }
      }
    }
  }

  /** Takes rows from disk. */
  void read(SpilledRows rows) {
    if (rows.isEmpty()) {
      return;
    }
    try (PageReader reader = new PageReader(spilled, rows, scope)) {
      places.add(new Place(reader.readAll(scope), rows.rows()));
    }
  }

  /** Brings rows of the same keys together. */
  void merge(GroupMerge merge, Cancellation cancellation) {
    merge.start(places.stream().mapToLong(Place::rows).sum());
    for (Place place : places) {
      for (long done = 0; done < place.rows; done += CHECK_EVERY) {
        cancellation.check();
        merge.add(place.first + done * layout.width(), Math.min(CHECK_EVERY, place.rows - done));
      }
    }
  }

  /** Hands the groups on. */
  void emit(GroupBatches batches, SumWidths widths, BatchConsumer next) {
    for (Place place : places) {
      batches.emit(place.first, Math.toIntExact(place.rows), widths, next);
    }
  }

  @Override
  public void close() {
    scope.close();
  }
}
