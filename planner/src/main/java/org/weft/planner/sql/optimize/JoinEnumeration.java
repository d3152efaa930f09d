package org.weft.planner.sql.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the cheapest order of the joins of a block. Few inputs: all orders are tried. Many: the
 * smallest join is always made next, then all orders of the largest part of that tree that is small
 * enough are tried, what comes of it is from now on one input, and so on until few are left
 * (iterative dynamic programming, Kossmann and Stocker 2000).
 */
final class JoinEnumeration {
  /** With more inputs than this, trying all orders takes too long: 3^n pairs are looked at. */
  static final int MAX_EXHAUSTIVE = 12;

  /** The inputs of a part of a larger tree of which all orders are tried. */
  private static final int MAX_PART = 9;

  /** Cost of a row that goes into a hash table, and of one that looks for matches in it. */
  private static final double BUILD = 2.0;

  private static final double PROBE = 0.5;

  private final JoinGraph graph;
  private final JoinCardinality cardinality;

  JoinEnumeration(JoinGraph graph, JoinCardinality cardinality) {
    this.graph = graph;
    this.cardinality = cardinality;
  }

  JoinTree best() {
    List<JoinTree> parts = new ArrayList<>();
    for (int i = 0; i < graph.block().leaves().size(); i++) {
      parts.add(new JoinTree.Leaf(i));
    }
    while (parts.size() > MAX_EXHAUSTIVE) {
      List<JoinTree> atoms = largestPart(greedy(parts), parts);
      JoinTree improved = exhaustive(atoms).orElseGet(() -> greedy(atoms));
      parts.removeAll(atoms);
      parts.add(improved);
    }
    return exhaustive(parts).orElseGet(() -> greedy(parts));
  }

  /** The inputs of the largest part of a tree that is small enough; at least two. */
  private static List<JoinTree> largestPart(JoinTree tree, List<JoinTree> parts) {
    List<JoinTree> inside = atoms(tree, parts);
    if (inside.size() <= MAX_PART) {
      return inside;
    }
    JoinTree.Pair pair = (JoinTree.Pair) tree;
    List<JoinTree> left = largestPart(pair.left(), parts);
    List<JoinTree> right = largestPart(pair.right(), parts);
    return left.size() >= right.size() ? left : right;
  }

  private static List<JoinTree> atoms(JoinTree tree, List<JoinTree> parts) {
    return parts.stream().filter(part -> (part.leaves() & ~tree.leaves()) == 0).toList();
  }

  /** Dynamic programming over all subsets, smaller ones first; empty if something is apart. */
  private Optional<JoinTree> exhaustive(List<JoinTree> parts) {
    int subsets = 1 << parts.size();
    JoinTree[] trees = new JoinTree[subsets];
    double[] costs = new double[subsets];
    long[] leaves = new long[subsets];
    for (int set = 1; set < subsets; set++) {
      int lowest = Integer.lowestOneBit(set);
      leaves[set] =
          leaves[set & ~lowest] | parts.get(Integer.numberOfTrailingZeros(lowest)).leaves();
      if (set == lowest) {
        trees[set] = parts.get(Integer.numberOfTrailingZeros(lowest));
        continue;
      }
      costs[set] = Double.POSITIVE_INFINITY;
      for (int a = (set - 1) & set; a != 0; a = (a - 1) & set) {
        int b = set & ~a;
        boolean isSeenFromOtherSide = (a & lowest) == 0;
        if (isSeenFromOtherSide
            || trees[a] == null
            || trees[b] == null
            || !canJoin(leaves[a], leaves[b])) {
          continue;
        }
        double cost = costs[a] + costs[b] + cost(leaves[a], leaves[b]);
        if (cost < costs[set]) {
          costs[set] = cost;
          trees[set] = pair(trees[a], trees[b]);
        }
      }
    }
    return Optional.ofNullable(trees[subsets - 1]);
  }

  private double cost(long a, long b) {
    double left = cardinality.rows(a);
    double right = cardinality.rows(b);
    return cardinality.rows(a | b) + BUILD * Math.min(left, right) + PROBE * Math.max(left, right);
  }

  private boolean canJoin(long a, long b) {
    return (graph.neighbours(a) & b) != 0 && areComplete(a, b);
  }

  /** An input that is not inner must be alone on its side, and find what it needs on the other. */
  private boolean areComplete(long a, long b) {
    return isSide(a, b) && isSide(b, a);
  }

  private boolean isSide(long side, long other) {
    boolean isSingle = Long.bitCount(side) == 1;
    if (!isSingle) {
      return true; // it was made of sides that were right
    }
    int leaf = Long.numberOfTrailingZeros(side);
    if (graph.isInner(leaf)) {
      return true;
    }
    boolean otherIsOuterToo =
        Long.bitCount(other) == 1 && !graph.isInner(Long.numberOfTrailingZeros(other));
    return !otherIsOuterToo && (graph.required(leaf) & ~other) == 0;
  }

  /** The larger side left, where it probes; an input that is not inner right. */
  private JoinTree pair(JoinTree a, JoinTree b) {
    if (isOuter(a)) {
      return new JoinTree.Pair(b, a);
    }
    if (isOuter(b) || cardinality.rows(a.leaves()) >= cardinality.rows(b.leaves())) {
      return new JoinTree.Pair(a, b);
    }
    return new JoinTree.Pair(b, a);
  }

  private boolean isOuter(JoinTree tree) {
    return tree instanceof JoinTree.Leaf leaf && !graph.isInner(leaf.index());
  }

  /** Always the join that costs least. */
  private JoinTree greedy(List<JoinTree> inputs) {
    List<JoinTree> parts = new ArrayList<>(inputs);
    while (parts.size() > 1) {
      int bestA = -1;
      int bestB = -1;
      double least = Double.POSITIVE_INFINITY;
      for (int a = 0; a < parts.size(); a++) {
        for (int b = a + 1; b < parts.size(); b++) {
          long left = parts.get(a).leaves();
          long right = parts.get(b).leaves();
          double cost =
              areComplete(left, right)
                  ? cost(left, right) * (canJoin(left, right) ? 1 : CROSS_PENALTY)
                  : Double.POSITIVE_INFINITY;
          if (cost < least) {
            least = cost;
            bestA = a;
            bestB = b;
          }
        }
      }
      JoinTree joined = pair(parts.get(bestA), parts.get(bestB));
      parts.remove(bestB);
      parts.set(bestA, joined);
    }
    return parts.get(0);
  }

  /** Two parts that nothing connects are joined only when nothing else is left. */
  private static final double CROSS_PENALTY = 1e6;
}
