package org.weft.container.expression;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.expression.tree.Failures;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Lambda;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * Parts without columns become literals before anything is compiled, so that kernels for constants
 * are found. A part that fails stays: it is an error only if a row asks for it.
 */
final class Folding {
  private final MemoryScope scope;

  private Folding(MemoryScope scope) {
    this.scope = scope;
  }

  static Expression fold(Expression expression, MemoryScope scope) {
    return new Folding(scope).fold(expression);
  }

  private Expression fold(Expression expression) {
    if (expression.inputs().isEmpty()) {
      return expression;
    }
    List<Expression> inputs = new ArrayList<>();
    boolean constant = !Columns.isVolatile(expression);
    for (Expression input : expression.inputs()) {
      Expression folded = fold(input);
      constant &= folded instanceof Literal;
      inputs.add(folded);
    }
    Expression same = lambda(with(expression, inputs));
    return constant ? compute(same) : same;
  }

  private Expression lambda(Expression expression) {
    if (!(expression instanceof LibraryCall call) || call.lambda().isEmpty()) {
      return expression;
    }
    Lambda lambda = call.lambda().get();
    return call.with(lambda.with(fold(lambda.body())));
  }

  private static Expression with(Expression expression, List<Expression> inputs) {
    if (expression instanceof Call call) {
      return inputs.equals(call.inputs()) ? call : call.with(inputs);
    }
    if (expression instanceof LibraryCall call) {
      return inputs.equals(call.inputs()) ? call : call.with(inputs);
    }
    Cast cast = (Cast) expression;
    return inputs.get(0) == cast.input() ? cast : cast.with(inputs.get(0));
  }

  private Expression compute(Expression expression) {
    try (Workspace memory = new Workspace(scope)) {
      Compilation compilation = new Compilation(memory, Compilation.Dictionaries.IGNORED);
      Batch batch = new Batch(Schema.of());
      batch.start(1);
      Rows rows = new Rows();
      rows.start(batch);
      return new Literal(
          expression.type(),
          Constants.read(compilation.value(expression).evaluate(batch, rows), 0));
    } catch (WeftException e) {
      if (!Failures.isAboutValues(e)) {
        throw e;
      }
      return expression;
    }
  }
}
