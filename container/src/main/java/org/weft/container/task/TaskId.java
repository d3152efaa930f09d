package org.weft.container.task;

/** One attempt at a task. */
public record TaskId(String query, int stage, int task, int attempt) {
  @Override
  public String toString() {
    return query + "/" + stage + "." + task + "#" + attempt;
  }
}
