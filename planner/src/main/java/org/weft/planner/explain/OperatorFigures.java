package org.weft.planner.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What was measured of one operator, in all threads and tasks.
 *
 * @param rows that came out
 * @param batches that came out
 * @param nanos of its own work, all threads added up; columns are decoded where they are first used
 * @param workers threads or tasks that had rows of it
 * @param mostRows that came out of one worker
 * @param peakBytes most memory that its rows took; 0 for operators that keep none
 * @param spilledBytes written to disk for lack of memory, before compression
 * @param spills how often
 * @param partsRead independently readable parts of files, such as row groups, that were read
 * @param partsSkipped parts that statistics ruled out
 * @param rowsSkipped rows that statistics ruled out, of parts or of pages
 * @param rowsUnmatched rows that were read and dropped, because a join has no match for them
 * @param bytesRead of files
 * @param bytesSkipped of files, in columns asked for that no row needed
 */
public record OperatorFigures(
    long rows,
    long batches,
    long nanos,
    long workers,
    long mostRows,
    long peakBytes,
    long spilledBytes,
    long spills,
    long partsRead,
    long partsSkipped,
    long rowsSkipped,
    long rowsUnmatched,
    long bytesRead,
    long bytesSkipped) {
  /** Nothing yet. */
  public static final OperatorFigures NONE =
      new OperatorFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Both together, of which each ran on its own. */
  public OperatorFigures plus(OperatorFigures other) {
    return new OperatorFigures(
        rows + other.rows,
        batches + other.batches,
        nanos + other.nanos,
        workers + other.workers,
        Math.max(mostRows, other.mostRows),
        Math.max(peakBytes, other.peakBytes),
        spilledBytes + other.spilledBytes,
        spills + other.spills,
        partsRead + other.partsRead,
        partsSkipped + other.partsSkipped,
        rowsSkipped + other.rowsSkipped,
        rowsUnmatched + other.rowsUnmatched,
        bytesRead + other.bytesRead,
        bytesSkipped + other.bytesSkipped);
  }

  /** Sums operator by operator; one list may be empty. */
  public static List<OperatorFigures> sum(List<OperatorFigures> a, List<OperatorFigures> b) {
    List<OperatorFigures> sum =
        new ArrayList<>(Collections.nCopies(Math.max(a.size(), b.size()), NONE));
    for (int i = 0; i < sum.size(); i++) {
      OperatorFigures left = i < a.size() ? a.get(i) : NONE;
      OperatorFigures right = i < b.size() ? b.get(i) : NONE;
      sum.set(i, left.plus(right));
    }
    return List.copyOf(sum);
  }

  /** The most rows of a worker by the mean of all: 1 if all had the same. */
  public double skew() {
    return rows == 0 || workers == 0 ? 1 : (double) mostRows * workers / rows;
  }
}
