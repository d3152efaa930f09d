package org.weft.shuffle.fetch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.shuffle.fetch.FetchedBlocks.Fetched;
import org.weft.shuffle.file.LostOutputs;
import org.weft.shuffle.file.Pieces;
import org.weft.shuffle.file.Pieces.Piece;

/**
 * Copies the bytes of messages into memory of the pool, and puts large blocks together again that
 * came in several. For one thread.
 */
public final class BlockAssembler implements AutoCloseable {
  private final MemoryScope scope;
  private Block large;
  private long largeFilled;
  private FetchedBlocks finished;

  public BlockAssembler(MemoryScope scope) {
    this.scope = scope;
  }

  /** Puts the bytes of a message into a buffer. */
  public interface Bytes {
    void copyTo(ByteBuffer to) throws LostOutputs;
  }

  /**
   * Takes a message.
   *
   * @return true if {@link #take} has something: always, unless a large block is not complete
   * @throws IllegalArgumentException if the pieces do not fit together
   */
  public boolean add(Pieces pieces, Bytes bytes) throws LostOutputs {
    Piece first = pieces.list().get(0);
    if (!first.isWhole()) {
      return addPart(pieces, bytes);
    }
    int length = pieces.bytes();
    Block memory = scope.allocate(length);
    try {
      bytes.copyTo(Memory.buffer(memory.address(), length));
    } catch (LostOutputs | RuntimeException e) {
      memory.close();
      throw e;
    }
    List<Fetched> blocks = new ArrayList<>();
    long address = memory.address();
    for (Piece piece : pieces.list()) {
      blocks.add(fetched(piece, address));
      address += piece.length();
    }
    finished = new FetchedBlocks(memory, length, blocks);
    return true;
  }

  private boolean addPart(Pieces pieces, Bytes bytes) throws LostOutputs {
    Piece piece = pieces.list().get(0);
    if (pieces.list().size() != 1
        || piece.offset() != largeFilled
        || piece.blockLength() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a piece that does not fit: " + piece);
    }
    if (large == null) {
      large = scope.allocate(piece.blockLength());
    }
    bytes.copyTo(Memory.buffer(large.address() + piece.offset(), piece.length()));
    largeFilled += piece.length();
    if (largeFilled < piece.blockLength()) {
      return false;
    }
    finished = new FetchedBlocks(large, largeFilled, List.of(fetched(piece, large.address())));
    large = null;
    largeFilled = 0;
    return true;
  }

  private static Fetched fetched(Piece piece, long address) {
    return new Fetched(
        piece.part(),
        piece.partition(),
        address,
        (int) piece.blockLength(),
        piece.rows(),
        piece.checksum());
  }

  /** What the last message completed. Once; the caller closes it. */
  public FetchedBlocks take() {
    FetchedBlocks taken = finished;
    finished = null;
    return taken;
  }

  @Override
  public void close() {
    if (large != null) {
      large.close();
      large = null;
    }
    if (finished != null) {
      finished.close();
      finished = null;
    }
  }
}
