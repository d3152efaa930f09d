package org.weft.shuffle.write;

import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.block.BlockColumn;
import org.weft.shuffle.block.BlockDecoder;
import org.weft.shuffle.block.GrowingBlock;
import org.weft.shuffle.file.BlockIndex;

/**
 * Makes few large blocks of many small ones. With many partitions and little memory builders are
 * written when they hold a handful of rows; such blocks are mostly metadata, hardly compress, and
 * cost a read each. So once, at the end, each partition's rows are put together.
 *
 * <p>Blocks of decent size are left alone, although those of one partition then lie apart: reading
 * them costs less than writing everything twice.
 */
final class Compaction {
  private static final long SMALL_BLOCK = 16 << 10;
  private static final int BLOCKS_PER_PARTITION = 2;

  private final Schema schema;
  private final MemoryScope memory;

  Compaction(Schema schema, MemoryScope memory) {
    this.schema = schema;
    this.memory = memory;
  }

  /** True if the blocks are small, and several of them make one of decent size. */
  static boolean isWorthwhile(BlockIndex index) {
    int used = 0;
    for (int partition = 0; partition < index.partitions(); partition++) {
      used += index.first(partition) < index.end(partition) ? 1 : 0;
    }
    return index.blocks() >= BLOCKS_PER_PARTITION * Math.max(1, used)
        && index.dataLength() / index.blocks() < SMALL_BLOCK;
  }

  /** Copies all rows, partition by partition. */
  void run(BlockFile from, BlockFile to) {
    BlockIndex index = from.index();
    Labelled labelled = new Labelled(to);
    PartitionBuilders builder =
        new PartitionBuilders(schema, 1, Long.MAX_VALUE, new BuilderMemory(memory), labelled);
    int[] zeros = new int[Batch.CAPACITY];
    Batch batch = new Batch(schema);
    try (BlockDecoder decoder = new BlockDecoder(schema, memory);
        GrowingBlock bytes = new GrowingBlock(memory)) {
      for (int partition = 0; partition < index.partitions(); partition++) {
        labelled.partition = partition;
        for (int block = index.first(partition); block < index.end(partition); block++) {
          long address = bytes.reserve(index.length(block));
          from.read(index, block, address);
          decoder.open(address, index.length(block));
          for (int row = 0; row < decoder.rows(); row += batch.rowCount()) {
            decoder.start(batch, row, decoder);
            builder.append(batch, zeros);
          }
        }
        builder.flush();
      }
    }
  }

  /** Writes the blocks of a builder of one partition as those of another. */
  private static final class Labelled implements PartitionBuilders.Destination {
    private final BlockFile file;
    private int partition;

    Labelled(BlockFile file) {
      this.file = file;
    }

    @Override
    public void write(int ignored, BlockColumn[] columns, int rows) {
      file.write(partition, columns, rows);
    }
  }
}
