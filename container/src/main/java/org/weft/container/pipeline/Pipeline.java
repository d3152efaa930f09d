package org.weft.container.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A source and the streaming operators its batches go through, on their way to a sink.
 *
 * @param source made when the pipeline starts, because what it reads may be the outcome of another
 * @param operators in the order of the rows
 */
public record Pipeline(Supplier<Source> source, List<StreamOperator> operators) {
  public Pipeline {
    operators = List.copyOf(operators);
  }

  /** The same rows through one more operator. */
  public Pipeline through(StreamOperator operator) {
    List<StreamOperator> longer = new ArrayList<>(operators);
    longer.add(operator);
    return new Pipeline(source, longer);
  }
}
