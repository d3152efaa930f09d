package org.weft.shuffle.flight;

import java.util.List;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.shuffle.file.BlockCursor;
import org.weft.shuffle.file.LostOutputs;
import org.weft.shuffle.file.Pieces;

/**
 * One answer of the {@link ShuffleService}: each message is one binary value that holds stored
 * bytes, and metadata that says which.
 *
 * <p>Driven by the connection: gRPC calls back, one thread at a time, whenever it can take more, so
 * no thread waits for a slow reader. (A producer that waits inside of getStream for readiness
 * stalls: the callback needs the very thread it occupies.)
 */
final class OutgoingStream {
  private static final Logger LOG = LoggerFactory.getLogger(OutgoingStream.class);

  private enum State {
    RUNNING,
    ENDED
  }

  private final BlockCursor cursor;
  private final ServerStreamListener listener;
  private final BufferAllocator allocator;
  private final VarBinaryVector vector;
  private final VectorSchemaRoot root;
  private State state = State.RUNNING;

  OutgoingStream(BlockCursor cursor, ServerStreamListener listener, BufferAllocator allocator) {
    this.cursor = cursor;
    this.listener = listener;
    this.allocator = allocator;
    this.vector = new VarBinaryVector("blocks", allocator);
    this.root = VectorSchemaRoot.of(vector);
  }

  void start() {
    listener.setOnCancelHandler(this::end);
    listener.setOnReadyHandler(this::pump);
    // the buffers of a message are never written again, so gRPC may send from them
    listener.setUseZeroCopy(true);
    listener.start(root);
    pump();
  }

  /** Sends as much as the connection takes now. */
  private synchronized void pump() {
    try {
      while (state == State.RUNNING && listener.isReady()) {
        if (cursor.advance()) {
          send();
        } else {
          end();
          listener.completed();
        }
      }
    } catch (LostOutputs e) {
      end();
      listener.error(ShuffleService.lost(e));
    } catch (RuntimeException e) {
      end();
      LOG.warn("a shuffle stream failed", e);
      listener.error(
          CallStatus.INTERNAL.withDescription(e.toString()).withCause(e).toRuntimeException());
    }
  }

  private void send() throws LostOutputs {
    Pieces pieces = cursor.pieces();
    int bytes = pieces.bytes();
    try (ArrowBuf data = allocator.buffer(bytes);
        ArrowBuf offsets = allocator.buffer(8);
        ArrowBuf valid = allocator.buffer(1)) {
      cursor.read(data.nioBuffer(0, bytes));
      data.writerIndex(bytes);
      offsets.setInt(0, 0);
      offsets.setInt(4, bytes);
      offsets.writerIndex(8);
      valid.setByte(0, 1);
      valid.writerIndex(1);
      vector.loadFieldBuffers(new ArrowFieldNode(1, 0), List.of(valid, offsets, data));
    }
    root.setRowCount(1);
    byte[] header = pieces.encode();
    ArrowBuf metadata = allocator.buffer(header.length);
    metadata.writeBytes(header);
    listener.putNext(metadata);
    vector.clear();
  }

  private synchronized void end() {
    if (state == State.RUNNING) {
      state = State.ENDED;
      root.close();
      cursor.close();
    }
  }
}
