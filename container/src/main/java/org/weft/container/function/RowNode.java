package org.weft.container.function;

import java.util.List;
import org.weft.container.expression.kernel.ValidityLoops;
import org.weft.container.expression.tree.Failures;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.function.Trait;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/**
 * A function computed row by row. Unless it takes nulls, rows with a null are left out and stay
 * null; if all arguments are constant, one row is computed.
 */
final class RowNode extends ValueNode {
  private final FunctionEntry entry;
  private final RowFunction function;
  private final List<ValueNode> inputs;
  private final Workspace memory;
  private final Vector[] vectors;
  private final Arguments in;
  private final Answer out;
  private final Vector result;
  private long joined;

  RowNode(
      FunctionEntry entry,
      RowFunction function,
      DataType type,
      List<ValueNode> inputs,
      Workspace memory) {
    super(type);
    this.entry = entry;
    this.function = function;
    this.inputs = inputs;
    this.memory = memory;
    this.vectors = new Vector[inputs.size()];
    this.in = new Arguments(inputs, memory);
    this.out = new Answer(type, memory);
    this.result = new Vector(type);
  }

  @Override
  protected Vector compute(Batch batch, Rows rows) {
    boolean strict = !entry.has(Trait.TAKES_NULLS);
    boolean constant = !entry.has(Trait.VOLATILE);
    for (int i = 0; i < vectors.length; i++) {
      Vector vector = inputs.get(i).evaluate(batch, rows);
      vectors[i] = vector;
      if (vector.encoding() != Vector.Encoding.CONSTANT) {
        constant = false;
      } else if (strict && vector.mayHaveNulls()) {
        memory.pointNull(result);
        return result;
      }
    }
    in.start(vectors, rows);
    long valid = strict ? join(rows) : 0;
    out.start(rows, valid);
    if (constant) {
      computeRow(0);
      boolean isNull = out.validity() != 0;
      result.pointConstant(out.layout(), out.data(), isNull ? out.validity() : 0);
      return result;
    }
    computeRows(rows, valid);
    result.pointFlat(out.layout(), out.data(), out.validity());
    return result;
  }

  private void computeRows(Rows rows, long valid) {
    int[] sel = rows.indices();
    int n = rows.count();
    for (int k = 0; k < n; k++) {
      int row = sel == null ? k : sel[k];
      if (valid == 0 || Memory.getByte(valid + row) != 0) {
        computeRow(row);
      }
    }
  }

  private void computeRow(int row) {
    in.turnTo(row);
    out.turnTo(row);
    try {
      function.apply(in, out);
    } catch (ArithmeticException e) {
      throw Failures.overflow("function " + entry.name(), type());
    }
  }

  private long join(Rows rows) {
    long valid = 0;
    for (Vector vector : vectors) {
      if (!vector.mayHaveNulls()) {
        continue;
      }
      if (valid == 0 || valid == vector.validity()) {
        valid = vector.validity();
      } else {
        if (joined == 0) {
          joined = memory.rowBuffer(1);
        }
        ValidityLoops.and(valid, vector.validity(), joined, rows.total());
        valid = joined;
      }
    }
    return valid;
  }
}
