package org.weft.io.parquet.nested;

import org.weft.planner.memory.Memory;

/** Loops over the levels of entries, a byte each. None of them branches on a level. */
final class LevelLoops {
  /** What {@link #lists} gives for levels that contradict each other. */
  static final int CONTRADICTION = -1;

  private LevelLoops() {}

  /**
   * Which values are there, of a shape that has no list in it.
   *
   * @param present the least definition level of an entry that is a value, null or not
   * @param defined the least definition level of a value that is not null
   * @param to where a byte 0 or 1 per value is written, and one more
   * @return how many values there are, null or not
   */
  static int validity(long definition, int entries, int present, int defined, long to) {
    int count = 0;
    for (int i = 0; i < entries; i++) {
      int level = Memory.getByte(definition + i);
      Memory.putByte(to + count, (byte) (level >= defined ? 1 : 0));
      count += level >= present ? 1 : 0;
    }
    return count;
  }

  /**
   * Which values are there, of a shape with lists in it, whose further elements are passed over.
   *
   * @param depth the highest repetition level of an entry that begins a value
   */
  static int validity(Levels levels, int depth, int present, int defined, long to) {
    int count = 0;
    for (int i = 0; i < levels.entries(); i++) {
      int level = Memory.getByte(levels.definition() + i);
      int repeated = Memory.getByte(levels.repetition() + i);
      Memory.putByte(to + count, (byte) (level >= defined ? 1 : 0));
      count += (level >= present ? 1 : 0) & (repeated <= depth ? 1 : 0);
    }
    return count;
  }

  /** Entries: the addresses of their levels. */
  record Levels(long repetition, long definition, int entries) {}

  /**
   * The levels of lists.
   *
   * @param around the least definition level of an entry that is a list, null or not
   * @param defined that of a list that is not null
   * @param present that of an element
   * @param repetition the repetition level of another element of the same list
   */
  record ListLevels(int around, int defined, int present, int repetition) {}

  /**
   * Where each list begins among all elements.
   *
   * @param starts where the index of each list's first element is written (int32), behind them the
   *     number of elements; room for two more than entries
   * @param validity where a byte 0 or 1 per list is written, and one more
   * @return how many lists there are, null or not; or CONTRADICTION
   */
  static int lists(Levels levels, ListLevels list, long starts, long validity) {
    int count = 0;
    int elements = 0;
    int start = 0;
    int wrong = 0;
    for (int i = 0; i < levels.entries(); i++) {
      int level = Memory.getByte(levels.definition() + i);
      int repeated = Memory.getByte(levels.repetition() + i);
      int begins = (repeated < list.repetition() ? 1 : 0) & (level >= list.around() ? 1 : 0);
      Memory.putInt(starts + 4L * count, elements);
      Memory.putByte(validity + count, (byte) (level >= list.defined() ? 1 : 0));
      // only the entry that begins a list writes what stays
      count += begins;
      start = begins == 1 ? elements : start;
      int goesOn = repeated == list.repetition() ? 1 : 0;
      int isThere = level >= list.present() ? 1 : 0;
      wrong |= goesOn & (isThere ^ 1 | (elements == start ? 1 : 0));
      elements += isThere & (repeated <= list.repetition() ? 1 : 0);
    }
    Memory.putInt(starts + 4L * count, elements);
    return wrong == 0 ? count : CONTRADICTION;
  }
}
