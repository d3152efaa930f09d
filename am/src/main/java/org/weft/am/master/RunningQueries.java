package org.weft.am.master;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.weft.am.schedule.QueryProgress;
import org.weft.container.task.TaskReport;
import org.weft.planner.error.ErrorReport;

/** The queries whose results are being read, and those that are over. Thread-safe. */
final class RunningQueries {
  private static final int REMEMBERED = 100;

  private final Map<String, ResultParts> byId = new ConcurrentHashMap<>();
  private final Map<String, QueryFigures> figures = new ConcurrentHashMap<>();
  private final Deque<QueryProgress> ended = new ArrayDeque<>();

  void add(String query, ResultParts parts, QueryFigures measured) {
    if (byId.putIfAbsent(query, parts) != null) {
      throw new IllegalArgumentException("query " + query + " is running already");
    }
    figures.put(query, measured);
  }

  /** Takes in what a task measured. */
  void measured(TaskReport report) {
    QueryFigures of = figures.get(report.id().query());
    if (of != null) {
      of.add(report);
    }
  }

  Optional<ResultParts> find(String query) {
    return Optional.ofNullable(byId.get(query));
  }

  /** True if no result is being read. */
  boolean areNone() {
    return byId.isEmpty();
  }

  /** Ends all of them. */
  void failAll(ErrorReport reason) {
    byId.values().forEach(parts -> parts.fail(reason));
  }

  /** Remembers a query that is over. */
  void ended(QueryProgress query) {
    synchronized (ended) {
      ended.add(query);
      if (ended.size() > REMEMBERED) {
        ended.remove();
      }
    }
  }

  /** The last queries that are over, oldest first. */
  List<QueryProgress> ended() {
    synchronized (ended) {
      return List.copyOf(ended);
    }
  }

  void remove(String query) {
    byId.remove(query);
    figures.remove(query);
  }
}
