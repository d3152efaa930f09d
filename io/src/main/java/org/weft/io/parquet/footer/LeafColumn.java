package org.weft.io.parquet.footer;

import java.util.Optional;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.Field;

/**
 * A column of a file.
 *
 * @param field its name, and its type in Weft
 * @param width bytes of a stored value; 0 for BOOLEAN and BYTE_ARRAY
 * @param chunks how many column chunks a row group has of it: one, unless it is nested
 * @param refusal why it cannot be read, if so; the file's other columns can
 */
public record LeafColumn(
    Field field,
    PhysicalType physical,
    int width,
    Conversion conversion,
    int chunks,
    Optional<WeftException> refusal) {
  /** A column that is read. */
  LeafColumn(Field field, PhysicalType physical, int width, Conversion conversion) {
    this(field, physical, width, conversion, 1, Optional.empty());
  }

  /** A column that is known to be there. */
  static LeafColumn refused(Field field, int chunks, WeftException why) {
    return new LeafColumn(
        field, PhysicalType.BYTE_ARRAY, 0, Conversion.NONE, chunks, Optional.of(why));
  }

  /** True if the file stores which rows are null. */
  public boolean isOptional() {
    return field.nullability() == Field.Nullability.NULLABLE;
  }
}
