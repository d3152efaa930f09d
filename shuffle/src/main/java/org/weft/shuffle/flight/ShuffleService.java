package org.weft.shuffle.flight;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.weft.planner.error.WeftException;
import org.weft.shuffle.file.BlockRequest;
import org.weft.shuffle.file.LostOutputs;
import org.weft.shuffle.file.StoredOutputs;

/**
 * Answers shuffle tickets: a Flight server hands it the tickets for which {@link #accepts} is true.
 * Stored blocks go out as they are, in messages of about 1 MiB. Thread-safe; holds nothing but what
 * running streams need.
 *
 * <p>The server should be built with {@link #BACKPRESSURE_BYTES}: Flight's own default lets every
 * stream queue 10 MB.
 */
public final class ShuffleService {
  /** For {@code FlightServer.Builder.backpressureThreshold}: bytes a stream may queue. */
  public static final int BACKPRESSURE_BYTES = 2 << 20;

  /** Trailer that names lost outputs by their numbers in the ticket, separated by commas. */
  static final String LOST = "weft-lost-bin";

  private final StoredOutputs outputs;
  private final TicketSigner signer;
  private final BufferAllocator allocator;

  /**
   * @param allocator where the messages' memory comes from; to be closed after the server
   */
  public ShuffleService(StoredOutputs outputs, TicketSigner signer, BufferAllocator allocator) {
    this.outputs = outputs;
    this.signer = signer;
    this.allocator = allocator;
  }

  /** True if the ticket is one of the shuffle's. */
  public boolean accepts(Ticket ticket) {
    return ShuffleTicket.isOne(ticket.getBytes());
  }

  /**
   * Answers a ticket; to be called from {@code FlightProducer.getStream}, on its thread. Returns at
   * once; the stream goes on whenever the connection takes more.
   */
  public void getStream(Ticket ticket, ServerStreamListener listener) {
    try {
      BlockRequest request = ShuffleTicket.decode(ticket.getBytes(), signer);
      new OutgoingStream(outputs.open(request), listener, allocator).start();
    } catch (LostOutputs e) {
      listener.error(lost(e));
    } catch (WeftException e) {
      listener.error(status(e));
    }
  }

  private static Exception status(WeftException e) {
    CallStatus status =
        switch (e.code()) {
          case UNAUTHENTICATED -> CallStatus.UNAUTHENTICATED;
          default -> CallStatus.INTERNAL;
        };
    return status.withDescription(e.sentence()).withCause(e).toRuntimeException();
  }

  /** How a stream says which outputs are not there. */
  static Exception lost(LostOutputs e) {
    ErrorFlightMetadata metadata = new ErrorFlightMetadata();
    String parts = e.parts().stream().map(String::valueOf).collect(Collectors.joining(","));
    metadata.insert(LOST, parts.getBytes(StandardCharsets.US_ASCII));
    return CallStatus.NOT_FOUND
        .withDescription(e.getMessage())
        .withMetadata(metadata)
        .toRuntimeException();
  }

  /** The numbers in {@link #lost}. */
  static List<Integer> lostParts(byte[] trailer) {
    String text = new String(trailer, StandardCharsets.US_ASCII);
    return Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
  }
}
