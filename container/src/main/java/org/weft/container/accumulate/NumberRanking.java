package org.weft.container.accumulate;

import java.util.function.LongConsumer;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Layout;

/** Ranks numbers of at most 64 bits. */
final class NumberRanking implements HeldRanking {
  private final Layout layout;
  private final boolean isReal;
  private final Numbers numbers;
  private final long shown;

  NumberRanking(Layout layout, MemoryScope scope) {
    this.layout = layout;
    this.isReal = layout == Layout.FLOAT32 || layout == Layout.FLOAT64;
    this.numbers = new Numbers(scope);
    this.shown = scope.allocate(PLACE).address();
  }

  @Override
  public void clear() {
    numbers.clear();
  }

  @Override
  public void add(ColumnReader column, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      int row = rows[i];
      if (!column.isNull(row)) {
        numbers.add(isReal ? Numbers.order(column.real(row)) : column.integer(row));
      }
    }
  }

  @Override
  public long growth(int count) {
    return numbers.growth(count);
  }

  @Override
  public void forEach(LongConsumer visitor) {
    for (long i = 0; i < numbers.size(); i++) {
      write(numbers.get(i), shown);
      visitor.accept(shown);
    }
  }

  @Override
  public long size() {
    return numbers.size();
  }

  @Override
  public void read(long[] ranks, long places) {
    for (int i = 0; i < ranks.length; i++) {
      write(numbers.select(ranks[i]), places + (long) i * PLACE);
    }
  }

  private void write(long number, long to) {
    switch (layout) {
      case BOOL8, INT8 -> Memory.putByte(to, (byte) number);
      case INT16 -> Memory.putShort(to, (short) number);
      case INT32 -> Memory.putInt(to, (int) number);
      case INT64 -> Memory.putLong(to, number);
      case FLOAT32 -> Memory.putFloat(to, (float) Numbers.real(number));
      case FLOAT64 -> Memory.putDouble(to, Numbers.real(number));
      case INT128, VIEW -> throw new IllegalStateException(layout + " is more than a word");
    }
  }
}
