package org.weft.container.spill;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.hash.RowColumns;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/**
 * Rows that can be spilled: bytes of one width, a multiple of eight, in some of which lie views of
 * texts.
 *
 * @param width bytes of a row
 * @param texts where views lie
 */
public record SpillLayout(int width, List<Text> texts) {
  private static final int ALWAYS = -1;

  /**
   * A view in a row.
   *
   * @param offset where it lies
   * @param validityOffset where a byte lies that is 1 if there is a text; negative if the view is
   *     one of no bytes when there is none
   */
  public record Text(int offset, int validityOffset) {
    /** A view that is always one. */
    public static Text always(int offset) {
      return new Text(offset, ALWAYS);
    }

    /** True if the row shows a text here. */
    public boolean isPresent(long row) {
      return validityOffset < 0 || Memory.getByte(row + validityOffset) != 0;
    }
  }

  public SpillLayout {
    if (width < 8 || width % 8 != 0) {
      throw new IllegalArgumentException("rows of " + width + " bytes");
    }
    texts = List.copyOf(texts);
  }

  /** Rows of columns. */
  public static SpillLayout of(RowColumns columns) {
    List<Text> texts = new ArrayList<>();
    for (int c = 0; c < columns.columns(); c++) {
      if (columns.layout(c) == Layout.VIEW) {
        texts.add(new Text(columns.offset(c), columns.validityOffset(c)));
      }
    }
    return new SpillLayout(columns.width(), texts);
  }

  /** Bytes of the texts that a row shows. */
  public long textBytes(long row) {
    long bytes = 0;
    for (int i = 0; i < texts.size(); i++) {
      Text text = texts.get(i);
      bytes += text.isPresent(row) ? Views.length(row + text.offset) : 0;
    }
    return bytes;
  }
}
