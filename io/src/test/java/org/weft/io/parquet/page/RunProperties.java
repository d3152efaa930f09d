package org.weft.io.parquet.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;

/** Runs of ids and bits, written by the simplest writer, read in pieces of any size. */
class RunProperties {
  @Property(tries = 1000)
  void ids_are_read_in_any_pieces(
      @ForAll int seed, @ForAll @IntRange(min = 0, max = 31) int width) {
    Random random = new Random(seed);
    int entries =
        (int) Math.min(Integer.MAX_VALUE, 1 + (long) (random.nextDouble() * (1L << width)));
    int[] ids = values(random, entries);
    byte[] runs = write(ids, width, random);
    byte[] page = new byte[runs.length + 1];
    page[0] = (byte) width;
    System.arraycopy(runs, 0, page, 1, runs.length);
    inMemory(
        page,
        block -> {
          IdRuns reader = new IdRuns(block.address(), block.address() + page.length, entries);
          readInPieces(random, ids, reader::skip, (to, n) -> reader.read(to, n));
        });
  }

  @Property(tries = 300)
  void ids_beyond_the_dictionary_are_refused(
      @ForAll int seed, @ForAll @IntRange(min = 2, max = 20) int width) {
    Random random = new Random(seed);
    int entries = (1 << (width - 1)) + 1;
    int[] ids = values(random, entries);
    ids[random.nextInt(ids.length)] = entries;
    byte[] runs = write(ids, width, random);
    byte[] page = new byte[runs.length + 1];
    page[0] = (byte) width;
    System.arraycopy(runs, 0, page, 1, runs.length);
    inMemory(
        page,
        block -> {
          IdRuns reader = new IdRuns(block.address(), block.address() + page.length, entries);
          try (MemoryPool pool = new MemoryPool(1 << 20);
              MemoryScope memory = pool.scope("ids")) {
            reader.read(memory.allocate(4L * ids.length).address(), ids.length);
            throw new AssertionError("not refused");
          } catch (WeftException e) {
            assertThat(e.sentence()).contains("beyond a dictionary");
          }
        });
  }

  @Property(tries = 1000)
  void bits_are_read_in_any_pieces(@ForAll int seed) {
    Random random = new Random(seed);
    int[] bits = values(random, 2);
    byte[] page = write(bits, 1, random);
    inMemory(
        page,
        block -> {
          BitRuns reader = new BitRuns(block.address(), block.address() + page.length);
          int done = 0;
          while (done < bits.length) {
            int n = Math.min(1 + random.nextInt(50), bits.length - done);
            int[] piece = Arrays.copyOfRange(bits, done, done + n);
            int ones = Arrays.stream(piece).sum();
            if (reader.startsWithOnes(n)) {
              assertThat(ones).isEqualTo(n);
            }
            if (random.nextBoolean()) {
              assertThat(reader.skip(n)).isEqualTo(ones);
            } else {
              checkBits(reader, piece, ones);
            }
            done += n;
          }
        });
  }

  private static void checkBits(BitRuns reader, int[] bits, int ones) {
    try (MemoryPool pool = new MemoryPool(1 << 20);
        MemoryScope memory = pool.scope("bits")) {
      long to = memory.allocate(bits.length + 8L).address();
      assertThat(reader.read(to, bits.length)).isEqualTo(ones);
      for (int i = 0; i < bits.length; i++) {
        assertThat(Memory.getByte(to + i)).isEqualTo((byte) bits[i]);
      }
    }
  }

  private interface Read {
    void to(long address, int count);
  }

  private static void readInPieces(
      Random random, int[] expected, Consumer<Integer> skip, Read read) {
    try (MemoryPool pool = new MemoryPool(1 << 20);
        MemoryScope memory = pool.scope("ids")) {
      long to = memory.allocate(4L * expected.length).address();
      int done = 0;
      while (done < expected.length) {
        int n = Math.min(1 + random.nextInt(70), expected.length - done);
        if (random.nextInt(4) == 0) {
          skip.accept(n);
        } else {
          read.to(to, n);
          for (int i = 0; i < n; i++) {
            assertThat(Memory.getInt(to + 4L * i)).isEqualTo(expected[done + i]);
          }
        }
        done += n;
      }
    }
  }

  private static void inMemory(byte[] page, Consumer<Block> use) {
    try (MemoryPool pool = new MemoryPool(1 << 20);
        MemoryScope memory = pool.scope("page")) {
      Block block = memory.allocate(page.length);
      Memory.copy(page, 0, block.address(), page.length);
      use.accept(block);
    }
  }

  private static int[] values(Random random, int below) {
    int[] values = new int[1 + random.nextInt(300)];
    for (int i = 0; i < values.length; ) {
      int value = random.nextInt(below);
      int run = random.nextInt(3) == 0 ? 1 + random.nextInt(40) : 1;
      for (int k = 0; k < run && i < values.length; k++) {
        values[i++] = value;
      }
    }
    return values;
  }

  /** Equal values as repeated runs, others packed in eights (the last run padded). */
  private static byte[] write(int[] values, int width, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int i = 0;
    while (i < values.length) {
      int same = i;
      while (same < values.length && values[same] == values[i]) {
        same++;
      }
      if (same - i >= 8 || random.nextInt(10) == 0) {
        varint(out, (same - i) << 1);
        for (int b = 0; b < (width + 7) / 8; b++) {
          out.write(values[i] >>> (8 * b));
        }
        i = same;
      } else {
        int groups = 1 + random.nextInt(4);
        if (i + 8 * groups > values.length) {
          groups = (values.length - i + 7) / 8;
        }
        varint(out, groups << 1 | 1);
        byte[] packed = new byte[groups * width];
        for (int v = 0; v < groups * 8 && i < values.length; v++, i++) {
          for (int bit = 0; bit < width; bit++) {
            if ((values[i] >>> bit & 1) != 0) {
              packed[(v * width + bit) / 8] |= (byte) (1 << ((v * width + bit) % 8));
            }
          }
        }
        out.writeBytes(packed);
      }
    }
    return out.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, int value) {
    int v = value;
    for (; v >= 0x80; v >>>= 7) {
      out.write(v | 0x80);
    }
    out.write(v);
  }
}
