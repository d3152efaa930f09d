package org.weft.io.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.message.MessageChannelReader;
import org.apache.arrow.vector.ipc.message.MessageResult;

/**
 * The messages of a stream, each of which must fit into what is left of its file: the library makes
 * room for a message before it looks, and anything can stand in a file that is no stream.
 */
final class ArrowMessages extends MessageChannelReader {
  private static final int CONTINUATION = 0xFFFFFFFF;

  private final ArrowInput input;

  ArrowMessages(ArrowInput input, BufferAllocator allocator) {
    super(new ReadChannel(input), allocator);
    this.input = input;
  }

  @Override
  public MessageResult readNext() throws IOException {
    ByteBuffer start = ByteBuffer.allocate(2 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long at = input.position();
    while (start.hasRemaining() && input.read(start) > 0) {
      // until there are enough bytes, or none are left
    }
    input.position(at);
    start.flip();
    if (start.remaining() >= Integer.BYTES) {
      int first = start.getInt();
      boolean isContinued = first == CONTINUATION && start.hasRemaining();
      int length = isContinued && start.remaining() == Integer.BYTES ? start.getInt() : first;
      boolean fits = length == CONTINUATION || length >= 0 && length <= input.size() - at;
      if (!fits) {
        throw new IOException("a message of " + length + " bytes at " + at + " of " + input.size());
      }
    }
    return super.readNext();
  }
}
