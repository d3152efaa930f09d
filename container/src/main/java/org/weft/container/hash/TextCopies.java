package org.weft.container.hash;

import java.util.Arrays;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Views;

/**
 * Keeps copies of one column's text for rows that outlive the batch. An entry of a dictionary is
 * copied once and shared by all rows that have it. For one thread.
 */
public final class TextCopies {
  /** Larger dictionaries are mostly distinct values: remembering copies would not pay. */
  private static final int LARGEST_DICTIONARY = 1 << 16;

  private final ByteArena arena;
  private long dictionary;
  private long[] copies;

  public TextCopies(ByteArena arena) {
    this.arena = arena;
  }

  /** Writes at {@code field} a view of a copy of the text that {@code view} shows. */
  public void put(long field, long view) {
    long head = Views.head(view);
    Memory.putLong(field, head);
    Memory.putLong(field + 8, arena.append(Views.bytes(view), (int) head));
  }

  /** Gets ready to copy entries of this dictionary; false if {@link #put} should be used. */
  public boolean use(Dictionary entries) {
    if (entries == null || entries.size() > LARGEST_DICTIONARY) {
      return false;
    }
    if (copies == null || dictionary != entries.id()) {
      dictionary = entries.id();
      if (copies == null || copies.length < entries.size()) {
        copies = new long[entries.size()];
      } else {
        Arrays.fill(copies, 0, entries.size(), 0);
      }
    }
    return true;
  }

  /**
   * Writes at {@code field} a view of the copy of an entry, whose view in the dictionary is given.
   */
  public void putEntry(long field, int id, long view) {
    long head = Views.head(view);
    long copy = copies[id];
    if (copy == 0) {
      copy = arena.append(Views.bytes(view), (int) head);
      copies[id] = copy;
    }
    Memory.putLong(field, head);
    Memory.putLong(field + 8, copy);
  }
}
