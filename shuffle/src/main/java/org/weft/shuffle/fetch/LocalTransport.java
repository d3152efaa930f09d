package org.weft.shuffle.fetch;

import org.weft.planner.memory.MemoryScope;
import org.weft.shuffle.exchange.ServerAddress;
import org.weft.shuffle.file.BlockCursor;
import org.weft.shuffle.file.BlockRequest;
import org.weft.shuffle.file.LostOutputs;
import org.weft.shuffle.file.StoredOutputs;

/** Reads the files of this process's own disks, whatever server is named. */
public final class LocalTransport implements BlockTransport {
  private final StoredOutputs outputs;

  public LocalTransport(StoredOutputs outputs) {
    this.outputs = outputs;
  }

  /** True if all that is asked for lies on this process's disks. */
  boolean has(BlockRequest request) {
    return outputs.has(request);
  }

  @Override
  public BlockStream open(ServerAddress server, BlockRequest request, MemoryScope scope) {
    try {
      return new LocalStream(outputs.open(request), new BlockAssembler(scope));
    } catch (LostOutputs e) {
      throw TransportFailure.lost(e.getMessage(), e.parts());
    }
  }

  @Override
  public void close() {}

  /** Blocks straight from their files. */
  private static final class LocalStream implements BlockStream {
    private final BlockCursor cursor;
    private final BlockAssembler assembler;
    private volatile boolean cancelled;

    LocalStream(BlockCursor cursor, BlockAssembler assembler) {
      this.cursor = cursor;
      this.assembler = assembler;
    }

    @Override
    public boolean advance() {
      try {
        while (cursor.advance()) {
          if (cancelled) {
            throw new TransportFailure(TransportFailure.Kind.CANCELLED, "cancelled", null);
          }
          if (assembler.add(cursor.pieces(), cursor::read)) {
            return true;
          }
        }
        return false;
      } catch (LostOutputs e) {
        throw TransportFailure.lost(e.getMessage(), e.parts());
      }
    }

    @Override
    public FetchedBlocks take() {
      return assembler.take();
    }

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public void close() {
      cursor.close();
      assembler.close();
    }
  }
}
