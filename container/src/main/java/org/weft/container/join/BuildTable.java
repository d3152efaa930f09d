package org.weft.container.join;

import java.util.List;
import org.weft.container.hash.KeyLayout;
import org.weft.container.pipeline.ParallelWork;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.Band;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashJoin.NullKeys;
import org.weft.planner.type.DataType;
import org.weft.planner.type.TypeKind;

/** Build rows in memory, ready to be probed. Their memory is someone else's. */
final class BuildTable {
  private final BuildLayout layout;
  private final List<BuildRows> parts;
  private final boolean[] nullable;
  private final long rows;
  private final JoinTable table;
  private final BandIndex band;

  private BuildTable(
      BuildLayout layout,
      List<BuildRows> parts,
      boolean[] nullable,
      JoinTable table,
      BandIndex band) {
    this.layout = layout;
    this.parts = List.copyOf(parts);
    this.nullable = nullable;
    this.rows = rows(parts);
    this.table = table;
    this.band = band;
  }

  /** Links rows into a table, whose memory is the scope's. */
  static BuildTable of(
      PhysicalPlan.HashJoin node,
      BuildLayout layout,
      List<BuildRows> parts,
      JoinLimits limits,
      MemoryScope scope,
      ParallelWork threads) {
    boolean[] nullable = new boolean[layout.columns()];
    long rows = rows(parts);
    for (BuildRows part : parts) {
      for (int c = 0; c < nullable.length; c++) {
        nullable[c] |= part.hasNulls(c);
      }
    }
    JoinTable table =
        layout.keys() != null && rows > 0
            ? table(node, layout.keys(), parts, limits, scope, threads)
            : null;
    BandIndex band =
        rows < BandIndex.WORTHWHILE
            ? null
            : Band.of(node)
                .filter(b -> BandIndex.bytes(rows(parts)) <= scope.pool().free())
                .map(b -> BandIndex.of(b, layout, parts, scope))
                .orElse(null);
    return new BuildTable(layout, parts, nullable, table, band);
  }

  private static long rows(List<BuildRows> parts) {
    return parts.stream().mapToLong(part -> part.store().rows()).sum();
  }

  private static JoinTable table(
      PhysicalPlan.HashJoin node,
      KeyLayout keys,
      List<BuildRows> parts,
      JoinLimits limits,
      MemoryScope scope,
      ParallelWork threads) {
    KeyBounds bounds = KeyBounds.of(parts, keys, 0);
    boolean integer =
        keys.isSingleWord()
            && node.nullKeys() != NullKeys.MATCH_EACH_OTHER
            && isInteger(node.build().schema().type(node.buildKeys().get(0)));
    long range = bounds.greatest() - bounds.least() + 1;
    if (integer
        && range > 0
        && range <= Math.max(512, bounds.rows() * limits.denseFactor())
        && 8 * range <= Math.max(JoinLimits.TABLE_BYTES * bounds.rows(), scope.pool().free() / 4)) {
      return new RangeTable(keys, parts, bounds.least(), range, scope, threads);
    }
    // what matches everything is not in the table
    NullKeys nulls =
        node.nullKeys() == NullKeys.MATCH_EVERYTHING ? NullKeys.MATCH_NOTHING : node.nullKeys();
    long matchable = nulls == NullKeys.MATCH_EACH_OTHER ? rows(parts) : bounds.rows();
    return new HashTable(keys, nulls, parts, matchable, scope, threads);
  }

  private static boolean isInteger(DataType type) {
    return type.kind() != TypeKind.FLOAT32 && type.kind() != TypeKind.FLOAT64;
  }

  /** Rows kept: all that could match or come out. */
  long rows() {
    return rows;
  }

  BuildLayout layout() {
    return layout;
  }

  /** Null if there are no keys or no rows. */
  JoinTable table() {
    return table;
  }

  /** The rows in an order that leaves out pairs; null if there is none. */
  BandIndex band() {
    return band;
  }

  List<BuildRows> parts() {
    return parts;
  }

  /** Which columns hold nulls. */
  boolean[] nullable() {
    return nullable;
  }
}
