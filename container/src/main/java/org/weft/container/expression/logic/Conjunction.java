package org.weft.container.expression.logic;

import java.util.Arrays;
import java.util.List;
import org.weft.container.expression.tree.Predicate;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.Selections;
import org.weft.planner.vector.Batch;

/**
 * All of several conditions: each narrows what the one before left. They are tried in the order in
 * which they throw out most rows per cost, as seen in the batches so far. Conditions that may fail
 * (a division, a cast) stay behind the others, in the order they were written: {@code b <> 0 AND a
 * / b > 1} is safe.
 */
public final class Conjunction extends Predicate {
  private static final int BATCHES_BETWEEN_SORTS = 16;

  private final Step[] steps;
  private final int movable;
  private final Rows left = new Rows();
  private int batches;

  /** A condition and what it did. */
  private static final class Step {
    private final Predicate predicate;
    private double seen;
    private double passed;

    Step(Predicate predicate) {
      this.predicate = predicate;
    }

    /** Cost per row thrown out. */
    double price() {
      double thrownOut = seen == 0 ? 0.5 : (seen - passed + 1) / (seen + 2);
      return predicate.cost() / thrownOut;
    }

    void age() {
      seen /= 2;
      passed /= 2;
    }
  }

  /**
   * @param safe conditions that cannot fail, in any order
   * @param others conditions that may, in the order they were written
   */
  public Conjunction(List<Predicate> safe, List<Predicate> others) {
    this.steps = new Step[safe.size() + others.size()];
    this.movable = safe.size();
    for (int i = 0; i < steps.length; i++) {
      steps[i] = new Step(i < movable ? safe.get(i) : others.get(i - movable));
    }
    sort();
  }

  @Override
  public int select(Batch batch, Rows rows, int[] out) {
    if (++batches % BATCHES_BETWEEN_SORTS == 0) {
      sort();
    }
    Rows remaining = rows;
    int n = rows.count();
    for (Step step : steps) {
      n = run(step, batch, remaining, out);
      if (n == 0) {
        return 0;
      }
      if (remaining == rows) {
        left.fill(rows, out, n);
      } else {
        left.narrow(out, n);
      }
      remaining = left;
    }
    return n;
  }

  /**
   * Like {@link #select} for all rows a batch has selected, and narrows the batch itself after
   * every condition: columns that are loaded later are then loaded for fewer rows.
   */
  public void narrow(Batch batch, Rows rows, int[] out) {
    if (++batches % BATCHES_BETWEEN_SORTS == 0) {
      sort();
    }
    for (Step step : steps) {
      int n = run(step, batch, rows, out);
      batch.select(out, n);
      if (n == 0) {
        return;
      }
      rows.narrow(out, n);
    }
  }

  private static int run(Step step, Batch batch, Rows rows, int[] out) {
    int before = rows.count();
    int n = step.predicate.select(batch, rows, out);
    step.seen += before;
    step.passed += n;
    return n;
  }

  private void sort() {
    Arrays.sort(steps, 0, movable, (a, b) -> Double.compare(a.price(), b.price()));
    for (Step step : steps) {
      step.age();
    }
  }

  @Override
  public int cost() {
    int cost = 0;
    for (Step step : steps) {
      cost += step.predicate.cost();
    }
    return cost;
  }

  /** A condition that is all of none: every row passes. */
  public static Predicate always() {
    return new Predicate() {
      @Override
      public int select(Batch batch, Rows rows, int[] out) {
        return Selections.all(rows, out);
      }

      @Override
      public int cost() {
        return 0;
      }
    };
  }
}
