package org.weft.container.sort;

import java.util.List;
import org.weft.container.expression.Constants;
import org.weft.container.hash.RowKeeper;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.spill.SpillLock;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryClaim;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.memory.Spillable;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/**
 * What one thread has found of the first N rows, and some more: once there are too many, the first
 * N move to fresh memory and the others are given back. That costs less than a heap, because the
 * bound keeps most rows away. When memory is short the first N of them go to disk as a run. The
 * lock is held while a batch is taken in; at any other time another thread may spill the rows.
 */
final class TopNRows implements Spillable, AutoCloseable {
  /**
   * A tight bound keeps columns and whole parts of files from being read, which costs more than
   * sorting a few rows again.
   */
  private static final long FEWEST_SPARE = 32;

  /** Rows that are not wanted take this share of memory at most, on all threads together. */
  private static final long SPARE_SHARE = 32;

  private final RowFormat format;
  private final WordPlan plan;
  private final long wanted;
  private final TopNBound bound;
  private final TopNFilter filter;
  private final SortedRuns runs;
  private final List<KeyRange> ranges;
  private final ExecutionContext context;
  private final MemoryClaim claim;
  private final SpillLock lock = new SpillLock();
  private final MemoryScope filterScope;
  private final long spareBytes;
  private volatile MemoryScope pairScope;
  private final KeyValues values = new KeyValues();
  private final long[] words = new long[Batch.CAPACITY];
  private volatile MemoryScope rowScope;
  private RowKeeper keeper;
  private Block pairs;
  private long count;
  private long heldWhenCompact;
  private boolean bounded;

  /**
   * @param ranges of the keys, those that the plan was made of
   * @param runs where rows go when memory is short
   */
  TopNRows(
      WordPlan plan,
      List<KeyRange> ranges,
      long wanted,
      TopNBound bound,
      SortedRuns runs,
      ExecutionContext context) {
    this.format = runs.format();
    this.plan = plan;
    this.ranges = ranges;
    this.wanted = wanted;
    this.bound = bound;
    this.runs = runs;
    this.context = context;
    this.spareBytes = context.pool().limit() / SPARE_SHARE / context.threads();
    this.filterScope = context.pool().scope("top-n");
    this.filter = new TopNFilter(format, plan, bound, filterScope);
    this.pairScope = context.pool().scope("top-n");
    renew();
    this.claim = context.claim(this);
  }

  private void renew() {
    rowScope = context.pool().scope("top-n");
    keeper = new RowKeeper(format.asColumns(), rowScope);
  }

  void add(Batch batch) {
    filter.narrow(batch);
    int added = batch.selectedCount();
    if (added == 0) {
      return;
    }
    if (claim.mustSpill((long) added * (format.width() + Pairs.WIDTH))) {
      spill();
    }
    lock.change(() -> keep(batch, added));
  }

  private void keep(Batch batch, int added) {
    long[] rows = keeper.keep(batch);
    SortedRun.words(format, plan, rows, added, values, words);
    reserve(count + added);
    for (int i = 0; i < added; i++) {
      Pairs.put(pairs.address(), count + i, words[i], rows[i]);
    }
    count += added;
    boolean tooMany = count - wanted >= Math.max(wanted, FEWEST_SPARE);
    boolean tooLong = rowScope.held() - heldWhenCompact >= Math.max(heldWhenCompact, spareBytes);
    if (count > wanted && (tooMany || tooLong || !bounded)) {
      if (rowScope.held() > context.pool().free()) {
        // no room for a second copy of what stays
        spillRows();
      } else {
        compact();
      }
    }
  }

  private void reserve(long needed) {
    if (pairs != null && pairs.capacity() >= needed * Pairs.WIDTH) {
      return;
    }
    Block larger = pairScope.allocate(Math.max(2 * needed, Batch.CAPACITY) * Pairs.WIDTH);
    if (pairs != null) {
      Memory.copy(pairs.address(), larger.address(), count * Pairs.WIDTH);
      pairs.close();
    }
    pairs = larger;
  }

  /** Brings the rows into order and forgets those behind the first N. */
  private void cut() {
    sort();
    if (count >= wanted) {
      count = wanted;
      bounded = true;
      bound.tighten(Pairs.word(pairs.address(), count - 1));
      tightenLeading(Pairs.row(pairs.address(), count - 1));
    }
  }

  /** Leaves the first N rows. */
  private void compact() {
    cut();
    try (MemoryScope unused = rowScope) {
      renew();
      for (long i = 0; i < count; i++) {
        long row = keeper.adopt(Pairs.row(pairs.address(), i));
        Pairs.put(pairs.address(), i, Pairs.word(pairs.address(), i), row);
      }
    }
    heldWhenCompact = rowScope.held();
  }

  /** Writes the first N of the rows kept so far, if there are any. */
  void spill() {
    lock.change(this::spillRows);
  }

  private boolean spillRows() {
    if (count == 0) {
      return false;
    }
    cut();
    runs.write(new SortedRun(pairs, pairs.address(), count), ranges);
    count = 0;
    heldWhenCompact = 0;
    pairs = null;
    pairScope.close();
    rowScope.close();
    pairScope = context.pool().scope("top-n");
    renew();
    return true;
  }

  @Override
  public long held() {
    return rowScope.held() + pairScope.held();
  }

  @Override
  public boolean spillNow() {
    return lock.spillIfFree(this::spillRows);
  }

  /** From now on the rows stay where they are. */
  void seal() {
    lock.seal();
    claim.close();
  }

  private void tightenLeading(long last) {
    boolean isNull = Memory.getByte(last + format.keyValidityOffset(0)) == 0;
    long at = last + format.keyOffset(0);
    if (format.keyLayout(0) == Layout.VIEW && !isNull) {
      // texts differ behind what fits into a word: they are compared as a whole
      bound.tighten(Views.toBytes(at));
    }
    DataType type = format.keyType(0);
    if (LeadingBound.isFor(type)) {
      Vector vector = new Vector(type);
      vector.pointConstant(
          format.keyLayout(0), at, isNull ? last + format.keyValidityOffset(0) : 0);
      bound.leading().tighten(Constants.read(vector, 0));
    }
  }

  /** Brings the pairs into order. */
  void sort() {
    reserve(count);
    Block spare = pairScope.allocate(Math.max(1, count) * Pairs.WIDTH);
    long sorted = Pairs.sort(pairs.address(), spare.address(), count);
    if (sorted == spare.address()) {
      Block other = pairs;
      pairs = spare;
      spare = other;
    }
    spare.close();
    if (!plan.isExact()) {
      Pairs.orderTies(pairs.address(), count, new RowComparator(format, plan.exactKeys()));
    }
  }

  /** Takes another thread's rows; they stay in its memory. */
  void adopt(TopNRows other) {
    if (other.count > 0) {
      reserve(count + other.count);
      long end = pairs.address() + count * Pairs.WIDTH;
      Memory.copy(other.pairs.address(), end, other.count * Pairs.WIDTH);
      count += other.count;
    }
  }

  long pairs() {
    return pairs == null ? 0 : pairs.address();
  }

  long count() {
    return count;
  }

  @Override
  public void close() {
    claim.close();
    lock.seal();
    rowScope.close();
    pairScope.close();
    filterScope.close();
  }
}
