package org.weft.io.sketch;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** What is known of the columns of one file. Not thread-safe. */
final class FileSketches {
  /** A column and the row groups that its sketch holds. */
  record Column(DistinctSketch sketch, BitSet groups) {}

  private final Map<String, Column> columns = new TreeMap<>();

  Map<String, Column> columns() {
    return columns;
  }

  boolean knows(String column, int group) {
    Column known = columns.get(column);
    return known != null && known.groups().get(group);
  }

  void put(String column, Column sketched) {
    columns.put(column, sketched);
  }

  void add(String column, int group, DistinctSketch sketch) {
    Column known =
        columns.computeIfAbsent(column, c -> new Column(new DistinctSketch(), new BitSet()));
    known.sketch().add(sketch);
    known.groups().set(group);
  }

  /** True if a column's sketch holds this many row groups. */
  boolean isComplete(String column, int groups) {
    Column known = columns.get(column);
    return known != null && known.groups().cardinality() >= groups;
  }
}
