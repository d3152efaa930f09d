package org.weft.am.endpoint;

import java.io.IOException;
import java.util.Optional;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.weft.am.session.SqlSession;
import org.weft.container.worker.BearerToken;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** A listening SQL endpoint. Closing it ends all calls; the session stays the caller's. */
public final class SqlServer implements AutoCloseable {
  /**
   * Where and for whom to listen.
   *
   * @param port 0 for any free one
   * @param token what every call must carry; empty lets everyone in
   */
  public record Listen(String host, int port, Optional<String> token) {}

  private final SqlEndpoint endpoint;
  private final FlightServer server;
  private final String host;

  /** Starts listening. */
  public SqlServer(SqlSession session, BufferAllocator allocator, Listen listen) {
    this.host = listen.host();
    this.endpoint = new SqlEndpoint(session, allocator);
    Location location = Location.forGrpcInsecure(listen.host(), listen.port());
    FlightServer.Builder builder = FlightServer.builder(allocator, location, endpoint);
    if (listen.token().isPresent()) {
      builder.middleware(BearerToken.KEY, BearerToken.ofText(listen.token().get()).check());
    }
    this.server = builder.build();
    try {
      server.start();
    } catch (IOException e) {
      endpoint.close();
      throw WeftException.of(
              ErrorCode.USAGE, "cannot listen on " + listen.host() + ":" + listen.port(), e)
          .hint("choose another --host or --port");
    }
  }

  /** Where clients connect to, such as {@code grpc://127.0.0.1:32010}. */
  public String address() {
    return "grpc://" + host + ":" + server.getPort();
  }

  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    try {
      server.shutdown();
      server.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("the SQL server did not stop", e);
    } finally {
      endpoint.close();
    }
  }
}
