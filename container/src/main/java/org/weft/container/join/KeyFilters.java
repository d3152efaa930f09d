package org.weft.container.join;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.weft.container.hash.KeyLayout;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;

/** The filters that are asked for of a build side. Thread-safe. */
final class KeyFilters implements AutoCloseable {
  /** A filter of more rows would cost more than it drops. */
  private static final long MOST_ROWS = 4 << 20;

  private static final long MOST_BYTES = KeyFilter.MOST_BITS / 8;

  /** Where memory is so short that there is no room for several of them, there is none. */
  private static final int SPARE = 4;

  private final KeyLayout keys;
  private final MemoryScope scope;
  private final Map<Integer, Long> wanted = new TreeMap<>();
  private final Map<Integer, KeyFilter> made = new HashMap<>();
  private final Set<Integer> wantedValues = new TreeSet<>();
  private final Map<Integer, KeyValues> values = new HashMap<>();
  private long rows;

  /**
   * @param keys null if there are none
   */
  KeyFilters(KeyLayout keys, MemoryPool pool) {
    this.keys = keys;
    this.scope = pool.scope("key filters of a join");
  }

  /**
   * Asks for a filter of a build side of at most so many rows; what is asked gives null if there is
   * none in the end.
   */
  synchronized Supplier<KeyFilter> of(int key, long mostRows) {
    wanted.merge(key, mostRows, Math::max);
    return () -> made(key, mostRows);
  }

  /** Asks for the values of a key; what is asked gives null if they are not known in the end. */
  synchronized Supplier<KeyValues> values(int key) {
    wantedValues.add(key);
    return () -> known(key);
  }

  private synchronized KeyValues known(int key) {
    return values.get(key);
  }

  private synchronized KeyFilter made(int key, long mostRows) {
    return rows <= mostRows ? made.get(key) : null;
  }

  /** Makes the filters of all rows of the build side. */
  synchronized void make(List<BuildRows> parts) {
    Map<Integer, KeyBounds> bounds = new HashMap<>();
    for (int key : wantedValues) {
      values.put(key, KeyValues.of(parts, keys, key, bounds(parts, key, bounds)));
    }
    rows = parts.stream().mapToLong(part -> part.store().rows()).sum();
    if (rows <= MOST_ROWS && scope.pool().free() >= MOST_BYTES * SPARE) {
      wanted.forEach(
          (key, mostRows) -> {
            if (rows <= mostRows) {
              made.put(key, new KeyFilter(parts, keys, key, bounds(parts, key, bounds), scope));
            }
          });
    }
  }

  private KeyBounds bounds(List<BuildRows> parts, int key, Map<Integer, KeyBounds> known) {
    return known.computeIfAbsent(key, wantedKey -> KeyBounds.of(parts, keys, wantedKey));
  }

  /** From now on nobody asks a filter. */
  @Override
  public void close() {
    scope.close();
  }
}
