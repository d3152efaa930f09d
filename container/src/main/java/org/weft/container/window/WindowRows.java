package org.weft.container.window;

import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/**
 * The complete partitions that functions are computed for: rows {@code 0} to {@link #count}, where
 * partitions and groups of peers begin, and the columns by ordinal. For one thread.
 */
final class WindowRows {
  /** The bit of a row that begins a partition; it begins a group of peers too. */
  static final int PARTITION = 1;

  /** The bit of a row that begins a group of peers. */
  static final int GROUP = 2;

  /**
   * What is computed of the rows, if they are a part of one partition.
   *
   * @param fresh the first row that is; those before it were computed before
   * @param end the row behind the last that is; those behind it may be looked at
   * @param place whether there were parts before
   */
  record Part(int fresh, int end, Place place) {}

  /** Which part of a partition. */
  enum Place {
    FIRST,
    LATER
  }

  private final PassedColumn[] columns;
  private final Scratch partitionStarts;
  private final Scratch groupStarts;
  private final Scratch groupNumbers;
  private long flags;
  private int count;
  private Part part;
  private byte firstFlags;
  private int partitions;
  private int groups;
  private boolean groupsKnown;
  private boolean numbersKnown;

  WindowRows(PassedColumn[] columns, MemoryScope scope) {
    this.columns = columns;
    this.partitionStarts = new Scratch(scope);
    this.groupStarts = new Scratch(scope);
    this.groupNumbers = new Scratch(scope);
  }

  /** Starts with rows of these flags. */
  void start(long rowFlags, int rows) {
    flags = rowFlags;
    count = rows;
    groupsKnown = false;
    numbersKnown = false;
    partitions = starts(partitionStarts, PARTITION);
  }

  /**
   * Starts with rows of one partition, of which some were there before; the first one begins it as
   * far as functions can see that do not go on from part to part.
   */
  void startPart(long rowFlags, int rows, Part computed) {
    firstFlags = Memory.getByte(rowFlags);
    Memory.putByte(rowFlags, (byte) (PARTITION | GROUP));
    start(rowFlags, rows);
    part = computed;
  }

  /** Gives the first row its flags back. */
  void endPart() {
    Memory.putByte(flags, firstFlags);
  }

  /** True if the partition begins with these rows. */
  boolean isFirstPart() {
    return part.place() == Place.FIRST;
  }

  /** The first row of the part that is computed. */
  int fresh() {
    return part.fresh();
  }

  /** The row behind the last of the part. */
  int end() {
    return part.end();
  }

  /** The flags of a row of a part. */
  int flag(int row) {
    return row == 0 ? firstFlags : Memory.getByte(flags + row);
  }

  /** Lists the rows that have the bit, and the end. */
  private int starts(Scratch list, int bit) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      found += (Memory.getByte(flags + i) & bit) != 0 ? 1 : 0;
    }
    long to = list.ensure(4L * (found + 1));
    int n = 0;
    for (int i = 0; i < count; i++) {
      if ((Memory.getByte(flags + i) & bit) != 0) {
        Memory.putInt(to + 4L * n++, i);
      }
    }
    Memory.putInt(to + 4L * n, count);
    return found;
  }

  int count() {
    return count;
  }

  /** A column that was declared to be used. */
  KeptColumn column(int ordinal) {
    return (KeptColumn) columns[ordinal];
  }

  /** The address of row 0's flags: bits {@link #PARTITION} and {@link #GROUP}. */
  long flags() {
    return flags;
  }

  int partitions() {
    return partitions;
  }

  /** The first row of the n-th partition; the end of all for n = {@link #partitions}. */
  int partition(int n) {
    return Memory.getInt(partitionStarts.address() + 4L * n);
  }

  /** The number of groups of peers. */
  int groups() {
    if (!groupsKnown) {
      groups = starts(groupStarts, GROUP);
      groupsKnown = true;
    }
    return groups;
  }

  /** The address of the groups' first rows, as int32, and the end of all; see {@link #groups}. */
  long groupStarts() {
    groups();
    return groupStarts.address();
  }

  /** The address of each row's group, as int32. */
  long groupNumbers() {
    if (!numbersKnown) {
      long to = groupNumbers.ensure(4L * Math.max(1, count));
      int group = -1;
      for (int i = 0; i < count; i++) {
        group += (Memory.getByte(flags + i) & GROUP) >> 1;
        Memory.putInt(to + 4L * i, group);
      }
      numbersKnown = true;
    }
    return groupNumbers.address();
  }
}
