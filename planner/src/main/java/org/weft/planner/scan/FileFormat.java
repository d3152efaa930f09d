package org.weft.planner.scan;

import java.util.Locale;

/** How rows are laid out in a file. */
public enum FileFormat {
  PARQUET,
  ORC,
  CSV,
  JSON,
  ARROW;

  /** True if a field of a struct can be read without the others. */
  public boolean storesFieldsApart() {
    return this == PARQUET || this == ORC;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
