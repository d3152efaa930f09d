package org.weft.container.join;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.weft.container.hash.KeyLayout;
import org.weft.container.hash.RowShape;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Layout;

/**
 * How a row of the build side lies in memory: the address of the next row of its chain, the keys, a
 * byte that says it was matched, a byte of validity per column, and the columns that will be read.
 * Immutable.
 */
final class BuildLayout {
  /** Where the address of the next row lies. */
  static final int NEXT = 0;

  private static final int NOT_KEPT = -1;

  private final KeyLayout keys;
  private final int matchedOffset;
  private final Layout[] layouts;
  private final int[] offsets;
  private final boolean[] isKey;
  private final int width;
  private final long[] header;

  private BuildLayout(Schema schema, List<Integer> keyOrdinals, boolean[] kept) {
    RowShape shape = new RowShape();
    shape.words(1);
    int flags = 1 + schema.size();
    List<DataType> keyTypes = keyOrdinals.stream().map(schema::type).toList();
    if (keyTypes.isEmpty()) {
      keys = null;
      matchedOffset = shape.bytes(flags);
    } else {
      keys = new KeyLayout(keyTypes, flags, shape);
      matchedOffset = keys.flagsOffset();
    }
    layouts = new Layout[schema.size()];
    offsets = new int[schema.size()];
    isKey = new boolean[schema.size()];
    for (int c = 0; c < offsets.length; c++) {
      layouts[c] = Layout.of(schema.type(c));
      int key = keyOrdinals.indexOf(c);
      if (!kept[c]) {
        offsets[c] = NOT_KEPT;
      } else if (key >= 0 && isKeptByKey(schema.type(c))) {
        isKey[c] = true;
        offsets[c] = keys.offset(key);
      } else {
        offsets[c] = shape.aligned(layouts[c].width(), Math.min(8, layouts[c].width()));
      }
    }
    width = shape.width();
    header = header(matchedOffset + 1, schema.size());
  }

  private static long[] header(int firstValid, int columns) {
    ByteBuffer bytes =
        ByteBuffer.allocate((firstValid + columns + 7) & -8).order(ByteOrder.nativeOrder());
    for (int c = 0; c < columns; c++) {
      bytes.put(firstValid + c, (byte) 1);
    }
    long[] words = new long[bytes.capacity() / 8];
    bytes.asLongBuffer().get(words);
    return words;
  }

  /** A float's key is one of several equal values, which is not always the one that came. */
  private static boolean isKeptByKey(DataType type) {
    return type.kind() != TypeKind.FLOAT32 && type.kind() != TypeKind.FLOAT64;
  }

  /** The layout for a join. */
  static BuildLayout of(PhysicalPlan.HashJoin node) {
    Schema build = node.build().schema();
    boolean[] kept = new boolean[build.size()];
    java.util.Arrays.fill(kept, !node.type().asksOnlyForMatch());
    if (node.residual().isPresent()) {
      markRead(node.residual().get(), node.probe().schema().size(), kept);
    }
    return new BuildLayout(build, node.buildKeys(), kept);
  }

  private static void markRead(Expression residual, int firstOrdinal, boolean[] kept) {
    Deque<Expression> open = new ArrayDeque<>(List.of(residual));
    while (!open.isEmpty()) {
      Expression expression = open.pop();
      if (expression instanceof Column column && column.ordinal() >= firstOrdinal) {
        kept[column.ordinal() - firstOrdinal] = true;
      }
      expression.inputs().forEach(open::push);
    }
  }

  /** Null if there are no keys. */
  KeyLayout keys() {
    return keys;
  }

  /** What a row begins with: no next row, no null, not matched. Not to be changed. */
  long[] header() {
    return header;
  }

  /** Where the byte lies that becomes 1 when the row is matched. */
  int matchedOffset() {
    return matchedOffset;
  }

  int columns() {
    return offsets.length;
  }

  /** True if the column's values lie in the row. */
  boolean isKept(int column) {
    return offsets[column] != NOT_KEPT;
  }

  /** True if the column's values are written with the keys. */
  boolean isKey(int column) {
    return isKey[column];
  }

  Layout layout(int column) {
    return layouts[column];
  }

  /** Where the column's value lies. */
  int offset(int column) {
    return offsets[column];
  }

  /** Where the byte lies that is 1 unless the column is null. */
  int validityOffset(int column) {
    return matchedOffset + 1 + column;
  }

  /** Bytes of a row. */
  int width() {
    return width;
  }
}
