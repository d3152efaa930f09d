package org.weft.container.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Views;

/** Rows come back as they were, whatever their width, their texts and the size of pages. */
class SpilledRowsProperties {
  /** Random rows in memory, and what they show. */
  private static final class TestRows {
    private final SpillLayout layout;
    private final long first;
    private final List<List<Object>> shown = new ArrayList<>();

    TestRows(Random random, int count, int longest, MemoryScope scope) {
      int words = 1 + random.nextInt(4);
      int views = random.nextInt(3);
      int width = 8 * words + 16 * views + 8;
      List<SpillLayout.Text> texts = new ArrayList<>();
      for (int v = 0; v < views; v++) {
        int offset = 8 * words + 16 * v;
        boolean nullable = random.nextBoolean();
        texts.add(
            nullable
                ? new SpillLayout.Text(offset, width - 8 + v)
                : SpillLayout.Text.always(offset));
      }
      layout = new SpillLayout(width, texts);
      first = scope.allocateZeroed((long) width * Math.max(1, count)).address();
      ByteArena arena = new ByteArena(scope);
      for (int i = 0; i < count; i++) {
        long row = first + (long) i * width;
        for (int w = 0; w < words; w++) {
          Memory.putLong(row + 8 * w, random.nextInt(4) == 0 ? random.nextLong() : i);
        }
        for (SpillLayout.Text text : texts) {
          fill(row, text, random, longest, arena);
        }
        shown.add(show(row));
      }
    }

    private static void fill(
        long row, SpillLayout.Text text, Random random, int longest, ByteArena arena) {
      if (text.validityOffset() >= 0) {
        boolean present = random.nextBoolean();
        Memory.putByte(row + text.validityOffset(), (byte) (present ? 1 : 0));
        if (!present) {
          // what a null's view holds is undefined
          Memory.putLong(row + text.offset(), random.nextLong());
          Memory.putLong(row + text.offset() + 8, random.nextLong());
          return;
        }
      }
      byte[] bytes = new byte[random.nextInt(longest)];
      if (random.nextBoolean()) {
        random.nextBytes(bytes);
      }
      long at = arena.reserve(bytes.length);
      Memory.copy(bytes, 0, at, bytes.length);
      Views.put(row + text.offset(), at, bytes.length);
    }

    List<Object> show(long row) {
      List<Object> values = new ArrayList<>();
      int words = (layout.width() - 8 - 16 * layout.texts().size()) / 8;
      for (int w = 0; w < words; w++) {
        values.add(Memory.getLong(row + 8 * w));
      }
      for (SpillLayout.Text text : layout.texts()) {
        boolean present =
            text.validityOffset() < 0 || Memory.getByte(row + text.validityOffset()) != 0;
        values.add(
            present
                ? new String(
                    Views.toBytes(row + text.offset()), java.nio.charset.StandardCharsets.UTF_8)
                : "null");
      }
      return values;
    }

    long row(int n) {
      return first + (long) n * layout.width();
    }
  }

  private static List<List<Object>> read(
      PageReader reader, TestRows rows, List<List<Object>> into) {
    while (reader.advance()) {
      for (int i = 0; i < reader.count(); i++) {
        into.add(rows.show(reader.first() + (long) i * rows.layout.width()));
      }
    }
    return into;
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void rows_come_back_as_they_were(@ForAll long seed) {
    Random random = new Random(seed);
    try (TestDisks disks = new TestDisks();
        MemoryPool pool = new MemoryPool(256 << 20)) {
      try (QuerySpill spill = disks.sound();
          MemoryScope scope = pool.scope("test")) {
        int longest = random.nextInt(5) == 0 ? 100_000 : 1 + random.nextInt(60);
        int count = random.nextInt(longest > 1000 ? 50 : 6000);
        TestRows rows = new TestRows(random, count, longest, scope);
        int partitions = 1 + random.nextInt(4);
        long pageBytes = 64 << random.nextInt(12);
        List<PageWriter> writers = new ArrayList<>();
        List<List<List<Object>>> expected = new ArrayList<>();
        PageOutput output = PageOutput.create(spill, "test", spill.count().part(), scope);
        for (int p = 0; p < partitions; p++) {
          writers.add(new PageWriter(rows.layout, output, pageBytes, scope));
          expected.add(new ArrayList<>());
        }
        for (int i = 0; i < count; i++) {
          int p = random.nextInt(partitions);
          writers.get(p).append(rows.row(i));
          expected.get(p).add(rows.shown.get(i));
        }
        for (int p = 0; p < partitions; p++) {
          SpilledRows spilled = writers.get(p).finish();
          assertThat(spilled.rows()).isEqualTo(expected.get(p).size());
          PageReader reader = new PageReader(rows.layout, spilled, scope);
          assertThat(read(reader, rows, new ArrayList<>())).isEqualTo(expected.get(p));
          reader.rewind();
          assertThat(read(reader, rows, new ArrayList<>())).isEqualTo(expected.get(p));
          reader.close();
        }
        output.close();
      }
      assertThat(pool.used()).isZero();
      assertThat(disks.files()).isEmpty();
    }
  }

  private static SpilledRows write(TestRows rows, PageOutput output, MemoryScope scope) {
    PageWriter writer = new PageWriter(rows.layout, output, 1024, scope);
    for (int i = 0; i < rows.shown.size(); i++) {
      writer.append(rows.row(i));
    }
    return writer.finish();
  }

  @Example
  void a_file_goes_on_on_another_disk_and_then_says_that_all_are_full() {
    try (TestDisks disks = new TestDisks();
        MemoryPool pool = new MemoryPool(256 << 20);
        MemoryScope scope = pool.scope("test")) {
      TestRows rows = new TestRows(new Random(1), 2000, 30, scope);
      try (QuerySpill spill = disks.withRoom(20_000)) {
        PageOutput output = PageOutput.create(spill, "test", spill.count().part(), scope);
        assertThatThrownBy(() -> write(rows, output, scope))
            .isInstanceOfSatisfying(
                WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL))
            .hasMessageContaining("test-1-test")
            .hasMessageContaining("weft.memory.spill_dirs");
        output.close();
      }
      assertThat(disks.files()).isEmpty();
    }
  }

  @Example
  void a_changed_bit_is_found() {
    try (TestDisks disks = new TestDisks();
        MemoryPool pool = new MemoryPool(256 << 20);
        MemoryScope scope = pool.scope("test")) {
      TestRows rows = new TestRows(new Random(2), 2000, 30, scope);
      try (QuerySpill spill = disks.damaging()) {
        PageOutput output = PageOutput.create(spill, "test", spill.count().part(), scope);
        SpilledRows spilled = write(rows, output, scope);
        try (PageReader reader = new PageReader(rows.layout, spilled, scope)) {
          assertThatThrownBy(reader::advance)
              .hasMessageContaining("are not what was written")
              .hasMessageContaining("test-1-test.0");
        }
        output.close();
      }
    }
  }

  @Example
  void the_count_is_printed_for_the_log() {
    SpillCount query = new SpillCount();
    SpillCount operator = query.part();
    operator.addRun();
    operator.add(3L << 20, 1000, 1_500_000_000);
    query.part().addRun();
    assertThat(query).hasToString("Spilled 3 MiB, 2 runs, write throughput 2 MiB/s.");
    assertThat(operator.runs()).isOne();
    assertThat(query.stored()).isEqualTo(1000);
  }
}
