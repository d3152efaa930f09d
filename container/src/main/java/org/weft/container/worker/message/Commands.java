package org.weft.container.worker.message;

import java.util.List;

/** Commands in the order in which they were given. */
public record Commands(List<Command> commands) {
  public Commands {
    commands = List.copyOf(commands);
  }
}
