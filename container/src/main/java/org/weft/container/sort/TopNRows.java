package org.weft.container.sort;

import org.weft.container.expression.Constants;
import org.weft.container.hash.RowKeeper;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/**
 * What one thread has found of the first N rows, and some more: once there are too many, the first
 * N move to fresh memory and the others are given back. That costs less than a heap, because the
 * bound keeps most rows away.
 */
final class TopNRows implements AutoCloseable {
  /**
   * A tight bound keeps columns and whole parts of files from being read, which costs more than
   * sorting a few rows again.
   */
  private static final long FEWEST_SPARE = 32;

  private final RowFormat format;
  private final WordPlan plan;
  private final long wanted;
  private final TopNBound bound;
  private final TopNFilter filter;
  private final ExecutionContext context;
  private final MemoryScope pairScope;
  private final KeyValues values = new KeyValues();
  private final long[] words = new long[Batch.CAPACITY];
  private MemoryScope rowScope;
  private RowKeeper keeper;
  private Block pairs;
  private long count;
  private boolean bounded;

  TopNRows(
      RowFormat format, WordPlan plan, long wanted, TopNBound bound, ExecutionContext context) {
    this.format = format;
    this.plan = plan;
    this.wanted = wanted;
    this.bound = bound;
    this.context = context;
    this.pairScope = context.pool().scope("top-n");
    this.filter = new TopNFilter(format, plan, bound, pairScope);
    this.pairs = pairScope.allocate((long) Batch.CAPACITY * Pairs.WIDTH);
    renew();
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
    long[] rows = keeper.keep(batch);
    SortedRun.words(format, plan, rows, added, values, words);
    reserve(count + added);
    for (int i = 0; i < added; i++) {
      Pairs.put(pairs.address(), count + i, words[i], rows[i]);
    }
    count += added;
    boolean tooMany = count - wanted >= Math.max(wanted, FEWEST_SPARE);
    if (count > wanted && (tooMany || !bounded)) {
      compact();
    }
  }

  private void reserve(long needed) {
    if (pairs.capacity() >= needed * Pairs.WIDTH) {
      return;
    }
    Block larger = pairScope.allocate(2 * needed * Pairs.WIDTH);
    Memory.copy(pairs.address(), larger.address(), count * Pairs.WIDTH);
    pairs.close();
    pairs = larger;
  }

  /** Leaves the first N rows. */
  private void compact() {
    sort();
    count = wanted;
    bounded = true;
    bound.tighten(Pairs.word(pairs.address(), count - 1));
    tightenLeading(Pairs.row(pairs.address(), count - 1));
    MemoryScope old = rowScope;
    renew();
    for (long i = 0; i < count; i++) {
      long row = keeper.adopt(Pairs.row(pairs.address(), i));
      Pairs.put(pairs.address(), i, Pairs.word(pairs.address(), i), row);
    }
    old.close();
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
    reserve(count + other.count);
    Memory.copy(
        other.pairs.address(), pairs.address() + count * Pairs.WIDTH, other.count * Pairs.WIDTH);
    count += other.count;
  }

  long pairs() {
    return pairs.address();
  }

  long count() {
    return count;
  }

  @Override
  public void close() {
    rowScope.close();
    pairScope.close();
  }
}
