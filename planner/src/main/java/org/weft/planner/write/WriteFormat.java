package org.weft.planner.write;

import org.weft.planner.scan.Compression;
import org.weft.planner.scan.FileFormat;

/** How rows are laid out in the files to be written. */
public sealed interface WriteFormat {
  /** The format that reads them back. */
  FileFormat format();

  /** What the names of files end in, with its dot. */
  String extension();

  /**
   * Parquet.
   *
   * @param level of the compression; 0 for its usual one
   * @param groupRows a row group ends after this many rows
   * @param groupBytes or after this many bytes before compression
   */
  record Parquet(Compression compression, int level, long groupRows, long groupBytes)
      implements WriteFormat {
    /** DuckDB's: 60 of its batches, 30 of ours. */
    public static final long GROUP_ROWS = 122_880;

    public static final long GROUP_BYTES = 128L << 20;

    public static final Parquet DEFAULT =
        new Parquet(Compression.SNAPPY, 0, GROUP_ROWS, GROUP_BYTES);

    @Override
    public FileFormat format() {
      return FileFormat.PARQUET;
    }

    @Override
    public String extension() {
      return ".parquet";
    }

    @Override
    public String toString() {
      return "parquet " + compression;
    }
  }
}
