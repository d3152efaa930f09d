package org.weft.container.compile;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.pipeline.Pipeline;
import org.weft.container.pipeline.StreamOperator;

/**
 * Rows on their way to a sink that is not known yet.
 *
 * @param pipelines in the order they must run in
 * @param spent what nobody reads any more once they have run
 */
record Flow(List<Pipeline> pipelines, List<AutoCloseable> spent) {
  Flow {
    pipelines = List.copyOf(pipelines);
    spent = List.copyOf(spent);
  }

  static Flow of(Pipeline pipeline) {
    return new Flow(List.of(pipeline), List.of());
  }

  /** All the rows through one more operator, which they share. */
  Flow through(StreamOperator operator) {
    return new Flow(pipelines.stream().map(each -> each.through(operator)).toList(), spent);
  }

  /** These rows, then those. */
  Flow then(Flow other) {
    List<Pipeline> all = new ArrayList<>(pipelines);
    all.addAll(other.pipelines);
    List<AutoCloseable> both = new ArrayList<>(spent);
    both.addAll(other.spent);
    return new Flow(all, both);
  }

  /** The same rows, and one more thing that is of no use behind them. */
  Flow spending(AutoCloseable resource) {
    List<AutoCloseable> more = new ArrayList<>(spent);
    more.add(resource);
    return new Flow(pipelines, more);
  }
}
