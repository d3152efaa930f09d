package org.weft.container.worker.message;

import java.util.Map;

/**
 * What a worker is told when it registers.
 *
 * @param configuration Hadoop's, beyond its defaults
 * @param slots tasks it will be given at once
 * @param poolBytes memory for its operators
 */
public record Welcome(Map<String, String> configuration, int slots, long poolBytes) {
  public Welcome {
    configuration = Map.copyOf(configuration);
  }
}
