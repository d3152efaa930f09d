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
   * @param spans how intervals are stored
   */
  record Parquet(Compression compression, int level, long groupRows, long groupBytes, Spans spans)
      implements WriteFormat {
    /** How intervals are stored. */
    public enum Spans {
      /** As Parquet has them: months, days and milliseconds, none of them negative. */
      STANDARD,
      /** All of them, in a form that Weft alone reads: for files that are nobody else's. */
      OWN
    }

    /** DuckDB's: 60 of its batches, 30 of ours. */
    public static final long GROUP_ROWS = 122_880;

    public static final long GROUP_BYTES = 128L << 20;

    public static final Parquet DEFAULT =
        new Parquet(Compression.SNAPPY, 0, GROUP_ROWS, GROUP_BYTES, Spans.STANDARD);

    /** The same, with intervals in another form. */
    public Parquet with(Spans other) {
      return new Parquet(compression, level, groupRows, groupBytes, other);
    }

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

  /**
   * Text with delimiters.
   *
   * @param compression of the whole file
   * @param level of the compression; 0 for its usual one
   * @param nullText stands for no value
   */
  record Csv(Compression compression, int level, Marks marks, String nullText, Header header)
      implements WriteFormat {
    /** Which characters mean what; each is one of ASCII. */
    public record Marks(String delimiter, String quote, String escape) {
      public static final Marks USUAL = new Marks(",", "\"", "\"");
    }

    /** Whether the first line holds the names of the columns. */
    public enum Header {
      NAMES,
      NONE
    }

    @Override
    public FileFormat format() {
      return FileFormat.CSV;
    }

    @Override
    public String extension() {
      return ".csv" + ending(compression);
    }

    @Override
    public String toString() {
      return "csv " + compression;
    }
  }

  /**
   * An object of JSON for each row.
   *
   * @param compression of the whole file
   * @param level of the compression; 0 for its usual one
   */
  record Json(Compression compression, int level, Layout layout) implements WriteFormat {
    /** How the objects follow each other. */
    public enum Layout {
      LINES,
      ARRAY
    }

    @Override
    public FileFormat format() {
      return FileFormat.JSON;
    }

    @Override
    public String extension() {
      return ".json" + ending(compression);
    }

    @Override
    public String toString() {
      return "json " + compression;
    }
  }

  /** Arrow's own format, as a file with an index or as a stream. */
  record Arrow(Compression compression, Layout layout) implements WriteFormat {
    /** Whether batches can be found from the end. */
    public enum Layout {
      FILE,
      STREAM
    }

    @Override
    public FileFormat format() {
      return FileFormat.ARROW;
    }

    @Override
    public String extension() {
      return ".arrow";
    }

    @Override
    public String toString() {
      return "arrow " + compression;
    }
  }

  /**
   * ORC.
   *
   * @param stripeBytes a stripe ends after this many bytes
   */
  record Orc(Compression compression, long stripeBytes) implements WriteFormat {
    public static final long STRIPE_BYTES = 64L << 20;

    @Override
    public FileFormat format() {
      return FileFormat.ORC;
    }

    @Override
    public String extension() {
      return ".orc";
    }

    @Override
    public String toString() {
      return "orc " + compression;
    }
  }

  /** What names of files that are compressed as a whole end in. */
  private static String ending(Compression compression) {
    return switch (compression) {
      case NONE -> "";
      case GZIP -> ".gz";
      case ZSTD -> ".zst";
      case BZIP2 -> ".bz2";
      case SNAPPY -> ".snappy";
      case LZ4 -> ".lz4";
      case DEFLATE -> ".deflate";
    };
  }
}
