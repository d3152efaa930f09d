package org.weft.container.function;

import java.util.List;
import org.weft.container.expression.tree.Failures;
import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.planner.expr.Lambda;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.ListType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.ListReader;

/**
 * A lambda that is computed for what it gave before and the next element. All rows of a batch go
 * step by step together; a row that has no more elements leaves.
 */
final class ReduceNode extends ValueNode {
  private final ValueNode source;
  private final ValueNode start;
  private final ListReader reader;
  private final boolean takesPosition;
  private final ElementBatch elements;
  private final Answer out;
  private final Vector result;
  private final Layout layout;

  // of each row that is not done: where its list lies, and what the lambda gave last
  private final int[] running = new int[Batch.CAPACITY];
  private final long[] lists = new long[Batch.CAPACITY];
  private final boolean[] isNull = new boolean[Batch.CAPACITY];
  private final long sums;
  private ByteArena bytes;
  private ByteArena nextBytes;
  private int count;

  ReduceNode(LibraryCall call, Parts parts) {
    super(call.type());
    Lambda lambda = call.lambda().orElseThrow();
    List<ValueNode> own =
        call.inputs().subList(0, call.inputs().size() - lambda.captured()).stream()
            .map(parts::value)
            .toList();
    this.source = own.get(0);
    this.start = own.size() > 1 ? own.get(1) : null;
    this.reader = new ListReader(((ListType) call.inputs().get(0).type()).element());
    this.takesPosition = lambda.parameters().size() > 2;
    this.elements = new ElementBatch(call, lambda, parts);
    this.out = new Answer(call.type(), parts.memory());
    this.result = new Vector(call.type());
    this.layout = Layout.of(call.type());
    this.sums = parts.memory().rowBuffer(layout.width());
    this.bytes = layout == Layout.VIEW ? parts.memory().arena() : null;
    this.nextBytes = layout == Layout.VIEW ? parts.memory().arena() : null;
  }

  @Override
  protected Vector compute(Batch batch, Rows rows) {
    Vector from = source.evaluate(batch, rows);
    Vector starts = start == null ? null : start.evaluate(batch, rows);
    elements.start(batch, rows);
    out.start(rows, 0);
    begin(from, starts, rows);
    for (int step = start == null ? 1 : 0; count > 0; step++) {
      step(step);
    }
    result.pointFlat(out.layout(), out.data(), out.validity());
    return result;
  }

  private void begin(Vector from, Vector starts, Rows rows) {
    count = 0;
    if (bytes != null) {
      bytes.reset();
    }
    int[] sel = rows.indices();
    for (int k = 0; k < rows.count(); k++) {
      int row = sel == null ? k : sel[k];
      if (from.isNull(row)) {
        out.turnTo(row);
        out.nothing();
        continue;
      }
      running[count] = row;
      lists[count] = Views.bytes(from.valueAddress(row));
      reader.point(lists[count]);
      if (starts != null) {
        keep(starts, row, count, bytes);
      } else if (reader.size() == 0) {
        throw Failures.badValue("an empty list cannot be reduced without a start");
      } else {
        isNull[count] = reader.isNull(0);
        if (!isNull[count]) {
          reader.copy(0, place(count));
        }
      }
      count += isDone(count, starts == null ? 1 : 0) ? 0 : 1;
    }
  }

  /** Answers for a row if its list has no more elements. */
  private boolean isDone(int index, int taken) {
    if (ListReader.size(lists[index]) > taken) {
      return false;
    }
    out.turnTo(running[index]);
    if (isNull[index]) {
      out.nothing();
    } else {
      out.value(place(index));
    }
    return true;
  }

  private long place(int index) {
    return sums + ((long) index << layout.shift());
  }

  private void step(int step) {
    for (int i = 0; i < count; i++) {
      if (isNull[i]) {
        elements.setNull(0);
      } else {
        elements.set(0, place(i));
      }
      elements.set(1, reader.point(lists[i]), step);
      if (takesPosition) {
        elements.setPosition(2, step + 1L);
      }
      elements.add(running[i]);
    }
    Vector given = elements.evaluate();
    if (nextBytes != null) {
      nextBytes.reset();
    }
    int left = 0;
    for (int i = 0; i < count; i++) {
      running[left] = running[i];
      lists[left] = lists[i];
      keep(given, i, left, nextBytes);
      left += isDone(left, step + 1) ? 0 : 1;
    }
    count = left;
    elements.clear();
    ByteArena used = bytes;
    bytes = nextBytes;
    nextBytes = used;
  }

  /** Keeps a value of a vector whose bytes do not stay. */
  private void keep(Vector values, int row, int index, ByteArena room) {
    isNull[index] = values.isNull(row);
    if (isNull[index]) {
      return;
    }
    long from = values.valueAddress(row);
    long to = place(index);
    if (layout == Layout.VIEW) {
      int length = Views.length(from);
      long copy = room.reserve(length);
      Memory.copy(Views.bytes(from), copy, length);
      Views.put(to, copy, length);
    } else if (layout == Layout.INT128 && values.layout() == Layout.INT64) {
      long value = Memory.getLong(from);
      Memory.putLong(to, value);
      Memory.putLong(to + 8, value >> 63);
    } else {
      Memory.copy(from, to, layout.width());
    }
  }
}
