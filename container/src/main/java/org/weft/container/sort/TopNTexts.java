package org.weft.container.sort;

import java.util.Arrays;
import org.weft.container.expression.kernel.SelectLoops;
import org.weft.container.expression.kernel.TextLoops;
import org.weft.planner.expr.SortKey;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/**
 * Selects rows whose leading key, a text, may still be wanted. Of a dictionary, every entry is
 * compared once for each bound. For one thread.
 */
final class TopNTexts {
  private static final byte[] NOTHING = new byte[0];

  private final MemoryScope scope;
  private final boolean ascending;
  private final LeadingBound.Ties ties;
  private byte[] text;
  private Block view;
  private long seenDictionary = -1;
  private byte[] pass = NOTHING;
  private int[] entries = new int[0];

  TopNTexts(SortKey leading, LeadingBound.Ties ties, MemoryScope scope) {
    this.ascending = leading.direction() == SortKey.Direction.ASCENDING;
    this.ties = ties;
    this.scope = scope;
  }

  /**
   * The rows of a batch that remain.
   *
   * @param vector flat or of ids, without nulls
   * @param last the bound
   */
  int select(Batch batch, Vector vector, byte[] last, int[] rows) {
    if (last != text) {
      place(last);
    }
    int n = batch.selectedCount();
    if (vector.encoding() == Vector.Encoding.FLAT) {
      return select(vector.data(), batch.selection(), n, rows);
    }
    Dictionary dictionary = vector.dictionary();
    if (dictionary.id() != seenDictionary) {
      judge(dictionary);
    }
    return SelectLoops.entry(vector.data(), pass, batch.selection(), n, rows);
  }

  private int select(long views, int[] sel, int n, int[] out) {
    long bound = view.address();
    return switch (ties) {
      case WANTED ->
          ascending
              ? TextLoops.greaterThanConstant(views, bound, 1, sel, n, out)
              : TextLoops.lessThanConstant(views, bound, 1, sel, n, out);
      case LEFT_OUT ->
          ascending
              ? TextLoops.lessThanConstant(views, bound, 0, sel, n, out)
              : TextLoops.greaterThanConstant(views, bound, 0, sel, n, out);
    };
  }

  private void judge(Dictionary dictionary) {
    int size = dictionary.size();
    if (entries.length < size) {
      entries = new int[size];
      pass = new byte[size];
    }
    int m = select(dictionary.data(), null, size, entries);
    Arrays.fill(pass, 0, size, (byte) 0);
    for (int i = 0; i < m; i++) {
      pass[entries[i]] = 1;
    }
    seenDictionary = dictionary.id();
  }

  private void place(byte[] last) {
    if (view != null) {
      view.close();
    }
    view = scope.allocate(Views.WIDTH + last.length);
    long bytes = view.address() + Views.WIDTH;
    Memory.copy(last, 0, bytes, last.length);
    Views.put(view.address(), bytes, last.length);
    text = last;
    seenDictionary = -1;
  }
}
