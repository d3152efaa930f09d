package org.weft.am.output;

import java.io.OutputStream;
import java.util.Locale;

/** How rows are written to stdout. */
public enum OutputFormat {
  TABLE,
  CSV,
  JSON,
  ARROW;

  /** A writer of one statement's rows. The stream stays open. */
  public RowWriter writer(OutputStream out) {
    return switch (this) {
      case TABLE -> new TableWriter(out);
      case CSV -> new CsvWriter(out);
      case JSON -> new JsonWriter(out);
      case ARROW -> new ArrowWriter(out);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
