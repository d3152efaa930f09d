package org.weft.container.worker.message;

import java.util.List;
import java.util.Map;

/**
 * What a worker is told when it registers.
 *
 * @param configuration Hadoop's, beyond its defaults
 * @param slots tasks it will be given at once
 * @param poolBytes memory for its operators
 * @param shuffleDisks local directories for shuffle files; none for the container's own
 * @param spillDisks local directories to spill to; none for the container's own
 */
public record Welcome(
    Map<String, String> configuration,
    int slots,
    long poolBytes,
    List<String> shuffleDisks,
    List<String> spillDisks) {
  public Welcome {
    configuration = Map.copyOf(configuration);
    shuffleDisks = List.copyOf(shuffleDisks);
    spillDisks = List.copyOf(spillDisks);
  }
}
