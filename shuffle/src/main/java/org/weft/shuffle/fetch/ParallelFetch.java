package org.weft.shuffle.fetch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.shuffle.exchange.MapOutputLocation;

/**
 * Fetches from several servers at once, in no order; what has come waits in a queue bounded by
 * bytes. Threads of the client fill it.
 */
final class ParallelFetch implements BlockSupply {
  private final Executor threads;
  private final FetchSettings settings;
  private final Deque<Group> pending = new ArrayDeque<>();
  private final List<MapOutputLocation> locations = new ArrayList<>();

  private final Deque<FetchedBlocks> arrived = new ArrayDeque<>();
  private final Set<ServerFetch> running = new HashSet<>();
  private long arrivedBytes;
  private int workers;
  private RuntimeException failure;
  private FetchedBlocks next;
  private boolean started;

  /** The fetch of one server, and the number of its first output. */
  private record Group(ServerFetch fetch, int firstPart) {}

  /** A fetch of all these, each of another server. */
  ParallelFetch(List<ServerFetch> fetches, FetchSettings settings, Executor threads) {
    this.threads = threads;
    this.settings = settings;
    for (ServerFetch fetch : fetches) {
      pending.add(new Group(fetch, locations.size()));
      locations.addAll(fetch.outputs());
    }
  }

  @Override
  public synchronized void start() {
    if (started) {
      return;
    }
    started = true;
    workers = Math.min(settings.servers(), pending.size());
    for (int i = 0; i < workers; i++) {
      threads.execute(this::work);
    }
  }

  /** Life of a worker: one server after the other. */
  private void work() {
    try {
      for (Group group = nextGroup(); group != null; group = nextGroup()) {
        try (ServerFetch fetch = group.fetch) {
          while (fetch.advance() && offer(fetch.take().renumbered(group.firstPart))) {
            // the next one
          }
        } finally {
          ended(group);
        }
      }
    } catch (RuntimeException e) {
      stop(e);
    } catch (Error e) {
      stop(new IllegalStateException(e));
      throw e;
    } finally {
      workerEnded();
    }
  }

  private synchronized Group nextGroup() {
    Group group = failure == null ? pending.poll() : null;
    if (group != null) {
      running.add(group.fetch);
    }
    return group;
  }

  private synchronized void ended(Group group) {
    running.remove(group.fetch);
  }

  private synchronized void workerEnded() {
    workers--;
    notifyAll();
  }

  /** Queues blocks, when there is room; false if nobody wants them any more. */
  private synchronized boolean offer(FetchedBlocks blocks) {
    try {
      while (arrivedBytes >= settings.bytesInFlight() && failure == null) {
        wait();
      }
    } catch (InterruptedException e) {
      blocks.close();
      Thread.currentThread().interrupt();
      throw WeftException.of(ErrorCode.CANCELLED, "the shuffle read was interrupted", e);
    }
    if (failure != null) {
      blocks.close();
      return false;
    }
    arrived.add(blocks);
    arrivedBytes += blocks.bytes();
    notifyAll();
    return true;
  }

  /** Ends everything for this reason, unless there was one before. */
  private void stop(RuntimeException reason) {
    List<ServerFetch> toCancel;
    synchronized (this) {
      if (failure != null) {
        return;
      }
      failure = reason;
      toCancel = List.copyOf(running);
      notifyAll();
    }
    toCancel.forEach(ServerFetch::cancel);
  }

  @Override
  public synchronized boolean advance() {
    start();
    try {
      while (arrived.isEmpty() && workers > 0 && failure == null) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw WeftException.of(ErrorCode.CANCELLED, "the shuffle read was interrupted", e);
    }
    if (failure != null) {
      throw failure;
    }
    if (arrived.isEmpty()) {
      return false;
    }
    next = arrived.remove();
    arrivedBytes -= next.bytes();
    notifyAll();
    return true;
  }

  @Override
  public FetchedBlocks take() {
    FetchedBlocks taken = next;
    next = null;
    return taken;
  }

  @Override
  public MapOutputLocation location(int part) {
    return locations.get(part);
  }

  @Override
  public void cancel() {
    stop(WeftException.of(ErrorCode.CANCELLED, "the shuffle read was cancelled"));
  }

  /** Waits until no worker touches memory any more. */
  @Override
  public void close() {
    cancel();
    boolean interrupted = false;
    synchronized (this) {
      while (workers > 0) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      pending.forEach(group -> group.fetch.close());
      arrived.forEach(FetchedBlocks::close);
      arrived.clear();
      if (next != null) {
        next.close();
        next = null;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
