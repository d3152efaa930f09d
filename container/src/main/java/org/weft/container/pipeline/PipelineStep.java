package org.weft.container.pipeline;

import java.util.List;
import java.util.Optional;

/**
 * Fills one sink: runs pipelines one after the other, then finishes the sink.
 *
 * @param pipelines in the order they must run in: a union has one for each input, an outer join a
 *     further one for the rows without a match
 * @param meter counts the time that finishing the sink takes
 * @param spent what nobody reads any more after this step: its memory goes back early
 */
public record PipelineStep(
    List<Pipeline> pipelines, Sink sink, List<AutoCloseable> spent, Optional<OperatorMeter> meter) {
  /** A step whose time nobody counts. */
  public PipelineStep(List<Pipeline> pipelines, Sink sink, List<AutoCloseable> spent) {
    this(pipelines, sink, spent, Optional.empty());
  }

  public PipelineStep {
    pipelines = List.copyOf(pipelines);
    spent = List.copyOf(spent);
  }
}
