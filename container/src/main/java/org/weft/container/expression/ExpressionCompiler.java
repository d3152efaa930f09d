package org.weft.container.expression;

import java.util.List;
import org.weft.container.expression.logic.Conjunction;
import org.weft.container.expression.logic.Terms;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.Sense;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.expr.Expression;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/** Makes expressions runnable. What it makes is for one thread. */
public final class ExpressionCompiler {
  private ExpressionCompiler() {}

  /** One expression, its memory taken from the scope's pool in the scope's name. */
  public static Evaluator evaluator(Expression expression, MemoryScope scope) {
    Projection projection = projection(List.of(expression), scope);
    return new Evaluator() {
      @Override
      public Vector evaluate(Batch batch) {
        projection.start(batch);
        return projection.column(0);
      }

      @Override
      public void close() {
        projection.close();
      }
    };
  }

  /** Several expressions over the same batches; parts they share are computed once. */
  public static Projection projection(List<Expression> expressions, MemoryScope scope) {
    Workspace memory = new Workspace(scope);
    try {
      Compilation compilation = new Compilation(memory, Compilation.Dictionaries.USED);
      return new Projection(
          expressions.stream().map(e -> compilation.value(Folding.fold(e, scope))).toList(),
          memory);
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  /** A predicate, its memory taken from the scope's pool in the scope's name. */
  public static Selector selector(Expression predicate, MemoryScope scope) {
    Workspace memory = new Workspace(scope);
    try {
      Compilation compilation = new Compilation(memory, Compilation.Dictionaries.USED);
      Conjunction condition =
          compilation.all(Terms.conjuncts(Folding.fold(predicate, scope), Sense.TRUE));
      Narrowing narrowing = new Narrowing(condition, memory);
      return RowPace.isNeeded(predicate)
          ? new PacedSelector(narrowing, Columns.ordinals(predicate), new RowPace(scope.pool()))
          : narrowing;
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  /** A condition that narrows batches. */
  record Narrowing(Conjunction condition, Workspace memory, Rows rows, int[] selection)
      implements Selector {
    Narrowing(Conjunction condition, Workspace memory) {
      this(condition, memory, new Rows(), new int[Batch.CAPACITY]);
    }

    @Override
    public void select(Batch batch) {
      rows.start(batch);
      condition.narrow(batch, rows, selection);
    }

    /** Bytes of the strings computed for the last batch. */
    long textBytes() {
      return memory.textBytes();
    }

    @Override
    public void close() {
      memory.close();
    }
  }
}
