package org.weft.shuffle.read;

import java.util.Iterator;
import java.util.List;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.ColumnLoader;
import org.weft.planner.vector.Vector;
import org.weft.shuffle.block.BlockDecoder;
import org.weft.shuffle.fetch.BlockSupply;
import org.weft.shuffle.fetch.FetchFailure;
import org.weft.shuffle.fetch.FetchedBlocks;
import org.weft.shuffle.fetch.FetchedBlocks.Fetched;
import org.weft.shuffle.fetch.ShuffleClient;

/** The blocks of a supply as batches, in the order in which they come. */
final class BlockReader implements ShuffleReader, ColumnLoader {
  private final BlockSupply supply;
  private final MemoryScope memory;
  private final BlockDecoder decoder;
  private final Batch batch;

  private FetchedBlocks fetched;
  private Iterator<Fetched> blocks = List.<Fetched>of().iterator();
  private Fetched block;
  private int nextRow;
  private long bytes;

  BlockReader(BlockSupply supply, ShuffleRequest request, MemoryScope memory) {
    this.supply = supply;
    this.memory = memory;
    this.decoder = new BlockDecoder(request.schema(), memory);
    this.batch = new Batch(request.schema());
  }

  static BlockReader open(ShuffleClient client, ShuffleRequest request, MemoryScope memory) {
    ShuffleClient.Order order =
        request.order() == ShuffleRequest.Order.LISTED
            ? ShuffleClient.Order.LISTED
            : ShuffleClient.Order.ANY;
    BlockSupply supply = client.fetch(request.outputs(), request.partitions(), order, memory);
    BlockReader reader = new BlockReader(supply, request, memory);
    try {
      supply.start();
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
    return reader;
  }

  @Override
  public boolean advance() {
    if (block == null || nextRow == decoder.rows()) {
      if (!nextBlock()) {
        return false;
      }
    }
    decoder.start(batch, nextRow, this);
    nextRow += batch.rowCount();
    return true;
  }

  private boolean nextBlock() {
    block = null;
    while (!blocks.hasNext()) {
      closeFetched();
      if (!supply.advance()) {
        return false;
      }
      fetched = supply.take();
      bytes += fetched.bytes();
      blocks = fetched.blocks().iterator();
    }
    block = blocks.next();
    nextRow = 0;
    try {
      decoder.open(block.address(), block.length());
    } catch (WeftException e) {
      throw damaged(e);
    }
    return true;
  }

  @Override
  public void load(Batch loaded, int column, Vector vector) {
    try {
      decoder.load(loaded, column, vector);
    } catch (WeftException e) {
      throw damaged(e);
    }
  }

  /** A block whose checksum was right and which is none: to be made again. */
  private WeftException damaged(WeftException e) {
    return switch (e.code()) {
      case CORRUPT_FILE ->
          new FetchFailure(List.of(supply.location(block.part()).output()), e.sentence(), e);
      default -> e;
    };
  }

  private void closeFetched() {
    if (fetched != null) {
      fetched.close();
      fetched = null;
    }
  }

  @Override
  public Batch batch() {
    return batch;
  }

  @Override
  public long bytesFetched() {
    return bytes;
  }

  @Override
  public void cancel() {
    supply.cancel();
  }

  @Override
  public void close() {
    supply.close();
    closeFetched();
    decoder.close();
    memory.close();
  }
}
