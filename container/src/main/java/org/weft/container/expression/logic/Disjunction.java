package org.weft.container.expression.logic;

import java.util.List;
import org.weft.container.expression.kernel.SelectLoops;
import org.weft.container.expression.tree.Predicate;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.Selections;
import org.weft.planner.vector.Batch;

/** Any of several conditions: each is asked about the rows that none before it took. */
final class Disjunction extends Predicate {
  private final List<Predicate> choices;
  private final byte[] marks = new byte[Batch.CAPACITY];
  private final int[] hits = new int[Batch.CAPACITY];
  private final int[] rest = new int[Batch.CAPACITY];
  private final Rows remaining = new Rows();

  Disjunction(List<Predicate> choices) {
    this.choices = choices;
  }

  @Override
  public int select(Batch batch, Rows rows, int[] out) {
    Selections.clear(marks, rows);
    int total = 0;
    Rows asked = rows;
    for (Predicate choice : choices) {
      int n = choice.select(batch, asked, hits);
      total += n;
      if (total == rows.count()) {
        break;
      }
      if (n > 0) {
        Selections.mark(marks, (byte) 1, hits, n);
        int left = SelectLoops.mark(marks, 0, asked.indices(), asked.count(), rest);
        if (asked == rows) {
          remaining.fill(rows, rest, left);
        } else {
          remaining.narrow(rest, left);
        }
        asked = remaining;
      }
    }
    if (total == rows.count()) {
      return Selections.all(rows, out);
    }
    return SelectLoops.mark(marks, 1, rows.indices(), rows.count(), out);
  }

  @Override
  public int cost() {
    int cost = 1;
    for (Predicate choice : choices) {
      cost += choice.cost();
    }
    return cost;
  }
}
