package org.weft.planner.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;

class GatherTest {
  @Test
  void packsTheLowestBitsWhateverLiesAtNullRows() {
    MemoryPool pool = new MemoryPool(1 << 20);
    try (MemoryScope scope = pool.scope("test")) {
      Block bytes = scope.allocate(64);
      Block bits = scope.allocate(64);
      int rows = 13;
      for (int i = 0; i < rows; i++) {
        // a null row may hold anything: here all bits but the lowest
        Memory.putByte(bytes.address() + i, (byte) (i % 3 == 0 ? 1 : 0xFE));
      }
      Gather.packBits(bytes.address(), rows, bits.address());
      for (int i = 0; i < rows; i++) {
        int bit = (Memory.getByte(bits.address() + (i >> 3)) >> (i & 7)) & 1;
        assertThat(bit).as("row %d", i).isEqualTo(i % 3 == 0 ? 1 : 0);
      }
      assertThat(Memory.getByte(bits.address() + 1) & 0xE0).isZero();
    }
  }
}
