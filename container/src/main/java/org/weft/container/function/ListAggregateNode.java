package org.weft.container.function;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.weft.container.accumulate.Accumulator;
import org.weft.container.accumulate.Accumulators;
import org.weft.container.accumulate.ColumnBuilder;
import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.ListReader;

/**
 * An aggregate over the elements of a row's list: they are batches, without a copy where they have
 * a fixed width. The inputs are the list, the name of the {@link Aggregate}, and its parameters.
 */
final class ListAggregateNode extends ValueNode {
  private final ValueNode source;
  private final ListReader reader;
  private final Accumulator accumulator;
  private final ColumnBuilder builder;
  private final Vector built;
  private final Batch elements;
  private final long views;
  private final int[] places = new int[Batch.CAPACITY];
  private final Answer out;
  private final Vector result;

  ListAggregateNode(LibraryCall call, Parts parts) {
    super(call.type());
    DataType element = ((ListType) call.inputs().get(0).type()).element();
    MemoryScope scope = parts.memory().scope();
    Schema schema = Schema.of(Field.nullable("element", element));
    List<Literal> parameters = new ArrayList<>();
    for (Expression input : call.inputs().subList(2, call.inputs().size())) {
      parameters.add((Literal) input);
    }
    Value.Text name = (Value.Text) ((Literal) call.inputs().get(1)).value();
    this.source = parts.value(call.inputs().get(0));
    this.reader = new ListReader(element);
    // its memory is the workspace's, and goes with it
    this.accumulator =
        Accumulators.within(schema, scope)
            .ofOrderedRows(
                new AggregateCall(
                    Aggregate.valueOf(name.value()),
                    List.of(0),
                    parameters,
                    List.of(),
                    OptionalInt.empty(),
                    AggregateCall.Distinctness.ALL,
                    call.type(),
                    "elements"));
    this.builder = new ColumnBuilder(call.type(), scope);
    this.built = new Vector(call.type());
    this.elements = new Batch(schema);
    this.views = reader.layout() == Layout.VIEW ? parts.memory().rowBuffer(Views.WIDTH) : 0;
    this.out = new Answer(call.type(), parts.memory());
    this.result = new Vector(call.type());
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
  }

  @Override
  protected Vector compute(Batch batch, Rows rows) {
    Vector lists = source.evaluate(batch, rows);
    out.start(rows, 0);
    int[] sel = rows.indices();
    for (int k = 0; k < rows.count(); k++) {
      int row = sel == null ? k : sel[k];
      out.turnTo(row);
      if (lists.isNull(row)) {
        out.nothing();
      } else {
        aggregate(Views.bytes(lists.valueAddress(row)));
      }
    }
    result.pointFlat(out.layout(), out.data(), out.validity());
    return result;
  }

  private void aggregate(long list) {
    reader.point(list);
    accumulator.reset();
    for (int first = 0; first < reader.size(); first += Batch.CAPACITY) {
      int count = Math.min(Batch.CAPACITY, reader.size() - first);
      elements.start(count);
      point(elements.column(0), first, count);
      accumulator.add(elements, places, 0, count);
    }
    builder.clear();
    accumulator.result(builder);
    builder.point(built);
    if (built.isNull(0)) {
      out.nothing();
    } else {
      out.value(built.valueAddress(0));
    }
  }

  private void point(Vector vector, int first, int count) {
    if (reader.layout() != Layout.VIEW) {
      reader.pointVector(vector, first);
      return;
    }
    for (int i = 0; i < count; i++) {
      long view = views + (long) Views.WIDTH * i;
      if (reader.isNull(first + i)) {
        Memory.fill(view, Views.WIDTH, (byte) 0);
      } else {
        reader.copy(first + i, view);
      }
    }
    long valid = reader.validity() == 0 ? 0 : reader.validity() + first;
    vector.pointFlat(Layout.VIEW, views, valid);
  }
}
