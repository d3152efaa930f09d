package org.weft.container.expression.cast;

import org.weft.container.expression.text.FreshText;
import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Column;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.nested.ListBuilder;
import org.weft.planner.vector.nested.ListReader;

/**
 * Casts the elements of lists, many lists at a time: their elements one behind the other are a
 * column, for which there is a kernel.
 */
final class ElementCast {
  private final ListReader reader;
  private final ListBuilder builder;
  private final ValueNode node;
  private final Batch batch;
  private final Rows rows = new Rows();
  private final Layout layout;
  private final long values;
  private final long validity;
  private int filled;

  // of the call at hand: which list the next converted element belongs to
  private int current;
  private int missing;

  ElementCast(DataType from, DataType to, Cast.OnError onError, Parts parts) {
    this.reader = new ListReader(from);
    this.builder = new ListBuilder(new ListType(to), parts.memory().scope());
    Column element = new Column(0, "element", from);
    this.node = parts.overElements(from.equals(to) ? element : new Cast(element, to, onError));
    this.batch = new Batch(Schema.of(Field.nullable("element", from)));
    this.layout = Layout.of(from);
    this.values = parts.memory().rowBuffer(layout.width());
    this.validity = parts.memory().rowBuffer(1);
  }

  /** Takes a converted list. */
  interface Taker {
    void take(int index, long list, int length);
  }

  /** Converts lists at these addresses; the results stay for the batch. */
  void convert(long[] lists, int count, FreshText fresh, Taker taker) {
    if (count == 0) {
      return;
    }
    filled = 0;
    current = 0;
    missing = ListReader.size(lists[0]);
    builder.start();
    for (int i = 0; i < count; i++) {
      reader.point(lists[i]);
      for (int k = 0; k < reader.size(); k++) {
        add(k);
        if (filled == Batch.CAPACITY) {
          evaluate(lists, count, fresh, taker);
        }
      }
    }
    evaluate(lists, count, fresh, taker);
    finishComplete(lists, count, fresh, taker);
  }

  private void add(int index) {
    boolean isNull = reader.isNull(index);
    Memory.putByte(validity + filled, (byte) (isNull ? 0 : 1));
    long to = values + ((long) filled << layout.shift());
    if (isNull) {
      Memory.fill(to, layout.width(), (byte) 0);
    } else {
      reader.copy(index, to);
    }
    filled++;
  }

  private void evaluate(long[] lists, int count, FreshText fresh, Taker taker) {
    if (filled == 0) {
      return;
    }
    batch.start(filled);
    batch.column(0).pointFlat(layout, values, validity);
    rows.start(batch);
    Vector converted = node.evaluate(batch, rows);
    for (int i = 0; i < filled; i++) {
      finishComplete(lists, count, fresh, taker);
      if (converted.isNull(i)) {
        builder.addNull();
      } else {
        builder.add(converted.layout(), converted.valueAddress(i));
      }
      missing--;
    }
    filled = 0;
  }

  /** Hands on the lists that have all their elements. */
  private void finishComplete(long[] lists, int count, FreshText fresh, Taker taker) {
    while (current < count && missing == 0) {
      int length = builder.length();
      long list = fresh.reserve(length);
      builder.write(list);
      taker.take(current, list, length);
      builder.start();
      current++;
      missing = current < count ? ListReader.size(lists[current]) : 0;
    }
  }
}
