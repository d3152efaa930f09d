package org.weft.planner.write;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.NearestName;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/**
 * Files to be written.
 *
 * @param path the file, or the directory of the files, as the user wrote it
 * @param layout whether there is one file or a directory of them
 * @param mode what becomes of what is there already
 * @param partitionBy columns whose values name directories ({@code key=value}) instead of being
 *     stored; only in a directory
 * @param fileBytes a file of a directory ends once it is this long; about, since rows are written
 *     in groups
 * @param filePrefix what the names of a directory's files begin with: readers take them by name
 * @param format how rows are laid out
 */
public record WriteSpec(
    String path,
    Layout layout,
    Mode mode,
    List<String> partitionBy,
    long fileBytes,
    String filePrefix,
    WriteFormat format) {
  /** The default of {@code filePrefix}. */
  public static final String FILE_PREFIX = "part";

  /** The columns of what a finished write says of itself, in one row. */
  public static final Schema RESULT =
      Schema.of(
          Field.required("rows", SimpleType.INT64),
          Field.required("files", SimpleType.INT64),
          Field.required("bytes", SimpleType.INT64));

  /** The default of {@code fileBytes}: Daft's. */
  public static final long FILE_BYTES = 512L << 20;

  /** What stands at the path afterwards. */
  public enum Layout {
    /** One file of this name: all rows go through one task. */
    FILE,
    /** A directory: every task writes files of its own. */
    DIRECTORY
  }

  /** What becomes of what is there already. */
  public enum Mode {
    /** Nothing may be there; an empty directory may. */
    FAIL,
    /** It stays; new files are added beside it. Of a single file: as FAIL. */
    APPEND,
    /** It goes as soon as the new files are complete. */
    OVERWRITE,
    /** As OVERWRITE for the partitions that are written; others stay. */
    OVERWRITE_PARTITIONS
  }

  public WriteSpec {
    requireNonNull(path, "path");
    requireNonNull(layout, "layout");
    requireNonNull(mode, "mode");
    requireNonNull(filePrefix, "filePrefix");
    requireNonNull(format, "format");
    partitionBy = List.copyOf(partitionBy);
  }

  /** The same rows in another format. */
  public WriteSpec in(WriteFormat other) {
    return new WriteSpec(path, layout, mode, partitionBy, fileBytes, filePrefix, other);
  }

  /**
   * Checks that rows of these columns can be written so.
   *
   * @throws WeftException INVALID_QUERY or COLUMN_NOT_FOUND
   */
  public void check(Schema rows) {
    Set<String> names = new HashSet<>();
    for (String name : rows.names()) {
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw WeftException.of(
                ErrorCode.INVALID_QUERY, "two columns to write are called '" + name + "'")
            .hint("give each column a name of its own with AS");
      }
    }
    for (String key : partitionBy) {
      if (rows.indexOf(key).isEmpty()) {
        WeftException missing =
            WeftException.of(ErrorCode.COLUMN_NOT_FOUND, "no column '" + key + "' to partition by");
        throw NearestName.of(key, rows.names())
            .map(nearest -> missing.hint("use " + nearest + ", the nearest name"))
            .orElse(missing);
      }
    }
    if (rows.size() == 0 || partitionBy.size() >= rows.size()) {
      throw WeftException.of(ErrorCode.INVALID_QUERY, "no column is left to be stored in files")
          .hint("keep a column that is not in the list to partition by");
    }
  }

  /** The ordinals of the columns that name directories, in the order they were named in. */
  public List<Integer> partitionColumns(Schema rows) {
    return partitionBy.stream().map(key -> rows.indexOf(key).orElseThrow()).toList();
  }

  /** The ordinals of the columns that are stored in files. */
  public List<Integer> storedColumns(Schema rows) {
    List<Integer> partitions = partitionColumns(rows);
    return java.util.stream.IntStream.range(0, rows.size())
        .filter(i -> !partitions.contains(i))
        .boxed()
        .toList();
  }

  @Override
  public String toString() {
    String keys = partitionBy.isEmpty() ? "" : ", by " + String.join(", ", partitionBy);
    return path + " (" + format + ", " + mode.name().toLowerCase(Locale.ROOT) + keys + ")";
  }
}
