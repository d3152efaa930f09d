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

  /**
   * Adds what else was seen of the same file.
   *
   * @return true if any of it was new
   */
  boolean add(FileSketches seen) {
    boolean isNew = false;
    for (Map.Entry<String, Column> entry : seen.columns().entrySet()) {
      Column known =
          columns.computeIfAbsent(
              entry.getKey(), c -> new Column(new DistinctSketch(), new BitSet()));
      int before = known.groups().cardinality();
      known.groups().or(entry.getValue().groups());
      if (known.groups().cardinality() > before) {
        known.sketch().add(entry.getValue().sketch());
        isNew = true;
      }
    }
    return isNew;
  }

  /** True if a column's sketch holds this many row groups. */
  boolean isComplete(String column, int groups) {
    Column known = columns.get(column);
    return known != null && known.groups().cardinality() >= groups;
  }
}
