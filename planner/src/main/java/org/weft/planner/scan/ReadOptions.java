package org.weft.planner.scan;

import java.util.List;
import java.util.Optional;
import org.weft.planner.type.Field;

/**
 * How files become a table.
 *
 * @param format how rows are laid out
 * @param hive whether names of directories such as {@code year=2024} are columns
 * @param hiveTypes of such columns, by name; others are guessed from their values
 * @param partitions the columns that are made of names of directories; empty until files are found
 * @param fileColumn of this name is the path of the file that a row is from
 * @param union what files of one table must have in common
 */
public record ReadOptions(
    ReadFormat format,
    Hive hive,
    List<Field> hiveTypes,
    List<Field> partitions,
    Optional<String> fileColumn,
    Union union) {
  public ReadOptions {
    hiveTypes = List.copyOf(hiveTypes);
    partitions = List.copyOf(partitions);
  }

  /** Whether directories name columns. */
  public enum Hive {
    /** If all files lie in directories of the same keys. */
    DETECTED,
    ON,
    OFF
  }

  /** How the columns of several files become those of a table. */
  public enum Union {
    /** A column is null where a file has none of its name; types may be widened. */
    BY_NAME,
    /** As BY_NAME, but every file must have every column. */
    SAME_NAMES
  }

  /** The usual way to read files of a kind. */
  public static ReadOptions of(FileFormat format) {
    return of(ReadFormat.of(format));
  }

  /** The usual way to make a table of files. */
  public static ReadOptions of(ReadFormat format) {
    return new ReadOptions(
        format, Hive.DETECTED, List.of(), List.of(), Optional.empty(), Union.BY_NAME);
  }

  /** The same with what was found out. */
  public ReadOptions resolved(ReadFormat known, List<Field> partitionColumns) {
    return new ReadOptions(known, hive, hiveTypes, partitionColumns, fileColumn, union);
  }
}
