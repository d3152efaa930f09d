package org.weft.container.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.weft.container.hash.TestBatches;
import org.weft.container.hash.TestRows;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.Band;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/** The index lists what a loop over all rows lists. */
class BandIndexProperties {
  private static final Schema BUILD = TestRows.schema(List.of(SimpleType.INT64, SimpleType.INT64));

  private static PhysicalPlan.HashJoin node(Expression condition) {
    Estimate estimate = new Estimate(1, 8);
    return new PhysicalPlan.HashJoin(
        new PhysicalPlan.Values(List.of(), BUILD, estimate),
        new PhysicalPlan.Values(List.of(), BUILD, estimate),
        HashJoinType.INNER,
        List.of(),
        List.of(),
        PhysicalPlan.HashJoin.NullKeys.MATCH_NOTHING,
        Optional.of(condition),
        PhysicalPlan.HashJoin.JoinDistribution.BROADCAST,
        BUILD.concat(BUILD),
        estimate);
  }

  private static Expression compare(Function function, int left, int right) {
    return Call.of(
        function,
        SimpleType.BOOLEAN,
        new Column(left, "a", SimpleType.INT64),
        new Column(right, "b", SimpleType.INT64));
  }

  @Property(tries = 200)
  void lists_what_a_loop_lists(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3000) int rows) {
    Random random = new Random(seed);
    int range = 1 + random.nextInt(2 * rows);
    boolean secondAtMost = random.nextBoolean();
    // the first build column is at most the first probe column, the second one bounded as well
    PhysicalPlan.HashJoin node =
        node(
            Call.of(
                Function.AND,
                SimpleType.BOOLEAN,
                compare(Function.GREATER_OR_EQUAL, 0, 2),
                compare(secondAtMost ? Function.GREATER : Function.LESS, 1, 3)));
    Band band = Band.of(node).orElseThrow();
    assertThat(band)
        .isEqualTo(
            new Band(
                0,
                OptionalInt.empty(),
                OptionalInt.of(0),
                Optional.of(
                    new Band.Second(1, secondAtMost ? Band.Side.AT_MOST : Band.Side.AT_LEAST, 1))));
    List<List<Object>> values = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      values.add(
          Arrays.asList(
              random.nextInt(20) == 0 ? null : (Object) (long) random.nextInt(range),
              random.nextInt(20) == 0 ? null : (Object) (long) (random.nextInt(range) - rows)));
    }
    try (MemoryPool pool = new MemoryPool(1L << 28);
        MemoryScope scope = pool.scope("test")) {
      BuildLayout layout = BuildLayout.of(node);
      BuildRows build = new BuildRows(node, layout, scope);
      for (Batch batch : TestBatches.of(BUILD, values, Batch.CAPACITY, scope, random)) {
        build.add(batch);
      }
      BandIndex index = BandIndex.of(band, layout, List.of(build), scope);
      for (int probe = 0; probe < 20; probe++) {
        long most = random.nextInt(range);
        long bound = random.nextInt(range) - rows;
        List<List<Object>> expected =
            values.stream()
                .filter(row -> row.get(0) != null && row.get(1) != null)
                .filter(row -> (long) row.get(0) <= most)
                .filter(
                    row -> secondAtMost ? (long) row.get(1) <= bound : (long) row.get(1) >= bound)
                .toList();
        HashJoinProperties.assertSameRows(
            listed(index, layout, most, secondAtMost ? ~word(bound) : word(bound)), expected);
      }
    }
  }

  private static long word(long value) {
    return value ^ Long.MIN_VALUE;
  }

  private static List<List<Object>> listed(
      BandIndex index, BuildLayout layout, long most, long wanted) {
    List<List<Object>> found = new ArrayList<>();
    long to = index.firstGreater(word(most));
    long place = index.next(0, to, wanted);
    while (place < to) {
      long row = index.row(place);
      found.add(
          List.of(Memory.getLong(row + layout.offset(0)), Memory.getLong(row + layout.offset(1))));
      place = index.next(place + 1, to, wanted);
    }
    return found;
  }

  @Property(tries = 300)
  void words_of_reals_are_in_their_order(@ForAll double a, @ForAll double b) {
    try (MemoryPool pool = new MemoryPool(1 << 20);
        MemoryScope scope = pool.scope("test")) {
      long at = scope.allocate(16).address();
      Memory.putDouble(at, a);
      Memory.putDouble(at + 8, b);
      int words =
          Long.compareUnsigned(
              OrderWords.of(Layout.FLOAT64, at), OrderWords.of(Layout.FLOAT64, at + 8));
      assertThat(Integer.signum(words))
          .isEqualTo(a == b ? 0 : Integer.signum(Double.compare(a, b)));
    }
  }

  @Property(tries = 300)
  void a_greater_text_has_no_smaller_word(@ForAll String a, @ForAll String b) {
    try (MemoryPool pool = new MemoryPool(1 << 22);
        MemoryScope scope = pool.scope("test")) {
      long views = scope.allocate(32).address();
      ByteArena arena = new ByteArena(scope);
      put(views, a, arena);
      put(views + 16, b, arena);
      int words =
          Long.compareUnsigned(
              OrderWords.of(Layout.VIEW, views), OrderWords.of(Layout.VIEW, views + 16));
      int values = Integer.signum(Views.compare(views, views + 16));
      assertThat(Integer.signum(words)).isIn(0, values);
      if (a.equals(b)) {
        assertThat(words).isZero();
      }
    }
  }

  private static void put(long view, String text, ByteArena arena) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (MemoryPool pool = new MemoryPool(1 << 22);
        MemoryScope scope = pool.scope("text")) {
      long copy = scope.allocate(bytes.length + 16L).address();
      for (int i = 0; i < bytes.length; i++) {
        Memory.putByte(copy + i, bytes[i]);
      }
      Views.put(view, bytes.length == 0 ? copy : arena.append(copy, bytes.length), bytes.length);
    }
  }
}
