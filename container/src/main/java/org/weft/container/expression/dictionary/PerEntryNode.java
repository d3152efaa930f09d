package org.weft.container.expression.dictionary;

import java.util.function.Supplier;
import org.weft.container.expression.kernel.GatherLoops;
import org.weft.container.expression.kernel.ValidityLoops;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.expr.Column;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Vector;

/** A value computed from one column: over a dictionary, another dictionary with the same ids. */
public final class PerEntryNode extends ValueNode {
  private final int ordinal;
  private final ValueNode perRow;
  private final Supplier<ValueNode> compile;
  private final Nulls nulls;
  private final Workspace memory;
  private final Entries entries;
  private final EntryTable table;
  private final Vector result;
  private ValueNode perEntry;
  private long valid;

  /** What the expression makes of a null. */
  public enum Nulls {
    /** Null. */
    STAY,
    /** Anything: rows with nulls cannot be looked up. */
    CHANGE
  }

  /**
   * @param perRow the expression over the batch
   * @param perEntry makes the same expression over a batch of one column, the entries
   */
  public PerEntryNode(
      Column column,
      Nulls nulls,
      ValueNode perRow,
      Supplier<ValueNode> perEntry,
      Workspace memory) {
    super(perRow.type());
    this.ordinal = column.ordinal();
    this.perRow = perRow;
    this.compile = perEntry;
    this.nulls = nulls;
    this.memory = memory;
    this.entries = new Entries(column, memory);
    this.table = new EntryTable(type(), memory);
    this.result = new Vector(type());
  }

  @Override
  protected Vector compute(Batch batch, Rows rows) {
    Vector vector = batch.column(ordinal);
    boolean possible =
        vector.encoding() == Vector.Encoding.DICTIONARY
            && (nulls == Nulls.STAY || !vector.mayHaveNulls());
    if (!possible || !prepare(vector.dictionary(), rows.count())) {
      return perRow.evaluate(batch, rows);
    }
    long validity = vector.validity();
    if (table.hasNulls()) {
      if (valid == 0) {
        valid = memory.rowBuffer(1);
      }
      GatherLoops.bytes1(vector.data(), table.validity(), valid, rows.indices(), rows.count());
      if (validity != 0) {
        ValidityLoops.and(validity, valid, valid, rows.total());
      }
      validity = valid;
    }
    result.pointDictionary(table.dictionary(), vector.data(), validity);
    return result;
  }

  private boolean prepare(Dictionary dictionary, int count) {
    return entries.prepare(
        dictionary,
        count,
        (batch, rows, base) -> {
          if (perEntry == null) {
            perEntry = compile.get();
          }
          if (base == 0) {
            table.start(dictionary.size());
          }
          table.add(perEntry.evaluate(batch, rows), rows.count());
        });
  }
}
