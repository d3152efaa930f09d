package org.weft.shuffle.flight;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.shuffle.exchange.PartitionRange;
import org.weft.shuffle.file.BlockRequest;
import org.weft.shuffle.file.OutputId;

/**
 * A request for blocks of one stage's outputs as the bytes of a Flight ticket: a mark, query,
 * stage, partitions and outputs, signed.
 */
public final class ShuffleTicket {
  private static final int MARK = 0x57534831; // "WSH1"

  private ShuffleTicket() {}

  /** The signed ticket of a request. */
  public static byte[] encode(BlockRequest request, TicketSigner signer) {
    OutputId first = request.parts().get(0).output();
    byte[] query = first.query().getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(28 + query.length + 12 * request.parts().size());
    out.putInt(MARK).putInt(query.length).put(query).putInt(first.stage());
    out.putInt(request.partitions().from()).putInt(request.partitions().to());
    out.putInt(request.messageBytes()).putInt(request.parts().size());
    for (BlockRequest.Part part : request.parts()) {
      OutputId output = part.output();
      if (!output.query().equals(first.query()) || output.stage() != first.stage()) {
        throw new IllegalArgumentException("one ticket for " + first + " and " + output);
      }
      out.putInt(output.task()).putInt(output.attempt()).putInt(part.skip());
    }
    return signer.sign(out.array());
  }

  /** True if these bytes claim to be such a ticket. */
  public static boolean isOne(byte[] ticket) {
    return ticket.length >= 4 && ByteBuffer.wrap(ticket).getInt() == MARK;
  }

  /**
   * The request of a ticket.
   *
   * @throws WeftException UNAUTHENTICATED if it is not signed with this application's secret
   */
  public static BlockRequest decode(byte[] ticket, TicketSigner signer) {
    ByteBuffer in = signer.verify(ticket);
    try {
      if (in.getInt() != MARK) {
        throw new IllegalArgumentException("no mark");
      }
      byte[] name = new byte[in.getInt()];
      in.get(name);
      String query = new String(name, StandardCharsets.UTF_8);
      int stage = in.getInt();
      PartitionRange partitions = new PartitionRange(in.getInt(), in.getInt());
      int messageBytes = in.getInt();
      int count = in.getInt();
      List<BlockRequest.Part> parts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        OutputId output = new OutputId(query, stage, in.getInt(), in.getInt());
        parts.add(new BlockRequest.Part(output, in.getInt()));
      }
      return new BlockRequest(parts, partitions, messageBytes);
    } catch (BufferUnderflowException | IllegalArgumentException | NegativeArraySizeException e) {
      throw WeftException.of(ErrorCode.INTERNAL, "a signed shuffle ticket of another form", e);
    }
  }
}
