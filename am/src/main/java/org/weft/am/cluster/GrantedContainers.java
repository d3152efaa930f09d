package org.weft.am.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.yarn.api.records.Container;

/** YARN's own records of our containers: what the doors need and nobody else. Thread-safe. */
public final class GrantedContainers {
  private final Map<String, Container> byId = new ConcurrentHashMap<>();

  void add(Container container) {
    byId.put(container.getId().toString(), container);
  }

  Optional<Container> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  void forget(String id) {
    byId.remove(id);
  }
}
