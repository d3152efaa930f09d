package org.weft.planner.memory;

/**
 * Something that holds much memory and can write it to disk instead. Registered by {@link
 * MemoryPool#claim}.
 */
public interface Spillable {
  /** Bytes of memory it holds, promised ones included. */
  long held();

  /**
   * Spills on the calling thread, if that needs no waiting: nobody is using the memory, and no lock
   * has to be waited for. Called by threads that need memory, of any query, at any point.
   *
   * @return true if memory was given back
   */
  boolean spillNow();
}
