package org.weft.container.aggregate;

import org.weft.container.hash.ColumnBuffer;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Vector;

/**
 * The state of one call inside the row of a group. Immutable and shared by all threads; what it
 * works on comes with each call.
 */
abstract class AggregateState {
  static final int NONE = -1;

  private final int operand;
  private final int seenOffset;

  /**
   * A state.
   *
   * @param operand index of what it reads, or {@link #NONE}
   * @param seenOffset where one byte lies that is 1 once a value was seen, or {@link #NONE}
   */
  AggregateState(int operand, int seenOffset) {
    this.operand = operand;
    this.seenOffset = seenOffset;
  }

  final int operand() {
    return operand;
  }

  final int seenOffset() {
    return seenOffset;
  }

  /** Where the view of a text lies, which is one of no bytes until a value was seen; or none. */
  int textOffset() {
    return NONE;
  }

  /** False if {@link #update} itself maintains the byte at {@link #seenOffset}. */
  boolean isSeenMarkedForIt() {
    return seenOffset != NONE;
  }

  /** Writes the state of no rows. All bytes of the row are 0 before. */
  void start(long row) {}

  /** Takes in a batch's rows. */
  abstract void update(GroupedRows batch);

  /** Merges states, except for the byte at {@link #seenOffset} where that is marked for it. */
  abstract void merge(GroupPairs pairs);

  /** Points the vector at results written into the buffer. */
  abstract void emit(EmittedGroups groups, ColumnBuffer out, Vector vector);

  /** The address of the validity of results that are null unless a value was seen, or 0. */
  final long seenValidity(EmittedGroups groups, ColumnBuffer out) {
    long validity = out.validity();
    int valid = 0;
    for (int i = 0; i < groups.count(); i++) {
      int p = groups.positions()[i];
      byte one = (byte) (Memory.getByte(groups.at()[p] + seenOffset) & 1);
      Memory.putByte(validity + p, one);
      valid += one;
    }
    return valid == groups.count() ? 0 : validity;
  }
}
