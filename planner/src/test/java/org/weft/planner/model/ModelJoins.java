package org.weft.planner.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiPredicate;

/** All kinds of joins by trying every pair. */
final class ModelJoins {
  private ModelJoins() {}

  /** What comes of rows of the two sides. */
  record Result(
      List<List<Object>> pairs,
      List<List<Object>> matchedLeft,
      List<List<Object>> unmatchedLeft,
      List<List<Object>> markedLeft,
      List<List<Object>> matchedRight,
      List<List<Object>> unmatchedRight) {}

  static Result of(
      List<List<Object>> left,
      List<List<Object>> right,
      BiPredicate<List<Object>, List<Object>> matches) {
    Result result =
        new Result(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    boolean[] rightMatched = new boolean[right.size()];
    for (List<Object> l : left) {
      boolean matched = false;
      for (int i = 0; i < right.size(); i++) {
        if (matches.test(l, right.get(i))) {
          result.pairs().add(concat(l, right.get(i)));
          matched = true;
          rightMatched[i] = true;
        }
      }
      result.markedLeft().add(concat(l, List.of(matched)));
      (matched ? result.matchedLeft() : result.unmatchedLeft()).add(l);
    }
    for (int i = 0; i < right.size(); i++) {
      (rightMatched[i] ? result.matchedRight() : result.unmatchedRight()).add(right.get(i));
    }
    return result;
  }

  static List<Object> concat(List<Object> left, List<Object> right) {
    List<Object> row = new ArrayList<>(left);
    row.addAll(right);
    return row;
  }

  static List<List<Object>> plus(List<List<Object>> rows, List<List<Object>> more) {
    List<List<Object>> all = new ArrayList<>(rows);
    all.addAll(more);
    return all;
  }

  static List<List<Object>> nullsLeft(int width, List<List<Object>> rows) {
    return rows.stream().map(row -> concat(Collections.nCopies(width, null), row)).toList();
  }

  static List<List<Object>> nullsRight(List<List<Object>> rows, int width) {
    return rows.stream().map(row -> concat(row, Collections.nCopies(width, null))).toList();
  }
}
