package org.weft.shuffle.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.TestRows;

/**
 * Readers check blocks before they decode them; a block that is wrong in spite of that must still
 * give an error, or other values, but never touch memory that is not its own.
 */
class DamagedBlockProperties {
  private static final Schema SCHEMA =
      Schema.of(
          Field.nullable("number", SimpleType.INT32),
          Field.nullable("flag", SimpleType.BOOLEAN),
          Field.nullable("text", SimpleType.STRING));
  private static final int ROWS = 200;

  @Property(tries = 400)
  void a_damaged_block_is_an_error_or_has_other_values(
      @ForAll long seed, @ForAll Compression compression) {
    Random random = new Random(seed);
    try (MemoryPool pool = new MemoryPool(1L << 30);
        MemoryScope scope = pool.scope("test")) {
      Block block = scope.allocate(64 << 10);
      int length = write(compression, block.address(), scope);
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        long at = block.address() + random.nextInt(random.nextBoolean() ? length : 300);
        Memory.putByte(at, (byte) random.nextInt());
      }
      int shortened = random.nextInt(4) == 0 ? random.nextInt(length) : length;
      try (BlockDecoder decoder = new BlockDecoder(SCHEMA, scope)) {
        read(decoder, block.address(), shortened);
      }
    }
  }

  private static void read(BlockDecoder decoder, long address, int length) {
    try {
      decoder.open(address, length);
      Batch batch = new Batch(SCHEMA);
      decoder.start(batch, 0, decoder);
      assertThat(TestRows.read(batch)).hasSize(Math.min(decoder.rows(), Batch.CAPACITY));
    } catch (WeftException e) {
      // a size that is only too large may ask for more than there is
      assertThat(e.code()).isIn(ErrorCode.CORRUPT_FILE, ErrorCode.OUT_OF_MEMORY);
    }
  }

  private static int write(Compression compression, long to, MemoryScope scope) {
    long values = scope.allocate(4 * ROWS).address();
    long flags = scope.allocate(ROWS).address();
    long valid = scope.allocate(ROWS).address();
    long offsets = scope.allocate(4 * ROWS + 4).address();
    long bytes = scope.allocate(4 * ROWS).address();
    Memory.putInt(offsets, 0);
    for (int i = 0; i < ROWS; i++) {
      Memory.putInt(values + 4L * i, i);
      Memory.putByte(flags + i, (byte) (i & 1));
      Memory.putByte(valid + i, (byte) (i % 3 == 0 ? 0 : 1));
      Memory.putInt(bytes + 4L * i, 'a' + i % 7);
      Memory.putInt(offsets + 4L * i + 4, 4 * i + 4);
    }
    List<BlockColumn> columns = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      BlockColumn column = new BlockColumn();
      column.values = i == 0 ? values : flags;
      column.validity = valid;
      column.offsets = offsets;
      column.bytes = bytes;
      columns.add(column);
    }
    try (BlockEncoder encoder = new BlockEncoder(SCHEMA, compression, scope)) {
      BlockColumn[] array = columns.toArray(BlockColumn[]::new);
      assertThat(encoder.bound(array, ROWS)).isLessThan(64 << 10);
      return (int) encoder.encode(array, ROWS, to);
    }
  }
}
