package org.weft.io.parquet.footer;

import java.util.List;
import org.weft.planner.type.DataType;

/**
 * A stored column of a file: one chunk of pages in every row group.
 *
 * @param path the names from the file's column down to this
 * @param type of its values in Weft
 * @param width bytes of a stored value; 0 for BOOLEAN and BYTE_ARRAY
 * @param definition the level at which a value is there; 0 if there always is one
 * @param repetition how many lists are around it
 */
public record LeafColumn(
    List<String> path,
    DataType type,
    PhysicalType physical,
    int width,
    Conversion conversion,
    int definition,
    int repetition) {
  public LeafColumn {
    path = List.copyOf(path);
  }

  /** True if the file stores which values are null. */
  public boolean isOptional() {
    return definition > 0;
  }

  /** True if there is one value, or null, per row, and nothing else. */
  public boolean isFlat() {
    return path.size() == 1 && repetition == 0;
  }
}
