package org.weft.planner.scan;

import java.util.List;

/**
 * Files to be read as one table.
 *
 * @param name what the query calls it, for people
 * @param paths paths, directories or globs; without a scheme they belong to the default file system
 */
public record TableReference(String name, FileFormat format, List<String> paths) {
  public TableReference {
    paths = List.copyOf(paths);
  }
}
