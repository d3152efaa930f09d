package org.weft.planner.vector.nested;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;

/** Finds keys that come twice. */
public final class DistinctKeys {
  /** Up to here every pair of keys is compared. */
  private static final int FEW = 12;

  private DistinctKeys() {}

  /** The index of the first key that equals an earlier one, or -1. No key is null. */
  public static int firstRepeated(ListReader keys) {
    return keys.size() <= FEW ? byPairs(keys) : byHash(keys);
  }

  private static int byPairs(ListReader keys) {
    for (int i = 1; i < keys.size(); i++) {
      for (int k = 0; k < i; k++) {
        if (areEqual(keys, i, k)) {
          return i;
        }
      }
    }
    return -1;
  }

  private static boolean areEqual(ListReader keys, int a, int b) {
    if (keys.layout() == Layout.VIEW) {
      return keys.length(a) == keys.length(b)
          && Memory.equal(keys.bytes(a), keys.bytes(b), keys.length(a));
    }
    return Memory.equal(keys.value(a), keys.value(b), keys.layout().width());
  }

  private static int byHash(ListReader keys) {
    Set<ByteBuffer> seen = new HashSet<>();
    for (int i = 0; i < keys.size(); i++) {
      byte[] key =
          keys.layout() == Layout.VIEW
              ? Memory.bytes(keys.bytes(i), keys.length(i))
              : Memory.bytes(keys.value(i), keys.layout().width());
      if (!seen.add(ByteBuffer.wrap(key))) {
        return i;
      }
    }
    return -1;
  }
}
