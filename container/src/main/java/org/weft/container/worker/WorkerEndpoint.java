package org.weft.container.worker;

import java.util.concurrent.CompletableFuture;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.Ticket;
import org.weft.container.worker.message.Command;
import org.weft.container.worker.message.Commands;
import org.weft.container.worker.message.WorkerActions;
import org.weft.planner.codec.PlanCodec;

/** A worker's Flight service: commands from the ApplicationMaster, shuffle reads from others. */
final class WorkerEndpoint extends NoOpFlightProducer {
  private final CompletableFuture<TaskEngine> engine;
  private final CompletableFuture<TaskBoard> board;
  private final Runnable stop;

  /** The server is up before the engine is: calls that come early wait for it. */
  WorkerEndpoint(
      CompletableFuture<TaskEngine> engine, CompletableFuture<TaskBoard> board, Runnable stop) {
    this.engine = engine;
    this.board = board;
    this.stop = stop;
  }

  @Override
  public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener) {
    engine.join().serve(ticket, listener);
  }

  @Override
  public void doAction(CallContext context, Action action, StreamListener<Result> listener) {
    if (!action.getType().equals(WorkerActions.COMMANDS)) {
      listener.onError(
          CallStatus.UNIMPLEMENTED
              .withDescription("no action " + action.getType())
              .toRuntimeException());
      return;
    }
    for (Command command : PlanCodec.decode(action.getBody(), Commands.class).commands()) {
      obey(command);
    }
    listener.onCompleted();
  }

  private void obey(Command command) {
    if (command instanceof Command.Run run) {
      board.join().run(run.task());
    } else if (command instanceof Command.Cancel cancel) {
      board.join().cancel(cancel.task());
    } else if (command instanceof Command.Drop drop) {
      board.join().drop(drop.query());
    } else if (command instanceof Command.Stop) {
      stop.run();
    }
  }
}
