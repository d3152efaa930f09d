package org.weft.container.worker;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.shuffle.exchange.ServerAddress;

/**
 * What a worker finds in its environment.
 *
 * @param container its id
 * @param host under which others reach it
 * @param localDirs one on each disk, deleted with the application
 * @param master where the ApplicationMaster listens
 */
public record WorkerEnvironment(
    String container, String host, List<Path> localDirs, ServerAddress master) {
  /** The variable with the ApplicationMaster's address, {@code host:port}. */
  public static final String MASTER = "WEFT_MASTER";

  public WorkerEnvironment {
    localDirs = List.copyOf(localDirs);
  }

  /** Reads the variables that YARN and the ApplicationMaster set. */
  static WorkerEnvironment of(Map<String, String> variables) {
    return new WorkerEnvironment(
        required(variables, "CONTAINER_ID"),
        required(variables, "NM_HOST"),
        Arrays.stream(required(variables, "LOCAL_DIRS").split(","))
            .map(dir -> Path.of(dir.trim()))
            .toList(),
        address(required(variables, MASTER)));
  }

  /** Reads {@code host:port}. */
  public static ServerAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return new ServerAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  private static String required(Map<String, String> variables, String name) {
    String value = variables.get(name);
    if (value == null || value.isBlank()) {
      throw WeftException.of(
          ErrorCode.INTERNAL, "the environment has no " + name + ": a worker runs in a container");
    }
    return value;
  }
}
