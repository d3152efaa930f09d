package org.weft.planner.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.weft.planner.error.WeftException;

class MemoryPoolTest {
  @Test
  void blocks_of_every_size_hold_what_was_asked_for_and_are_accounted_exactly() {
    try (MemoryPool pool = new MemoryPool(1L << 30);
        MemoryScope scope = pool.scope("test")) {
      long[] sizes = {
        0,
        1,
        4080,
        4081,
        1 << 20,
        (4 << 20) - 16,
        4 << 20,
        (5 << 20) - 16,
        5 << 20,
        (64 << 20) - 16,
        64 << 20,
        (65L << 20) - 16
      };
      for (int round = 0; round < 2; round++) {
        for (long size : sizes) {
          Block block = scope.allocate(size);
          assertThat(block.capacity()).isGreaterThanOrEqualTo(size);
          assertThat(pool.used()).isEqualTo(block.capacity());
          Memory.putLong(block.address() + block.capacity() + 8, 42);
          block.close();
          assertThat(pool.used()).isZero();
        }
      }
    }
  }

  @Test
  void memory_that_was_given_back_is_lent_again() {
    try (MemoryPool pool = new MemoryPool(1 << 20);
        MemoryScope scope = pool.scope("test")) {
      Block first = scope.allocate(100);
      long address = first.address();
      first.close();
      assertThat(scope.allocate(100).address()).isEqualTo(address);
    }
  }

  @Test
  void more_than_the_limit_is_refused_by_owner() {
    try (MemoryPool pool = new MemoryPool(8192);
        MemoryScope scope = pool.scope("the sort")) {
      assertThatThrownBy(() -> scope.allocate(10_000))
          .isInstanceOf(WeftException.class)
          .hasMessageContaining("the sort needs 10000 bytes");
      assertThat(pool.used()).isZero();
    }
  }

  @Test
  void a_large_block_is_at_most_a_quarter_larger_than_asked_for() {
    try (MemoryPool pool = new MemoryPool(1L << 30);
        MemoryScope scope = pool.scope("test")) {
      for (long size = 4 << 20; size < 64 << 20; size += 999_999) {
        Block block = scope.allocate(size);
        assertThat(block.capacity()).isBetween(size, size + size / 4 + 16);
        assertThat(scope.held()).isEqualTo(pool.used());
        block.close();
      }
    }
  }

  @Test
  void a_power_of_two_takes_no_more_than_that() {
    try (MemoryPool pool = new MemoryPool(1L << 30);
        MemoryScope scope = pool.scope("test")) {
      for (int shift = 12; shift < 28; shift++) {
        try (Block block = scope.allocate(1L << shift)) {
          assertThat(pool.used()).isEqualTo(1L << shift);
          Memory.putLong(block.address() + block.capacity() + 8, 42);
        }
      }
    }
  }

  @Test
  void a_promise_counts_until_it_is_used_up() {
    try (MemoryPool pool = new MemoryPool(1 << 20);
        MemoryScope scope = pool.scope("the sort");
        MemoryScope other = pool.scope("the scan")) {
      scope.promise(100_000);
      assertThat(pool.used()).isEqualTo(100_000);
      assertThat(scope.held()).isEqualTo(100_000);
      Block block = scope.allocate(65_000);
      assertThat(pool.used()).isEqualTo(100_000);
      block.close();
      assertThat(pool.used()).isEqualTo(100_000 - 65_536);
      scope.promise(1 << 20);
      assertThatThrownBy(() -> other.allocate(1))
          .hasMessageContaining("the scan needs 1 bytes and holds 0")
          .hasMessageContaining("the sort ");
      scope.unpromise();
      assertThat(pool.used()).isZero();
    }
  }

  @Test
  void a_buffer_is_a_window_onto_the_memory() {
    try (MemoryPool pool = new MemoryPool(1 << 20);
        MemoryScope scope = pool.scope("test")) {
      Block block = scope.allocate(16);
      Memory.putLong(block.address(), 0x0807060504030201L);
      ByteBuffer buffer = Memory.buffer(block.address(), 8);
      assertThat(buffer.remaining()).isEqualTo(8);
      assertThat(buffer.get(2)).isEqualTo((byte) 3);
      buffer.put(0, (byte) 9);
      assertThat(Memory.getByte(block.address())).isEqualTo((byte) 9);
      assertThat(Memory.address(buffer)).isEqualTo(block.address());
    }
  }
}
