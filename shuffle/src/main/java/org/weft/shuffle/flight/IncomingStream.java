package org.weft.shuffle.flight;

import java.util.concurrent.Future;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.VarBinaryVector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.shuffle.fetch.BlockAssembler;
import org.weft.shuffle.fetch.BlockStream;
import org.weft.shuffle.fetch.FetchedBlocks;
import org.weft.shuffle.fetch.TransportFailure;
import org.weft.shuffle.file.LostOutputs;
import org.weft.shuffle.file.Pieces;

/**
 * A Flight stream of stored blocks; its bytes are copied to the pool, so Arrow's memory is free.
 */
final class IncomingStream implements BlockStream {
  private static final Logger LOG = LoggerFactory.getLogger(IncomingStream.class);

  private enum Stop {
    NONE,
    CANCELLED,
    SILENT
  }

  private final FlightStream stream;
  private final BlockAssembler assembler;
  private final FlightTransport transport;
  private volatile Stop stop = Stop.NONE;

  IncomingStream(FlightStream stream, BlockAssembler assembler, FlightTransport transport) {
    this.stream = stream;
    this.assembler = assembler;
    this.transport = transport;
  }

  @Override
  public boolean advance() {
    try {
      while (next()) {
        if (receive()) {
          return true;
        }
      }
      return false;
    } catch (FlightRuntimeException e) {
      throw failure(e);
    } catch (IllegalArgumentException e) {
      throw new TransportFailure(
          TransportFailure.Kind.CONNECTION, "an answer of another form: " + e.getMessage(), e);
    } catch (LostOutputs e) {
      throw new IllegalStateException(e); // memory is always there
    }
  }

  private boolean next() {
    Future<?> alarm = transport.alarm(() -> stop(Stop.SILENT));
    try {
      return stream.next();
    } finally {
      alarm.cancel(false);
    }
  }

  private boolean receive() throws LostOutputs {
    ArrowBuf header = stream.getLatestMetadata();
    if (header == null
        || stream.getRoot().getRowCount() != 1
        || !(stream.getRoot().getVector(0) instanceof VarBinaryVector vector)) {
      throw new IllegalArgumentException("a message without blocks");
    }
    Pieces pieces = Pieces.decode(header.nioBuffer(0, (int) header.readableBytes()));
    if (pieces.bytes() != vector.getValueLength(0)) {
      throw new IllegalArgumentException(
          vector.getValueLength(0) + " bytes for blocks of " + pieces.bytes());
    }
    ArrowBuf data = vector.getDataBuffer();
    return assembler.add(pieces, to -> to.put(data.nioBuffer(0, pieces.bytes())));
  }

  private TransportFailure failure(FlightRuntimeException e) {
    if (stop == Stop.SILENT) {
      return new TransportFailure(
          TransportFailure.Kind.CONNECTION,
          "silent for " + transport.patience().toSeconds() + " s",
          e);
    }
    if (stop == Stop.CANCELLED) {
      return new TransportFailure(TransportFailure.Kind.CANCELLED, "cancelled", e);
    }
    CallStatus status = e.status();
    return switch (status.code()) {
      case UNAUTHENTICATED, UNAUTHORIZED ->
          new TransportFailure(TransportFailure.Kind.REFUSED, status.description(), e);
      case NOT_FOUND ->
          status.metadata().containsKey(ShuffleService.LOST)
              ? TransportFailure.lost(
                  status.description(),
                  ShuffleService.lostParts(status.metadata().getByte(ShuffleService.LOST)))
              : new TransportFailure(TransportFailure.Kind.CONNECTION, status.description(), e);
      default ->
          new TransportFailure(
              TransportFailure.Kind.CONNECTION, status.code() + ": " + status.description(), e);
    };
  }

  @Override
  public FetchedBlocks take() {
    return assembler.take();
  }

  @Override
  public void cancel() {
    stop(Stop.CANCELLED);
  }

  private void stop(Stop why) {
    stop = why;
    stream.cancel("stopped", null);
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (Exception e) {
      // closing before the end reports its own cancellation
      LOG.debug("a shuffle stream was closed before its end", e);
    }
    assembler.close();
  }
}
