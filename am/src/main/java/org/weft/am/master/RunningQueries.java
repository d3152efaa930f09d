package org.weft.am.master;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.weft.planner.error.ErrorReport;

/** The results that are being read, by query. Thread-safe. */
final class RunningQueries {
  private final Map<String, ResultParts> byId = new ConcurrentHashMap<>();

  void add(String query, ResultParts parts) {
    if (byId.putIfAbsent(query, parts) != null) {
      throw new IllegalArgumentException("query " + query + " is running already");
    }
  }

  Optional<ResultParts> find(String query) {
    return Optional.ofNullable(byId.get(query));
  }

  /** Ends all of them. */
  void failAll(ErrorReport reason) {
    byId.values().forEach(parts -> parts.fail(reason));
  }

  void remove(String query) {
    byId.remove(query);
  }
}
