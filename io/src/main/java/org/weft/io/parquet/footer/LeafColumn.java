package org.weft.io.parquet.footer;

import org.weft.planner.type.Field;

/**
 * A column of a file.
 *
 * @param field its name, and its type in Weft
 * @param width bytes of a stored value; 0 for BOOLEAN and BYTE_ARRAY
 */
public record LeafColumn(Field field, PhysicalType physical, int width, Conversion conversion) {
  /** True if the file stores which rows are null. */
  public boolean isOptional() {
    return field.nullability() == Field.Nullability.NULLABLE;
  }
}
