package org.weft.planner.stage;

import java.util.List;
import org.weft.planner.type.Schema;

/**
 * All stages of a query, in an order in which inputs come first. The last one's output is the
 * result; its partitions and tasks are read in order.
 *
 * @param schema the columns of the result
 */
public record StagePlan(List<Stage> stages, Schema schema) {
  public StagePlan {
    stages = List.copyOf(stages);
  }

  /** The stage that gives the result. */
  public Stage last() {
    return stages.get(stages.size() - 1);
  }
}
