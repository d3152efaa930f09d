package org.weft.container.expression.tree;

import java.util.List;
import org.weft.container.expression.kernel.ValidityLoops;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/**
 * A function that gives null whenever an argument is null. Nulls are settled here: constants that
 * are null decide the batch, other validities are joined. Constants are computed once per batch.
 */
public abstract class StrictNode extends ValueNode {
  private final List<ValueNode> inputs;
  private final Workspace memory;
  private final Vector[] vectors;
  private final Vector result;
  private final Rows one = Rows.one();
  private Vector[] constants;
  private long validity;

  protected StrictNode(DataType type, List<ValueNode> inputs, Workspace memory) {
    super(type);
    this.inputs = inputs;
    this.memory = memory;
    this.vectors = new Vector[inputs.size()];
    this.result = new Vector(type);
  }

  /**
   * Computes the rows. No input is a null constant, and not all are constants.
   *
   * @param inputs FLAT, DICTIONARY or CONSTANT
   * @param valid address of one byte per row, or 0: rows of validity 0 hold anything and must not
   *     fail
   * @param out to be pointed at the values, with {@code valid} unless more rows turn null
   */
  protected abstract void apply(Vector[] inputs, Rows rows, long valid, Vector out);

  /** The memory this node works in. */
  protected final Workspace memory() {
    return memory;
  }

  @Override
  protected final Vector compute(Batch batch, Rows rows) {
    boolean constant = true;
    for (int i = 0; i < vectors.length; i++) {
      Vector vector = inputs.get(i).evaluate(batch, rows);
      vectors[i] = vector;
      if (vector.encoding() != Vector.Encoding.CONSTANT) {
        constant = false;
      } else if (vector.mayHaveNulls()) {
        memory.pointNull(result);
        return result;
      }
    }
    if (constant) {
      return computeConstant(rows);
    }
    apply(vectors, rows, join(rows), result);
    return result;
  }

  private Vector computeConstant(Rows rows) {
    if (constants == null) {
      constants = new Vector[vectors.length];
      for (int i = 0; i < vectors.length; i++) {
        constants[i] = new Vector(vectors[i].type());
      }
    }
    for (int i = 0; i < vectors.length; i++) {
      constants[i].pointFlat(vectors[i].layout(), vectors[i].data(), 0);
    }
    one.renew(rows);
    apply(constants, one, 0, result);
    boolean isNull = result.isNull(0);
    result.pointConstant(result.layout(), result.valueAddress(0), isNull ? result.validity() : 0);
    return result;
  }

  private long join(Rows rows) {
    long joined = 0;
    for (Vector vector : vectors) {
      if (!vector.mayHaveNulls()) {
        continue;
      }
      if (joined == 0 || joined == vector.validity()) {
        joined = vector.validity();
      } else {
        if (validity == 0) {
          validity = memory.rowBuffer(1);
        }
        ValidityLoops.and(joined, vector.validity(), validity, rows.total());
        joined = validity;
      }
    }
    return joined;
  }

  /** True if a row is not null, for loops that must know row by row. */
  protected static boolean isValid(long valid, int row) {
    return valid == 0 || Memory.getByte(valid + row) != 0;
  }
}
