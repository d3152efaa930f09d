package org.weft.planner.scan;

import java.util.ArrayList;
import java.util.List;

/** Cuts files that are too large for one task at row groups. */
final class FileSplitting {
  private FileSplitting() {}

  /** The parts, those above the maximum in pieces of at least the minimum where that fits. */
  static List<FilePart> of(List<FilePart> parts, List<Integer> columns, ScanBounds bounds) {
    List<FilePart> pieces = new ArrayList<>(parts.size());
    for (FilePart part : parts) {
      if (part.bytes() <= bounds.maxBytes() || part.splits().size() == 1) {
        pieces.add(part);
      } else {
        cut(part, columns, bounds, pieces);
      }
    }
    return pieces;
  }

  private static void cut(
      FilePart part, List<Integer> columns, ScanBounds bounds, List<FilePart> pieces) {
    List<Integer> splits = new ArrayList<>();
    long rows = 0;
    long bytes = 0;
    for (int index : part.splits()) {
      DataFile.Split split = part.file().splits().get(index);
      long more = ScanPruning.bytes(split, columns);
      boolean full = bytes >= bounds.minBytes() || bytes + more > bounds.maxBytes();
      if (full && !splits.isEmpty()) {
        pieces.add(new FilePart(part.file(), splits, rows, bytes));
        splits.clear();
        rows = 0;
        bytes = 0;
      }
      splits.add(index);
      rows += split.rowCount();
      bytes += more;
    }
    pieces.add(new FilePart(part.file(), splits, rows, bytes));
  }
}
