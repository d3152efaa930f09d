package org.weft.container.accumulate;

import java.nio.charset.StandardCharsets;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Views;

/** STRING_AGG: texts with a separator between them, nulls left out. */
final class StringAccumulator extends ColumnAccumulator {
  private static final int FIRST = 240;

  private final byte[] separator;
  private final MemoryScope scope;
  private Block text;
  private int length;
  private boolean isEmpty = true;

  StringAccumulator(int argument, String separator, MemoryScope scope) {
    super(argument);
    this.separator = separator.getBytes(StandardCharsets.UTF_8);
    this.scope = scope;
    this.text = scope.allocate(FIRST);
  }

  @Override
  public void reset() {
    length = 0;
    isEmpty = true;
  }

  @Override
  void add(ColumnReader values, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      if (values.isNull(rows[i])) {
        continue;
      }
      if (!isEmpty) {
        long at = reserve(separator.length);
        Memory.copy(separator, 0, at, separator.length);
      }
      isEmpty = false;
      long view = values.address(rows[i]);
      int more = Views.length(view);
      Memory.copy(Views.bytes(view), reserve(more), more);
    }
  }

  private long reserve(int more) {
    long wanted = (long) length + more;
    if (wanted > Integer.MAX_VALUE) {
      throw WeftException.of(ErrorCode.INVALID_VALUE, "string_agg gives a text of more than 2 GiB")
          .hint("join fewer texts in a group");
    }
    if (wanted > text.capacity()) {
      Block larger = scope.allocate(Math.max(wanted, 2 * text.capacity()));
      Memory.copy(text.address(), larger.address(), length);
      text.close();
      text = larger;
    }
    long at = text.address() + length;
    length = (int) wanted;
    return at;
  }

  @Override
  public void result(ColumnBuilder out) {
    if (isEmpty) {
      out.appendNull();
    } else {
      out.appendBytes(text.address(), length);
    }
  }

  @Override
  public void close() {
    scope.close();
  }
}
