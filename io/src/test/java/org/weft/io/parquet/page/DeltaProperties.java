package org.weft.io.parquet.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;

/** Differences written by parquet-java. */
class DeltaProperties {
  @Property(tries = 300)
  void int64(@ForAll int seed) {
    Random random = new Random(seed);
    long[] values = new long[1 + random.nextInt(1000)];
    int bits = random.nextInt(65);
    for (int i = 0; i < values.length; i++) {
      values[i] = bits == 0 ? 7 : random.nextLong() >> (64 - bits);
    }
    DeltaBinaryPackingValuesWriterForLong writer =
        new DeltaBinaryPackingValuesWriterForLong(
            128, 4, 100, 1 << 20, new HeapByteBufferAllocator());
    for (long value : values) {
      writer.writeLong(value);
    }
    try (MemoryPool pool = new MemoryPool(8 << 20);
        MemoryScope memory = pool.scope("test")) {
      DeltaNumbers numbers = numbers(bytes(writer.getBytes()), memory, values.length);
      long to = memory.allocate(8L * values.length).address();
      numbers.readInt64(to);
      for (int i = 0; i < values.length; i++) {
        assertThat(Memory.getLong(to + 8L * i)).isEqualTo(values[i]);
      }
    }
  }

  @Property(tries = 300)
  void int32(@ForAll int seed) {
    Random random = new Random(seed);
    int[] values = new int[1 + random.nextInt(1000)];
    int bits = random.nextInt(33);
    for (int i = 0; i < values.length; i++) {
      values[i] = bits == 0 ? -1 : random.nextInt() >> (32 - bits);
    }
    DeltaBinaryPackingValuesWriterForInteger writer =
        new DeltaBinaryPackingValuesWriterForInteger(
            128, 4, 100, 1 << 20, new HeapByteBufferAllocator());
    for (int value : values) {
      writer.writeInteger(value);
    }
    try (MemoryPool pool = new MemoryPool(8 << 20);
        MemoryScope memory = pool.scope("test")) {
      DeltaNumbers numbers = numbers(bytes(writer.getBytes()), memory, values.length);
      long to = memory.allocate(4L * values.length).address();
      numbers.readInt32(to);
      for (int i = 0; i < values.length; i++) {
        assertThat(Memory.getInt(to + 4L * i)).isEqualTo(values[i]);
      }
    }
  }

  private static byte[] bytes(org.apache.parquet.bytes.BytesInput input) {
    try {
      return input.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DeltaNumbers numbers(byte[] bytes, MemoryScope memory, int count) {
    Block block = memory.allocate(bytes.length);
    Memory.copy(bytes, 0, block.address(), bytes.length);
    DeltaNumbers numbers = new DeltaNumbers(block.address(), block.address() + bytes.length, count);
    assertThat(numbers.total()).isEqualTo(count);
    return numbers;
  }
}
