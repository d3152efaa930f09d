package org.weft.io.table;

import org.weft.io.arrow.ArrowFiles;
import org.weft.io.csv.CsvFiles;
import org.weft.io.file.Storage;
import org.weft.io.json.JsonFiles;
import org.weft.io.orc.OrcFiles;
import org.weft.io.parquet.ParquetFiles;
import org.weft.io.parquet.footer.FooterCache;
import org.weft.io.scan.FormatFiles;
import org.weft.io.sketch.SketchCache;
import org.weft.planner.scan.FileFormat;

/** The readers of all formats. */
final class Formats {
  private final FormatFiles parquet;
  private final FormatFiles csv;
  private final FormatFiles json;
  private final FormatFiles orc;
  private final FormatFiles arrow;

  Formats(Storage storage, FooterCache footers, SketchCache sketches) {
    this.parquet = new ParquetFiles(footers, sketches);
    this.csv = new CsvFiles(storage);
    this.json = new JsonFiles(storage);
    this.orc = new OrcFiles(storage);
    this.arrow = new ArrowFiles(storage);
  }

  FormatFiles of(FileFormat format) {
    return switch (format) {
      case PARQUET -> parquet;
      case CSV -> csv;
      case JSON -> json;
      case ORC -> orc;
      case ARROW -> arrow;
    };
  }
}
