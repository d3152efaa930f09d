package org.weft.container.window;

import java.util.OptionalInt;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/** Which rows an aggregate takes in: its argument is not null, its filter is true. One thread. */
final class Included {
  private final OptionalInt argument;
  private final OptionalInt filter;
  private final Scratch bytes;
  private long address;

  Included(AggregateCall call, MemoryScope scope) {
    this(call.argument(), call.filter(), scope);
  }

  private Included(OptionalInt argument, OptionalInt filter, MemoryScope scope) {
    this.argument = argument;
    this.filter = filter;
    this.bytes = new Scratch(scope);
  }

  /** Rows for which the filter is true; their arguments may be null. */
  static Included byFilter(AggregateCall call, MemoryScope scope) {
    return new Included(OptionalInt.empty(), call.filter(), scope);
  }

  /** Finds them among these rows. */
  void find(WindowRows rows) {
    long valid = argument.isPresent() ? rows.column(argument.getAsInt()).validity() : 0;
    if (filter.isEmpty()) {
      address = valid;
      return;
    }
    KeptColumn condition = rows.column(filter.getAsInt());
    address = bytes.ensure(Math.max(1, rows.count()));
    long values = condition.values();
    long known = condition.validity();
    for (int i = 0; i < rows.count(); i++) {
      int one = Memory.getByte(values + i);
      one &= known == 0 ? 1 : Memory.getByte(known + i);
      one &= valid == 0 ? 1 : Memory.getByte(valid + i);
      Memory.putByte(address + i, (byte) one);
    }
  }

  /** True if all rows are taken in. */
  boolean isAll() {
    return address == 0;
  }

  /** The address of row 0's byte, 1 for a row that is taken in; 0 if all are. */
  long address() {
    return address;
  }

  boolean has(int row) {
    return address == 0 || Memory.getByte(address + row) != 0;
  }
}
