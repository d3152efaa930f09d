package org.weft.planner.cache;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that holds so many entries at most and lets go of the one that was not asked for or put for
 * longest. Not thread-safe: asking changes it, too.
 */
public final class LastUsed<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;
  private static final int INITIAL_CAPACITY = 16;
  private static final float LOAD_FACTOR = 0.75f;

  private final int most;

  /** An empty map for this many entries. */
  public LastUsed(int most) {
    super(INITIAL_CAPACITY, LOAD_FACTOR, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
