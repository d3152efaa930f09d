package org.weft.container.aggregate;

import java.util.Arrays;
import java.util.List;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/**
 * Remembers the groups of combinations of dictionary ids (and flags), so that only the first row of
 * a combination is looked up by its keys. Emptied whenever a dictionary changes. For one thread.
 */
final class DirectGroups {
  private static final long UNKNOWN = 0;
  private static final long CLAIMED = 1;

  private final List<Integer> ordinals;
  private final int limit;
  private final long[] known;
  private final int[] codes = new int[Batch.CAPACITY];
  private final int[] missing = new int[Batch.CAPACITY];
  private final int[] missingRows = new int[Batch.CAPACITY];
  private long[] groupOf = new long[256];
  private int codeCount;

  /** For keys at these ordinals and at most this many combinations. */
  DirectGroups(List<Integer> ordinals, int limit) {
    this.ordinals = ordinals;
    this.limit = limit;
    this.known = new long[ordinals.size()];
  }

  /** Computes the codes of a batch; false if its keys are not all ids of few entries, or flags. */
  boolean encode(Batch batch, int[] rows, int count) {
    long combinations = 1;
    for (int ordinal : ordinals) {
      combinations *= domain(batch.column(ordinal)) + 1;
      if (combinations <= 0 || combinations > limit) {
        return false;
      }
    }
    boolean same = codeCount == combinations;
    int stride = 1;
    for (int k = 0; k < known.length; k++) {
      Vector vector = batch.column(ordinals.get(k));
      long id = vector.dictionary() == null ? 0 : vector.dictionary().id();
      same &= known[k] == id;
      known[k] = id;
      int size = (int) domain(vector);
      encode(vector, rows, count, size, stride, k == 0);
      stride *= size + 1;
    }
    if (!same) {
      codeCount = stride;
      if (groupOf.length < stride) {
        groupOf = new long[stride];
      }
      forget();
    }
    return true;
  }

  /** Values that are told apart; one more stands for null. Too many if they cannot be. */
  private static long domain(Vector vector) {
    Dictionary dictionary = vector.dictionary();
    if (dictionary != null) {
      return dictionary.size();
    }
    boolean flags = vector.encoding() == Vector.Encoding.FLAT && vector.layout() == Layout.BOOL8;
    return flags ? 2 : Integer.MAX_VALUE;
  }

  private void encode(Vector vector, int[] rows, int count, int size, int stride, boolean first) {
    if (first) {
      Arrays.fill(codes, 0, count, 0);
    }
    long valid = vector.validity();
    if (vector.dictionary() == null) {
      addFlags(vector.data(), rows, count, stride, codes);
    } else {
      addIds(vector.data(), rows, count, stride, codes);
    }
    if (valid != 0) {
      for (int i = 0; i < count; i++) {
        if (Memory.getByte(valid + rows[i]) == 0) {
          int id =
              vector.dictionary() == null
                  ? Memory.getByte(vector.data() + rows[i]) & 1
                  : Memory.getInt(vector.data() + 4L * rows[i]);
          codes[i] += (size - id) * stride;
        }
      }
    }
  }

  private static void addIds(long ids, int[] rows, int count, int stride, int[] codes) {
    for (int i = 0; i < count; i++) {
      codes[i] += Memory.getInt(ids + 4L * rows[i]) * stride;
    }
  }

  private static void addFlags(long flags, int[] rows, int count, int stride, int[] codes) {
    for (int i = 0; i < count; i++) {
      codes[i] += (Memory.getByte(flags + rows[i]) & 1) * stride;
    }
  }

  /** To be called when groups have moved. */
  void forget() {
    Arrays.fill(groupOf, 0, codeCount, UNKNOWN);
  }

  /** Lists one row of each combination whose group is not known. */
  int missing(int[] rows, int count) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      if (groupOf[codes[i]] == UNKNOWN) {
        groupOf[codes[i]] = CLAIMED;
        missing[found] = codes[i];
        missingRows[found++] = rows[i];
      }
    }
    return found;
  }

  /** The rows that {@link #missing} listed. */
  int[] missingRows() {
    return missingRows;
  }

  /** Remembers the groups of the rows that {@link #missing} listed. */
  void put(long[] groups, int count) {
    for (int j = 0; j < count; j++) {
      groupOf[missing[j]] = groups[j];
    }
  }

  /** Forgets what {@link #missing} claimed. */
  void unclaim(int count) {
    for (int j = 0; j < count; j++) {
      groupOf[missing[j]] = UNKNOWN;
    }
  }

  /** The group of each row. */
  void groups(int count, long[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = groupOf[codes[i]];
    }
  }

  int[] codes() {
    return codes;
  }

  /** Codes are less than this. */
  int codeCount() {
    return codeCount;
  }

  /** The group of each code. */
  long[] groupOf() {
    return groupOf;
  }
}
