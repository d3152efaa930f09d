package org.weft.container.aggregate;

import org.weft.planner.memory.ByteArena;

/**
 * A batch's rows with their groups: row {@code rows[i]} belongs to the group at {@code groups[i]},
 * for i below {@code count}. Reused for every batch of a thread.
 */
final class GroupedRows {
  int[] rows;
  int count;
  long[] groups;
  final Operand[] operands;

  /** Where states put bytes that must outlive the batch. */
  final ByteArena text;

  GroupedRows(long[] groups, Operand[] operands, ByteArena text) {
    this.groups = groups;
    this.operands = operands;
    this.text = text;
  }
}
