package org.weft.planner.scan;

import java.util.Locale;

/** How rows are laid out in a file. */
public enum FileFormat {
  PARQUET,
  ORC,
  CSV,
  JSON,
  ARROW;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
