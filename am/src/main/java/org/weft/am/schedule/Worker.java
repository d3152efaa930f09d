package org.weft.am.schedule;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.weft.container.task.TaskId;
import org.weft.shuffle.exchange.ServerAddress;

/** A container that runs tasks, as the scheduler sees it. */
final class Worker {
  private final String id;
  private final String host;
  private final ServerAddress address;
  private final int slots;
  private final Map<TaskId, Attempt> attempts = new LinkedHashMap<>();
  private final Set<String> failedTasks = new HashSet<>();
  private Standing standing = Standing.READY;
  private int listedSlots;

  /** Whether a worker is given tasks. */
  enum Standing {
    READY,
    /** Not heard of lately. */
    SILENT,
    /** To be replaced. */
    RETIRING
  }

  Worker(SchedulerEvent.WorkerJoined joined) {
    this.id = joined.worker();
    this.host = joined.host();
    this.address = joined.address();
    this.slots = joined.slots();
  }

  String id() {
    return id;
  }

  String host() {
    return host;
  }

  ServerAddress address() {
    return address;
  }

  int slots() {
    return slots;
  }

  int freeSlots() {
    return slots - attempts.size();
  }

  boolean takesTasks() {
    return standing == Standing.READY && freeSlots() > 0;
  }

  Standing standing() {
    return standing;
  }

  void stand(Standing next) {
    standing = next;
  }

  /** The free slots it is listed with in {@link FreeWorkers}, 0 if it is not. */
  int listedSlots() {
    return listedSlots;
  }

  void listWith(int slotsFree) {
    listedSlots = slotsFree;
  }

  /** The attempts that occupy its slots. */
  Map<TaskId, Attempt> attempts() {
    return attempts;
  }

  /** Notes that a task failed by itself here; how many different ones did since one succeeded. */
  int countFailure(TaskId task) {
    failedTasks.add(task.query() + "/" + task.stage() + "." + task.task());
    return failedTasks.size();
  }

  void countSuccess() {
    failedTasks.clear();
  }

  /** True if nothing failed here since the last success. */
  boolean isSound() {
    return failedTasks.isEmpty();
  }
}
