package org.weft.am.rpc;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.flight.Ticket;
import org.weft.container.worker.message.Heartbeat;
import org.weft.container.worker.message.Registration;
import org.weft.container.worker.message.Report;
import org.weft.container.worker.message.WorkerActions;
import org.weft.planner.codec.PlanCodec;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * All that the ApplicationMaster's server answers: the actions of workers and of the client here,
 * everything else by the SQL endpoint, which may come up later than the server.
 */
public final class MasterEndpoint implements FlightProducer {
  private static final byte[] NOTHING = new byte[0];

  private final WorkerDesk workers;
  private final ClientDesk client;
  private final CompletableFuture<? extends FlightProducer> sql;

  public MasterEndpoint(
      WorkerDesk workers, ClientDesk client, CompletableFuture<? extends FlightProducer> sql) {
    this.workers = workers;
    this.client = client;
    this.sql = sql;
  }

  @Override
  public void doAction(CallContext context, Action action, StreamListener<Result> listener) {
    byte[] body = action.getBody();
    switch (action.getType()) {
      case WorkerActions.REGISTER ->
          answer(
              listener,
              () -> PlanCodec.encode(workers.register(PlanCodec.decode(body, Registration.class))));
      case WorkerActions.HEARTBEAT ->
          answer(
              listener,
              () -> PlanCodec.encode(workers.heartbeat(PlanCodec.decode(body, Heartbeat.class))));
      case WorkerActions.REPORT ->
          answer(
              listener,
              () -> {
                workers.report(PlanCodec.decode(body, Report.class));
                return NOTHING;
              });
      case ClientActions.HEARTBEAT ->
          answer(
              listener,
              () -> {
                client.clientAlive();
                return NOTHING;
              });
      case ClientActions.PROGRESS ->
          answer(listener, () -> client.progress().getBytes(StandardCharsets.UTF_8));
      case ClientActions.STATUS -> answer(listener, () -> PlanCodec.encode(client.status()));
      case ClientActions.SHUTDOWN ->
          answer(
              listener,
              () -> {
                client.end(PlanCodec.decode(body, EndOfApplication.class));
                return NOTHING;
              });
      default -> sql.join().doAction(context, action, listener);
    }
  }

  private interface Answer {
    byte[] make();
  }

  private static void answer(StreamListener<Result> listener, Answer answer) {
    byte[] body;
    try {
      body = answer.make();
    } catch (WeftException e) {
      CallStatus status =
          e.code() == ErrorCode.UNAUTHENTICATED ? CallStatus.UNAUTHENTICATED : CallStatus.INTERNAL;
      listener.onError(status.withDescription(e.sentence()).withCause(e).toRuntimeException());
      return;
    }
    listener.onNext(new Result(body));
    listener.onCompleted();
  }

  @Override
  public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener) {
    sql.join().getStream(context, ticket, listener);
  }

  @Override
  public void listFlights(
      CallContext context, Criteria criteria, StreamListener<FlightInfo> listener) {
    sql.join().listFlights(context, criteria, listener);
  }

  @Override
  public FlightInfo getFlightInfo(CallContext context, FlightDescriptor descriptor) {
    return sql.join().getFlightInfo(context, descriptor);
  }

  @Override
  public PollInfo pollFlightInfo(CallContext context, FlightDescriptor descriptor) {
    return sql.join().pollFlightInfo(context, descriptor);
  }

  @Override
  public SchemaResult getSchema(CallContext context, FlightDescriptor descriptor) {
    return sql.join().getSchema(context, descriptor);
  }

  @Override
  public Runnable acceptPut(
      CallContext context, FlightStream stream, StreamListener<PutResult> acks) {
    return sql.join().acceptPut(context, stream, acks);
  }

  @Override
  public void doExchange(CallContext context, FlightStream reader, ServerStreamListener writer) {
    sql.join().doExchange(context, reader, writer);
  }

  @Override
  public void listActions(CallContext context, StreamListener<ActionType> listener) {
    sql.join().listActions(context, listener);
  }
}
