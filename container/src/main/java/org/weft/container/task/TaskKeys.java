package org.weft.container.task;

import java.util.List;
import org.weft.container.keys.ToldValues;

/**
 * What a task has to do with the keys of joins in other stages.
 *
 * @param told columns of its output whose values its report tells
 * @param values what its scans may leave out; with less of them the rows are more and as right
 */
public record TaskKeys(List<Integer> told, List<ToldValues> values) {
  /** Nothing. */
  public static final TaskKeys NONE = new TaskKeys(List.of(), List.of());

  public TaskKeys {
    told = List.copyOf(told);
    values = List.copyOf(values);
  }
}
