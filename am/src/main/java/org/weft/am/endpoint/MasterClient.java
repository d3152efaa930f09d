package org.weft.am.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Result;
import org.apache.arrow.memory.BufferAllocator;
import org.weft.am.rpc.ApplicationStatus;
import org.weft.am.rpc.ClientActions;
import org.weft.am.rpc.EndOfApplication;
import org.weft.container.worker.BearerToken;
import org.weft.planner.codec.PlanCodec;

/** What a client says to an ApplicationMaster besides SQL. */
public final class MasterClient implements AutoCloseable {
  private static final CallOption PATIENCE = CallOptions.timeout(5, TimeUnit.SECONDS);

  private final FlightClient flight;
  private final CallOption credentials;

  /** Connects; the token goes with every call. */
  public MasterClient(Location master, String token, BufferAllocator allocator) {
    this.flight = FlightClient.builder(allocator, master).build();
    this.credentials = BearerToken.ofText(token).callOption();
  }

  /** Keeps the application alive. */
  public void heartbeat() {
    call(new Action(ClientActions.HEARTBEAT));
  }

  /** How far it is, in one line; empty when idle. */
  public String progress() {
    return call(new Action(ClientActions.PROGRESS));
  }

  /** What it is doing, in detail. */
  public ApplicationStatus status() {
    String json = call(new Action(ClientActions.STATUS));
    return PlanCodec.decode(json.getBytes(UTF_8), ApplicationStatus.class);
  }

  /** Asks the application to end. */
  public void shutdown(EndOfApplication end) {
    call(new Action(ClientActions.SHUTDOWN, PlanCodec.encode(end)));
  }

  private String call(Action action) {
    Iterator<Result> answers = flight.doAction(action, credentials, PATIENCE);
    StringBuilder text = new StringBuilder();
    answers.forEachRemaining(answer -> text.append(new String(answer.getBody(), UTF_8)));
    return text.toString();
  }

  @Override
  public void close() {
    try {
      flight.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
