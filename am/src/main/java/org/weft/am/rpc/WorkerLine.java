package org.weft.am.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.weft.container.worker.ActionClient;
import org.weft.container.worker.BearerToken;
import org.weft.container.worker.message.Command;
import org.weft.container.worker.message.Commands;
import org.weft.container.worker.message.WorkerActions;
import org.weft.planner.error.WeftException;
import org.weft.shuffle.exchange.ServerAddress;

/**
 * Sends commands to one worker, in order, as many as have gathered with each call. Thread-safe;
 * never waits for the worker.
 */
public final class WorkerLine implements AutoCloseable {
  private static final long TIMEOUT_MILLIS = 10_000;

  private final ActionClient worker;
  private final Executor threads;
  private final Consumer<WeftException> broken;
  private final List<Command> waiting = new ArrayList<>();
  private State state = State.IDLE;

  private enum State {
    IDLE,
    SENDING,
    CLOSED
  }

  /**
   * A line to a worker.
   *
   * @param threads where calls wait for their answer
   * @param broken told when commands could not be delivered; nothing more is sent then
   */
  public WorkerLine(
      BufferAllocator allocator,
      ServerAddress address,
      BearerToken token,
      Executor threads,
      Consumer<WeftException> broken) {
    this.worker = new ActionClient(allocator, address, token);
    this.threads = threads;
    this.broken = broken;
  }

  /** Has a command sent soon. */
  public synchronized void send(Command command) {
    if (state == State.CLOSED) {
      return;
    }
    waiting.add(command);
    if (state == State.IDLE) {
      state = State.SENDING;
      threads.execute(this::drain);
    }
  }

  private void drain() {
    for (List<Command> batch = next(); !batch.isEmpty(); batch = next()) {
      try {
        worker.tell(WorkerActions.COMMANDS, new Commands(batch), TIMEOUT_MILLIS);
      } catch (WeftException e) {
        close();
        broken.accept(e);
        return;
      }
    }
  }

  private synchronized List<Command> next() {
    if (state == State.CLOSED) {
      return List.of();
    }
    List<Command> batch = List.copyOf(waiting);
    waiting.clear();
    if (batch.isEmpty()) {
      state = State.IDLE;
    }
    return batch;
  }

  /** Sends nothing more. */
  @Override
  public void close() {
    synchronized (this) {
      if (state == State.CLOSED) {
        return;
      }
      state = State.CLOSED;
      waiting.clear();
    }
    worker.close();
  }
}
