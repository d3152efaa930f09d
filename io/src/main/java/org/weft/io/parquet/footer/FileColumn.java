package org.weft.io.parquet.footer;

import java.util.Optional;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.Field;

/**
 * A column of a file.
 *
 * @param field its name, and its type in Weft
 * @param shape how it is put together; null if it is refused
 * @param firstLeaf ordinal of its first leaf among those of the file
 * @param leaves how many it has: one, unless it is nested
 * @param refusal why it cannot be read, if so; the file's other columns can
 */
public record FileColumn(
    Field field, ColumnShape shape, int firstLeaf, int leaves, Optional<WeftException> refusal) {
  /** True if a value is a stored one, or null. */
  public boolean isFlat() {
    return shape instanceof ColumnShape.Leaf;
  }
}
