package org.weft.container.function;

import java.util.List;
import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.planner.expr.Lambda;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.type.ListType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.ListReader;

/**
 * A lambda that is computed for every element on its own, many at a time: the elements of many
 * rows, or of a part of one, are a batch. Rows with a null list are null.
 */
final class ElementsNode extends ValueNode {
  private final List<ValueNode> sources;
  private final Vector[] vectors;
  private final ListReader[] readers;
  private final boolean takesPosition;
  private final ElementBatch elements;
  private final Gathering gathering;
  private final Answer out;
  private final Vector result;
  private final int[] listRows = new int[Batch.CAPACITY];
  private final int[] listSizes = new int[Batch.CAPACITY];
  private int lists;
  private int current;
  private int missing;

  /** Makes a row's answer of what the lambda gave for its elements. */
  interface Gathering {
    /** A row's elements come next. */
    void start();

    /** Takes what the lambda gave for an element. */
    void take(ElementBatch elements, int place, Vector given);

    /** Answers for the row. */
    void finish(Answer out);
  }

  ElementsNode(LibraryCall call, Parts parts, Gathering gathering) {
    super(call.type());
    Lambda lambda = call.lambda().orElseThrow();
    int own = call.inputs().size() - lambda.captured();
    this.sources = call.inputs().subList(0, own).stream().map(parts::value).toList();
    this.vectors = new Vector[own];
    this.readers = new ListReader[own];
    for (int i = 0; i < own; i++) {
      readers[i] = new ListReader(((ListType) call.inputs().get(i).type()).element());
    }
    this.takesPosition = lambda.parameters().size() > own;
    this.elements = new ElementBatch(call, lambda, parts);
    this.gathering = gathering;
    this.out = new Answer(call.type(), parts.memory());
    this.result = new Vector(call.type());
  }

  @Override
  protected Vector compute(Batch batch, Rows rows) {
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = sources.get(i).evaluate(batch, rows);
    }
    elements.start(batch, rows);
    out.start(rows, 0);
    lists = 0;
    current = 0;
    missing = 0;
    gathering.start();
    int[] sel = rows.indices();
    for (int k = 0; k < rows.count(); k++) {
      int row = sel == null ? k : sel[k];
      if (isNull(row)) {
        out.turnTo(row);
        out.nothing();
      } else {
        add(row);
      }
    }
    flush();
    result.pointFlat(out.layout(), out.data(), out.validity());
    return result;
  }

  private boolean isNull(int row) {
    for (Vector vector : vectors) {
      if (vector.isNull(row)) {
        return true;
      }
    }
    return false;
  }

  private void add(int row) {
    int size = 0;
    for (int i = 0; i < readers.length; i++) {
      readers[i].point(Views.bytes(vectors[i].valueAddress(row)));
      size = Math.max(size, readers[i].size());
    }
    listRows[lists] = row;
    listSizes[lists] = size;
    if (lists == current) {
      missing = size;
    }
    lists++;
    for (int index = 0; index < size; index++) {
      for (int i = 0; i < readers.length; i++) {
        elements.set(i, readers[i], index);
      }
      if (takesPosition) {
        elements.setPosition(readers.length, index + 1L);
      }
      elements.add(row);
      if (elements.isFull()) {
        flush();
      }
    }
  }

  private void flush() {
    if (elements.filled() > 0) {
      Vector given = elements.evaluate();
      for (int i = 0; i < elements.filled(); i++) {
        finishComplete();
        gathering.take(elements, i, given);
        missing--;
      }
      elements.clear();
    }
    finishComplete();
  }

  /** Answers for the rows that have all their elements. */
  private void finishComplete() {
    while (current < lists && missing == 0) {
      out.turnTo(listRows[current]);
      gathering.finish(out);
      gathering.start();
      current++;
      missing = current < lists ? listSizes[current] : 0;
    }
  }
}
