package org.weft.planner.scan;

import java.util.Optional;

/** How rows are laid out in the files to be read, as far as the files do not say it themselves. */
public sealed interface ReadFormat {
  /** The kind of files. */
  FileFormat format();

  /** The usual way to read files of a kind: what is not known is found out. */
  static ReadFormat of(FileFormat format) {
    return switch (format) {
      case PARQUET, ORC, ARROW -> new SelfDescribing(format);
      case CSV -> Csv.DETECTED;
      case JSON -> Json.DETECTED;
    };
  }

  /** Files that describe their own columns: Parquet, ORC, Arrow. */
  record SelfDescribing(FileFormat format) implements ReadFormat {}

  /**
   * Text with a record per line and a delimiter between values.
   *
   * @param dialect which characters mean what
   * @param texts how values are spelt
   * @param columns what is known of the columns
   * @param records what becomes of records that do not fit
   * @param compression of whole files; absent to tell by their names
   */
  record Csv(
      CsvDialect dialect,
      ValueTexts texts,
      ColumnHints columns,
      TextRecords records,
      Optional<Compression> compression)
      implements ReadFormat {
    public static final Csv DETECTED =
        new Csv(
            CsvDialect.DETECTED,
            ValueTexts.USUAL,
            ColumnHints.NONE,
            TextRecords.STRICT,
            Optional.empty());

    @Override
    public FileFormat format() {
      return FileFormat.CSV;
    }

    /** The same with what was found out. */
    public Csv with(CsvDialect found, ColumnHints known) {
      return new Csv(found, texts, known, records, compression);
    }
  }

  /**
   * Objects of JSON: one behind the other (usually one per line), or as elements of one array.
   *
   * @param layout how the objects of a file follow each other
   * @param texts how dates and times are spelt
   * @param columns what is known of the columns, which are the members of the objects
   * @param records what becomes of objects that do not fit
   * @param compression of whole files; absent to tell by their names
   */
  record Json(
      Layout layout,
      ValueTexts texts,
      ColumnHints columns,
      TextRecords records,
      Optional<Compression> compression)
      implements ReadFormat {
    public static final Json DETECTED =
        new Json(
            Layout.DETECTED,
            ValueTexts.USUAL,
            ColumnHints.NONE,
            TextRecords.STRICT,
            Optional.empty());

    /** How objects follow each other. */
    public enum Layout {
      /** To be found out. */
      DETECTED,
      /** One per line: files can be split at ends of lines. */
      LINES,
      /** With any white space in and between them. */
      SEQUENCE,
      /** Elements of one array. */
      ARRAY
    }

    @Override
    public FileFormat format() {
      return FileFormat.JSON;
    }

    /** The same with what was found out. */
    public Json with(Layout found, ColumnHints known) {
      return new Json(found, texts, known, records, compression);
    }
  }
}
