package org.weft.planner.expr;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;
import org.weft.planner.type.DataType;

/**
 * What a call of the library computes for the elements of its lists.
 *
 * <p>A lambda is closed: its body reads columns of its own, first the parameters and then what it
 * captured, which are the last inputs of its call. So whoever moves, prunes or replaces the columns
 * of an expression need not look inside.
 *
 * @param names of the parameters, as they were written
 * @param parameters their types
 * @param captured how many inputs of the call, the last ones, the body reads behind the parameters
 * @param body over these columns
 */
public record Lambda(List<String> names, List<DataType> parameters, int captured, Expression body) {
  public Lambda {
    names = List.copyOf(names);
    parameters = List.copyOf(parameters);
    requireNonNull(body, "body");
    if (names.size() != parameters.size()) {
      throw new IllegalArgumentException(names + " of types " + parameters);
    }
  }

  /** The same lambda with another body over the same columns. */
  public Lambda with(Expression other) {
    return new Lambda(names, parameters, captured, other);
  }

  @Override
  public String toString() {
    String written =
        names.size() == 1
            ? names.get(0)
            : names.stream().collect(Collectors.joining(", ", "(", ")"));
    return written + " -> " + body;
  }
}
