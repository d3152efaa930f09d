package org.weft.container.function;

import java.util.List;
import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.hash.VectorGather;
import org.weft.planner.expr.Lambda;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.ColumnLoader;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.nested.ListReader;

/**
 * The rows that the body of a lambda is computed for: values of its parameters, and beside them
 * what it captured from the row that each belongs to. Bytes of variable length stay where they lie;
 * what was captured is gathered when the body reads it.
 */
final class ElementBatch implements ColumnLoader {
  private static final long MANY_BYTES = 4L << 20;

  private final Column[] parameters;
  private final List<ValueNode> captured;
  private final Vector[] capturedVectors;
  private final VectorGather[] gathers;
  private final Batch batch;
  private final Rows rows = new Rows();
  private final ValueNode body;
  private final int[] owners = new int[Batch.CAPACITY];
  private final int[] positions = new int[Batch.CAPACITY];
  private int filled;
  private long bytes;

  /** Values of one parameter. */
  private static final class Column {
    private final Layout layout;
    private final long values;
    private final long validity;
    private boolean hasNulls;

    Column(DataType type, Parts parts) {
      this.layout = Layout.of(type);
      this.values = parts.memory().rowBuffer(layout.width());
      this.validity = parts.memory().rowBuffer(1);
    }
  }

  ElementBatch(LibraryCall call, Lambda lambda, Parts parts) {
    this.parameters = new Column[lambda.parameters().size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = new Column(lambda.parameters().get(i), parts);
    }
    int own = call.inputs().size() - lambda.captured();
    this.captured =
        call.inputs().subList(own, call.inputs().size()).stream().map(parts::value).toList();
    this.capturedVectors = new Vector[captured.size()];
    this.gathers = new VectorGather[captured.size()];
    MemoryScope scope = parts.memory().scope();
    for (int i = 0; i < gathers.length; i++) {
      gathers[i] = new VectorGather(scope);
    }
    List<Field> fields = new java.util.ArrayList<>();
    for (int i = 0; i < parameters.length; i++) {
      fields.add(Field.nullable("p" + i, lambda.parameters().get(i)));
    }
    for (int i = 0; i < captured.size(); i++) {
      fields.add(Field.nullable("c" + i, captured.get(i).type()));
    }
    this.batch = new Batch(new org.weft.planner.type.Schema(fields));
    this.body = parts.overElements(lambda.body());
    for (int i = 0; i < positions.length; i++) {
      positions[i] = i;
    }
  }

  /** Turns to the rows of a batch, which own the elements that come. */
  void start(Batch outer, Rows outerRows) {
    for (int i = 0; i < capturedVectors.length; i++) {
      capturedVectors[i] = captured.get(i).evaluate(outer, outerRows);
    }
    clear();
  }

  /** How many elements wait. */
  int filled() {
    return filled;
  }

  /** True if no more fit, or those that wait are many bytes: the body may make as many of them. */
  boolean isFull() {
    return filled == Batch.CAPACITY || bytes >= MANY_BYTES;
  }

  /** The next element, whose parameters were set, belongs to this row. */
  void add(int owner) {
    owners[filled++] = owner;
  }

  /** The row that an element belongs to. */
  int owner(int place) {
    return owners[place];
  }

  Layout layout(int parameter) {
    return parameters[parameter].layout;
  }

  /** Sets a parameter of the next element to an element of a list, null beyond its end. */
  void set(int parameter, ListReader list, int index) {
    if (index >= list.size() || list.isNull(index)) {
      setNull(parameter);
    } else {
      list.copy(index, place(parameter));
      valid(parameter);
      bytes += list.layout() == Layout.VIEW ? list.length(index) : 0;
    }
  }

  /** Sets a parameter of the next element to a value that lies in its layout. */
  void set(int parameter, long value) {
    Column column = parameters[parameter];
    Memory.copy(value, place(parameter), column.layout.width());
    valid(parameter);
  }

  /** Sets a parameter of the next element, an integer of 64 bits. */
  void setPosition(int parameter, long position) {
    Memory.putLong(place(parameter), position);
    valid(parameter);
  }

  void setNull(int parameter) {
    Column column = parameters[parameter];
    column.hasNulls = true;
    Memory.fill(place(parameter), column.layout.width(), (byte) 0);
    Memory.putByte(column.validity + filled, (byte) 0);
  }

  private long place(int parameter) {
    Column column = parameters[parameter];
    return column.values + ((long) filled << column.layout.shift());
  }

  private void valid(int parameter) {
    Memory.putByte(parameters[parameter].validity + filled, (byte) 1);
  }

  /** True if a parameter of an element that waits is null. */
  boolean isNull(int parameter, int place) {
    return Memory.getByte(parameters[parameter].validity + place) == 0;
  }

  /** The address of a parameter of an element that waits. */
  long value(int parameter, int place) {
    Column column = parameters[parameter];
    return column.values + ((long) place << column.layout.shift());
  }

  /** What the body gives for the elements that wait; valid until the next call. */
  Vector evaluate() {
    batch.start(filled, this);
    rows.start(batch);
    return body.evaluate(batch, rows);
  }

  /** The elements are done with. */
  void clear() {
    filled = 0;
    bytes = 0;
    for (Column column : parameters) {
      column.hasNulls = false;
    }
  }

  @Override
  public void load(Batch elements, int ordinal, Vector vector) {
    if (ordinal < parameters.length) {
      Column column = parameters[ordinal];
      vector.pointFlat(column.layout, column.values, column.hasNulls ? column.validity : 0);
    } else {
      int index = ordinal - parameters.length;
      gathers[index].gather(capturedVectors[index], owners, positions, elements.rowCount(), vector);
    }
  }
}
