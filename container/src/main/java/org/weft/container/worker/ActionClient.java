package org.weft.container.worker;

import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Result;
import org.apache.arrow.memory.BufferAllocator;
import org.weft.planner.codec.PlanCodec;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.shuffle.exchange.ServerAddress;

/** Calls the actions of one server. Thread-safe; connects at the first call. */
public final class ActionClient implements AutoCloseable {
  private final ServerAddress server;
  private final FlightClient client;
  private final BearerToken token;

  public ActionClient(BufferAllocator allocator, ServerAddress server, BearerToken token) {
    this.server = server;
    this.token = token;
    this.client =
        FlightClient.builder(allocator, Location.forGrpcInsecure(server.host(), server.port()))
            .build();
  }

  /**
   * Calls an action and reads its answer.
   *
   * @throws WeftException UNAUTHENTICATED, or CLUSTER_UNREACHABLE for anything else
   */
  public <T> T call(String action, Object body, Class<T> answer, long timeoutMillis) {
    byte[] json = exchange(action, PlanCodec.encode(body), timeoutMillis);
    return PlanCodec.decode(json, answer);
  }

  /** Calls an action whose answer is empty. */
  public void tell(String action, Object body, long timeoutMillis) {
    exchange(action, PlanCodec.encode(body), timeoutMillis);
  }

  private byte[] exchange(String action, byte[] body, long timeoutMillis) {
    try {
      Iterator<Result> results =
          client.doAction(
              new Action(action, body),
              token.callOption(),
              CallOptions.timeout(timeoutMillis, TimeUnit.MILLISECONDS));
      byte[] answer = new byte[0];
      while (results.hasNext()) {
        answer = results.next().getBody();
      }
      return answer;
    } catch (FlightRuntimeException e) {
      ErrorCode code =
          switch (e.status().code()) {
            case UNAUTHENTICATED, UNAUTHORIZED -> ErrorCode.UNAUTHENTICATED;
            case TIMED_OUT -> ErrorCode.TIMED_OUT;
            default -> ErrorCode.CLUSTER_UNREACHABLE;
          };
      throw WeftException.of(code, action + " at " + server + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
