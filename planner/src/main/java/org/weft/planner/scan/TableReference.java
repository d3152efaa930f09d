package org.weft.planner.scan;

import java.util.List;

/**
 * Files to be read as one table.
 *
 * @param name what the query calls it, for people
 * @param options how they are read
 * @param paths paths, directories or globs; without a scheme they belong to the default file system
 */
public record TableReference(String name, ReadOptions options, List<String> paths) {
  public TableReference {
    paths = List.copyOf(paths);
  }

  /** Files of a format, read in its usual way. */
  public TableReference(String name, FileFormat format, List<String> paths) {
    this(name, ReadOptions.of(format), paths);
  }

  /** The kind of files. */
  public FileFormat format() {
    return options.format().format();
  }

  /** The same files, read as was found out. */
  public TableReference with(ReadOptions resolved) {
    return new TableReference(name, resolved, paths);
  }
}
