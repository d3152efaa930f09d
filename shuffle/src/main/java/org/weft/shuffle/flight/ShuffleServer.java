package org.weft.shuffle.flight;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.weft.shuffle.exchange.ServerAddress;

/** A Flight server that answers shuffle tickets and nothing else. */
public final class ShuffleServer implements AutoCloseable {
  private final FlightServer server;
  private final String host;

  private ShuffleServer(FlightServer server, String host) {
    this.server = server;
    this.host = host;
  }

  /**
   * Starts listening.
   *
   * @param address where; port 0 for any
   */
  public static ShuffleServer start(
      ServerAddress address, ShuffleService service, BufferAllocator allocator) {
    try {
      FlightServer server =
          FlightServer.builder(
                  allocator,
                  Location.forGrpcInsecure(address.host(), address.port()),
                  new Producer(service))
              .backpressureThreshold(ShuffleService.BACKPRESSURE_BYTES)
              .build()
              .start();
      return new ShuffleServer(server, address.host());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public ServerAddress address() {
    return new ServerAddress(host, server.getPort());
  }

  /** Ends running streams and stops listening. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hands shuffle tickets on. */
  private static final class Producer extends NoOpFlightProducer {
    private final ShuffleService service;

    Producer(ShuffleService service) {
      this.service = service;
    }

    @Override
    public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener) {
      if (service.accepts(ticket)) {
        service.getStream(ticket, listener);
      } else {
        listener.error(
            CallStatus.UNAUTHENTICATED
                .withDescription("this is no shuffle ticket")
                .toRuntimeException());
      }
    }
  }
}
