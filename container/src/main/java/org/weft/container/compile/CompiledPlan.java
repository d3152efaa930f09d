package org.weft.container.compile;

import java.util.List;
import org.weft.container.pipeline.Closing;
import org.weft.container.pipeline.PipelineStep;

/**
 * A plan ready to run once.
 *
 * @param steps in the order to run them in
 * @param resources everything the steps keep memory in
 */
public record CompiledPlan(List<PipelineStep> steps, Closing resources) implements AutoCloseable {
  public CompiledPlan {
    steps = List.copyOf(steps);
  }

  /** Gives all memory back, whatever has run. */
  @Override
  public void close() {
    resources.close();
  }
}
