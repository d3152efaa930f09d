package org.weft.container.expression.dictionary;

import java.util.Arrays;
import java.util.function.Supplier;
import org.weft.container.expression.kernel.SelectLoops;
import org.weft.container.expression.tree.Predicate;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.expr.Column;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Vector;

/** A condition on one column: over a dictionary, a flag per entry. */
public final class PerEntryPredicate extends Predicate {
  private final int ordinal;
  private final Predicate perRow;
  private final Supplier<Predicate> compile;
  private final Entries entries;
  private final int[] hits = new int[Batch.CAPACITY];
  private Predicate perEntry;
  private byte[] passes = new byte[0];
  private int nullPasses = -1;
  private boolean used;

  /**
   * @param perRow the condition over the batch
   * @param perEntry makes the same condition over a batch of one column, the entries
   */
  public PerEntryPredicate(
      Column column, Predicate perRow, Supplier<Predicate> perEntry, Workspace memory) {
    this.ordinal = column.ordinal();
    this.perRow = perRow;
    this.compile = perEntry;
    this.entries = new Entries(column, memory);
  }

  @Override
  public int select(Batch batch, Rows rows, int[] out) {
    Vector vector = batch.column(ordinal);
    used = vector.encoding() == Vector.Encoding.DICTIONARY && prepare(vector, rows.count());
    if (!used) {
      return perRow.select(batch, rows, out);
    }
    int[] sel = rows.indices();
    int n = rows.count();
    if (!vector.mayHaveNulls()) {
      return SelectLoops.entry(vector.data(), passes, sel, n, out);
    }
    if (nullPasses() == 0) {
      n = SelectLoops.flag(vector.validity(), 1, sel, n, out);
      return SelectLoops.entry(vector.data(), passes, out, n, out);
    }
    return selectWithNulls(vector, sel, n, out);
  }

  private int selectWithNulls(Vector vector, int[] sel, int n, int[] out) {
    int m = 0;
    for (int k = 0; k < n; k++) {
      int row = sel == null ? k : sel[k];
      boolean isNull = Memory.getByte(vector.validity() + row) == 0;
      out[m] = row;
      m += isNull ? 1 : passes[Memory.getInt(vector.data() + 4L * row)];
    }
    return m;
  }

  private boolean prepare(Vector vector, int count) {
    Dictionary dictionary = vector.dictionary();
    return entries.prepare(
        dictionary, count, (batch, rows, base) -> flag(dictionary, batch, rows, base));
  }

  private void flag(Dictionary dictionary, Batch batch, Rows rows, int base) {
    if (base == 0) {
      if (passes.length < dictionary.size()) {
        passes = new byte[dictionary.size()];
      } else {
        Arrays.fill(passes, 0, dictionary.size(), (byte) 0);
      }
    }
    int n = perEntry().select(batch, rows, hits);
    for (int k = 0; k < n; k++) {
      passes[base + hits[k]] = 1;
    }
  }

  private int nullPasses() {
    if (nullPasses < 0) {
      entries.showNull((batch, rows, base) -> nullPasses = perEntry().select(batch, rows, hits));
    }
    return nullPasses;
  }

  private Predicate perEntry() {
    if (perEntry == null) {
      perEntry = compile.get();
    }
    return perEntry;
  }

  @Override
  public int cost() {
    return used ? 1 : perRow.cost();
  }
}
