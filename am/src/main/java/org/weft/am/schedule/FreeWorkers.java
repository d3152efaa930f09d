package org.weft.am.schedule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The workers with room for a task, the emptiest first. */
final class FreeWorkers {
  /** Index n: workers with n free slots. */
  private final List<LinkedHashSet<Worker>> bySlots = new ArrayList<>();

  private int count;
  private int most;

  boolean isEmpty() {
    return count == 0;
  }

  /** Puts a worker where it belongs now. */
  void update(Worker worker) {
    int slots = worker.takesTasks() ? worker.freeSlots() : 0;
    int listed = worker.listedSlots();
    if (slots == listed) {
      return;
    }
    if (listed > 0) {
      bySlots.get(listed).remove(worker);
      count--;
    }
    if (slots > 0) {
      while (bySlots.size() <= slots) {
        bySlots.add(new LinkedHashSet<>());
      }
      bySlots.get(slots).add(worker);
      count++;
      most = Math.max(most, slots);
    }
    worker.listWith(slots);
  }

  /** Forgets a worker. */
  void remove(Worker worker) {
    if (worker.listedSlots() > 0) {
      bySlots.get(worker.listedSlots()).remove(worker);
      worker.listWith(0);
      count--;
    }
  }

  /** A worker with the most free slots; there must be one. */
  Worker emptiest() {
    while (bySlots.get(most).isEmpty()) {
      most--;
    }
    return bySlots.get(most).iterator().next();
  }

  /** All of them, the emptiest first. */
  List<Worker> snapshot() {
    List<Worker> all = new ArrayList<>(count);
    for (int slots = bySlots.size() - 1; slots > 0; slots--) {
      all.addAll(bySlots.get(slots));
    }
    return all;
  }
}
