package org.weft.shuffle.flight;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightGrpcUtils;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.weft.planner.memory.MemoryScope;
import org.weft.shuffle.exchange.ServerAddress;
import org.weft.shuffle.fetch.BlockAssembler;
import org.weft.shuffle.fetch.BlockStream;
import org.weft.shuffle.fetch.BlockTransport;
import org.weft.shuffle.file.BlockRequest;

/**
 * Fetches by Arrow Flight, one connection to each server. Owns the connections, not the allocator.
 */
public final class FlightTransport implements BlockTransport {
  /** As much as one stream may have on its way without an answer. */
  private static final int WINDOW = 4 << 20;

  /** The numbers of lost outputs come as metadata: there may be thousands. */
  private static final int MOST_METADATA = 4 << 20;

  private final BufferAllocator allocator;
  private final TicketSigner signer;
  private final Duration patience;
  private final ConcurrentHashMap<ServerAddress, Connection> connections =
      new ConcurrentHashMap<>();
  private final ScheduledExecutorService watch;

  /** A Flight client and the channel below it. */
  private record Connection(FlightClient client, ManagedChannel channel) {}

  /**
   * @param patience how long a server may be silent before a stream is given up
   */
  public FlightTransport(BufferAllocator allocator, TicketSigner signer, Duration patience) {
    this.allocator = allocator;
    this.signer = signer;
    this.patience = patience;
    this.watch =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "weft-fetch-watch");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public BlockStream open(ServerAddress server, BlockRequest request, MemoryScope scope) {
    Connection connection = connections.computeIfAbsent(server, this::connect);
    // after a failure gRPC would wait up to two minutes; the fetch has its own pauses
    connection.channel.resetConnectBackoff();
    Ticket ticket = new Ticket(ShuffleTicket.encode(request, signer));
    return new IncomingStream(connection.client.getStream(ticket), new BlockAssembler(scope), this);
  }

  private Connection connect(ServerAddress server) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(server.host(), server.port())
            .usePlaintext()
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .maxInboundMetadataSize(MOST_METADATA)
            .flowControlWindow(WINDOW)
            .build();
    return new Connection(FlightGrpcUtils.createFlightClient(allocator, channel), channel);
  }

  /** Runs an alarm after the patience is over, unless it is cancelled before. */
  Future<?> alarm(Runnable alarm) {
    return watch.schedule(alarm, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  Duration patience() {
    return patience;
  }

  /** Closes the connections; open streams fail. */
  @Override
  public void close() {
    watch.shutdownNow();
    connections.values().forEach(FlightTransport::close);
  }

  private static void close(Connection connection) {
    try {
      connection.client.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
