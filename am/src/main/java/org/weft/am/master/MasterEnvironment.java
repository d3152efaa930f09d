package org.weft.am.master;

import java.util.Map;
import org.weft.am.cluster.EngineFiles;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * What the ApplicationMaster finds in its environment.
 *
 * @param host under which others reach it
 * @param user who submitted the application
 */
public record MasterEnvironment(String container, String host, String user, EngineFiles engine) {
  /** Reads the variables that YARN and the client set. */
  static MasterEnvironment of(Map<String, String> variables) {
    return new MasterEnvironment(
        required(variables, "CONTAINER_ID"),
        required(variables, "NM_HOST"),
        required(variables, "USER"),
        EngineFiles.decode(required(variables, EngineFiles.VARIABLE)));
  }

  private static String required(Map<String, String> variables, String name) {
    String value = variables.get(name);
    if (value == null || value.isBlank()) {
      throw WeftException.of(
          ErrorCode.INTERNAL,
          "the environment has no " + name + ": an ApplicationMaster is started by YARN");
    }
    return value;
  }
}
