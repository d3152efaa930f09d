package org.weft.container.function;

import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.planner.expr.Lambda;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.type.ListType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.ListBuilder;
import org.weft.planner.vector.nested.ListReader;

/** Lists in the order that a lambda tells. */
final class ComparedSortNode extends ValueNode {
  /** So many elements at least are sorted together, so that comparisons fill batches. */
  private static final int MANY = 1 << 14;

  private final ValueNode source;
  private final ListReader reader;
  private final ElementBatch pairs;
  private final ComparedMerges merges;
  private final ListBuilder list;
  private final Answer out;
  private final Vector result;
  private final int[] owners = new int[Batch.CAPACITY];
  private final long[] lists = new long[Batch.CAPACITY];

  ComparedSortNode(LibraryCall call, Parts parts) {
    super(call.type());
    Lambda lambda = call.lambda().orElseThrow();
    ListType type = (ListType) call.type();
    this.source = parts.value(call.inputs().get(0));
    this.reader = new ListReader(type.element());
    this.pairs = new ElementBatch(call, lambda, parts);
    this.merges = new ComparedMerges(type.element(), pairs);
    this.list = new ListBuilder(type, parts.memory().scope());
    this.out = new Answer(type, parts.memory());
    this.result = new Vector(type);
  }

  @Override
  protected Vector compute(Batch batch, Rows rows) {
    Vector from = source.evaluate(batch, rows);
    pairs.start(batch, rows);
    out.start(rows, 0);
    int waiting = 0;
    int elements = 0;
    int[] sel = rows.indices();
    for (int k = 0; k < rows.count(); k++) {
      int row = sel == null ? k : sel[k];
      if (from.isNull(row)) {
        out.turnTo(row);
        out.nothing();
        continue;
      }
      owners[waiting] = row;
      lists[waiting] = Views.bytes(from.valueAddress(row));
      elements += ListReader.size(lists[waiting]);
      waiting++;
      if (elements >= MANY) {
        sort(waiting);
        waiting = 0;
        elements = 0;
      }
    }
    sort(waiting);
    result.pointFlat(out.layout(), out.data(), out.validity());
    return result;
  }

  private void sort(int count) {
    int[] order = merges.sort(lists, owners, count);
    int at = 0;
    for (int i = 0; i < count; i++) {
      reader.point(lists[i]);
      list.start();
      for (int k = 0; k < reader.size(); k++) {
        list.add(reader, order[at++]);
      }
      out.turnTo(owners[i]);
      out.nested(list);
    }
  }
}
