package org.weft.io.scan;

import java.util.List;
import org.weft.io.file.FileInput;
import org.weft.io.file.FoundFile;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.ReadFormat;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/** One kind of files: what is in them and how they are read. Thread-safe. */
public interface FormatFiles {
  /**
   * Finds out what is not said of the format, for all files of a table.
   *
   * @param files at least one
   */
  ReadFormat resolve(ReadFormat format, List<FoundFile> files);

  /**
   * A file's columns, parts and statistics.
   *
   * @param format resolved
   * @throws org.weft.planner.error.WeftException CORRUPT_FILE, UNSUPPORTED_FILE, READ_FAILED, with
   *     the file's name
   */
  FileDescription describe(FoundFile file, ReadFormat format);

  /**
   * The columns that {@link #open} gives of a file.
   *
   * @param request may ask for other columns
   */
  Schema columns(ScanRequest request, FoundFile file, FileInput input);

  /**
   * What is known of a column in each of the parts asked for, before they are read.
   *
   * @param column as the table has it; may differ from the file's
   * @return one per part; empty if nothing is known
   */
  default List<ColumnStatistics> statistics(ScanTask.Source source, FoundFile file, Field column) {
    return List.of();
  }

  /**
   * Opens parts of a file.
   *
   * @param request asks only for columns the file has, in its types
   * @param input open; closed by the reader, also if this throws
   */
  ScanReader open(ScanRequest request, FoundFile file, FileInput input);
}
