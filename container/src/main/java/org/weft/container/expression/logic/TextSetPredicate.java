package org.weft.container.expression.logic;

import java.util.Arrays;
import java.util.List;
import org.weft.container.expression.logic.Comparisons.Membership;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/**
 * A string is one of a list, or none of it. Members are looked up by length and first bytes, which
 * a view holds in one word; few share it.
 */
final class TextSetPredicate extends ValuePredicate {
  private final int flip;
  private final long[] heads;
  private final long views;

  TextSetPredicate(ValueNode input, List<byte[]> members, Membership membership, Workspace memory) {
    super(input, memory);
    this.flip = membership == Membership.IN ? 0 : 1;
    this.heads = new long[members.size()];
    this.views = memory.buffer((long) members.size() * Views.WIDTH);
    long unsorted = memory.buffer((long) members.size() * Views.WIDTH);
    Long[] order = new Long[members.size()];
    for (int i = 0; i < members.size(); i++) {
      byte[] bytes = members.get(i);
      long address = memory.buffer(bytes.length);
      Memory.copy(bytes, 0, address, bytes.length);
      order[i] = unsorted + (long) i * Views.WIDTH;
      Views.put(order[i], address, bytes.length);
    }
    Arrays.sort(order, (a, b) -> Long.compare(Views.head(a), Views.head(b)));
    for (int i = 0; i < heads.length; i++) {
      heads[i] = Views.head(order[i]);
      Memory.copy(order[i], views + (long) i * Views.WIDTH, Views.WIDTH);
    }
  }

  @Override
  protected int test(Vector values, Rows rows, int[] out) {
    int[] sel = rows.indices();
    int m = 0;
    for (int k = 0; k < rows.count(); k++) {
      int row = sel == null ? k : sel[k];
      out[m] = row;
      m += find(values.data() + 16L * row) ^ flip;
    }
    return m;
  }

  private int find(long view) {
    long head = Views.head(view);
    int i = Arrays.binarySearch(heads, head);
    if (i < 0) {
      return 0;
    }
    while (i > 0 && heads[i - 1] == head) {
      i--;
    }
    for (; i < heads.length && heads[i] == head; i++) {
      if (Views.equal(view, views + (long) i * Views.WIDTH)) {
        return 1;
      }
    }
    return 0;
  }

  @Override
  public int cost() {
    return 5;
  }
}
