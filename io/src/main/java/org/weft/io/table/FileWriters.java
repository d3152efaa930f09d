package org.weft.io.table;

import org.weft.io.arrow.ArrowRowFile;
import org.weft.io.csv.CsvRowText;
import org.weft.io.file.FileOutput;
import org.weft.io.file.Storage;
import org.weft.io.json.JsonRowText;
import org.weft.io.orc.OrcRowFile;
import org.weft.io.parquet.write.ParquetRowFile;
import org.weft.io.text.TextRowFile;
import org.weft.io.write.RowFile;
import org.weft.io.write.WriteJob;
import org.weft.planner.type.Schema;
import org.weft.planner.write.WriteFormat;
import org.weft.planner.write.WriteSpec;

/** Starts files to be written. Thread-safe. */
public final class FileWriters {
  private final Storage storage;

  public FileWriters(Storage storage) {
    this.storage = storage;
  }

  /**
   * Starts a file, in place of one that may be there. The caller closes it.
   *
   * @param path fully qualified
   * @param schema the columns to be stored
   * @throws org.weft.planner.error.WeftException UNSUPPORTED_FEATURE for a type that the format
   *     does not have, WRITE_FAILED, DISK_FULL, ACCESS_DENIED
   */
  public RowFile create(String path, WriteFormat format, Schema schema) {
    if (format instanceof WriteFormat.Orc orc) {
      return new OrcRowFile(path, schema, orc, storage.hadoop());
    }
    FileOutput output = storage.create(path);
    try {
      if (format instanceof WriteFormat.Parquet parquet) {
        return new ParquetRowFile(output, schema, parquet);
      }
      if (format instanceof WriteFormat.Csv csv) {
        return new TextRowFile(output, csv.compression(), csv.level(), new CsvRowText(schema, csv));
      }
      if (format instanceof WriteFormat.Json json) {
        return new TextRowFile(
            output, json.compression(), json.level(), new JsonRowText(schema, json));
      }
      if (format instanceof WriteFormat.Arrow arrow) {
        return new ArrowRowFile(output, schema, arrow);
      }
      throw new IllegalStateException("no writer of " + format);
    } catch (RuntimeException e) {
      output.close();
      throw e;
    }
  }

  /** Starts a job whose files show together. See {@link WriteJob#start}. */
  public WriteJob start(WriteSpec spec) {
    return WriteJob.start(storage, spec);
  }
}
