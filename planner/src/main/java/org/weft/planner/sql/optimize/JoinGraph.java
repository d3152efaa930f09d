package org.weft.planner.sql.optimize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.weft.planner.sql.validate.SqlTypes;

/**
 * Which inputs of a block hang together. Inputs are bits of a long. Equal columns of inner inputs
 * form classes, so that any two inputs of a class can be joined with each other; everything else is
 * a condition that can be checked when all its inputs are there.
 */
final class JoinGraph {
  static final int MAX_LEAVES = Long.SIZE - 1;

  /** Columns that are all equal, of at least two inputs. */
  record EqualColumns(List<Integer> columns, long leaves) {}

  /** A condition over some inputs. */
  record Condition(RexNode expression, long leaves) {}

  private final JoinBlock block;
  private final List<EqualColumns> classes = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();
  private final long[] adjacent;
  private final long[] required;

  JoinGraph(JoinBlock block) {
    this.block = block;
    int count = block.leaves().size();
    this.adjacent = new long[count];
    this.required = new long[count];
    sortOut();
    for (int i = 0; i < count; i++) {
      JoinBlock.Leaf leaf = block.leaves().get(i);
      if (leaf.kind() != JoinRelType.INNER) {
        required[i] = leaves(leaf.condition()) & ~(1L << i);
        connect(required[i] | (1L << i));
      }
    }
    connectComponents();
  }

  JoinBlock block() {
    return block;
  }

  List<EqualColumns> classes() {
    return classes;
  }

  /** How many classes have columns of all these inputs. */
  long sharedClasses(long leaves) {
    return classes.stream().filter(equal -> (equal.leaves() & leaves) == leaves).count();
  }

  List<Condition> conditions() {
    return conditions;
  }

  /** The inputs that must be joined before this right input of a semi, anti or left join. */
  long required(int leaf) {
    return required[leaf];
  }

  boolean isInner(int leaf) {
    return block.leaves().get(leaf).kind() == JoinRelType.INNER;
  }

  /** The inputs that something connects with these. */
  long neighbours(long leaves) {
    long all = 0;
    for (long rest = leaves; rest != 0; rest &= rest - 1) {
      all |= adjacent[Long.numberOfTrailingZeros(rest)];
    }
    return all & ~leaves;
  }

  /** The inputs an expression uses. */
  long leaves(RexNode expression) {
    long leaves = 0;
    for (int column : RelOptUtil.InputFinder.bits(expression)) {
      leaves |= 1L << block.leafOf(column);
    }
    return leaves;
  }

  private void sortOut() {
    UnionFind equal = new UnionFind();
    for (RexNode conjunct : block.conjuncts()) {
      if (isEquality(conjunct)) {
        RexCall call = (RexCall) conjunct;
        equal.union(index(call.getOperands().get(0)), index(call.getOperands().get(1)));
      } else {
        long leaves = leaves(conjunct);
        conditions.add(new Condition(conjunct, leaves));
        connect(leaves);
      }
    }
    for (List<Integer> columns : equal.sets()) {
      long leaves = 0;
      for (int column : columns) {
        leaves |= 1L << block.leafOf(column);
      }
      classes.add(new EqualColumns(columns, leaves));
      connect(leaves);
    }
  }

  private static int index(RexNode column) {
    return ((RexInputRef) column).getIndex();
  }

  /** Two columns of one type, of two inner inputs. */
  private boolean isEquality(RexNode conjunct) {
    if (!conjunct.isA(SqlKind.EQUALS)) {
      return false;
    }
    List<RexNode> sides = ((RexCall) conjunct).getOperands();
    if (!(sides.get(0) instanceof RexInputRef left)
        || !(sides.get(1) instanceof RexInputRef right)) {
      return false;
    }
    int leftLeaf = block.leafOf(left.getIndex());
    int rightLeaf = block.leafOf(right.getIndex());
    return leftLeaf != rightLeaf
        && isInner(leftLeaf)
        && isInner(rightLeaf)
        && SqlTypes.toWeft(left.getType()).equals(SqlTypes.toWeft(right.getType()));
  }

  private void connect(long leaves) {
    for (long rest = leaves; rest != 0; rest &= rest - 1) {
      adjacent[Long.numberOfTrailingZeros(rest)] |= leaves;
    }
  }

  /** Inputs that nothing connects must be joined all the same: each part with the next. */
  private void connectComponents() {
    long all = all();
    long reached = component(1L);
    while (reached != all) {
      long next = Long.lowestOneBit(all & ~reached);
      long component = component(next);
      connect(Long.lowestOneBit(reached) | next);
      for (long rest = reached; rest != 0; rest &= rest - 1) {
        connect(Long.lowestOneBit(rest) | next);
      }
      reached |= component;
    }
  }

  private long component(long start) {
    long component = start;
    long grown = component | neighbours(component);
    while (grown != component) {
      component = grown;
      grown = component | neighbours(component);
    }
    return component;
  }

  /** All inputs. */
  long all() {
    int count = block.leaves().size();
    return (1L << count) - 1;
  }

  /** Sets of equal numbers. */
  private static final class UnionFind {
    private final Map<Integer, Integer> parents = new TreeMap<>();

    void union(int a, int b) {
      int rootA = find(a);
      int rootB = find(b);
      parents.put(Math.max(rootA, rootB), Math.min(rootA, rootB));
    }

    private int find(int a) {
      int root = a;
      while (parents.computeIfAbsent(root, r -> r) != root) {
        root = parents.get(root);
      }
      return root;
    }

    List<List<Integer>> sets() {
      Map<Integer, List<Integer>> sets = new LinkedHashMap<>();
      for (int member : List.copyOf(parents.keySet())) {
        sets.computeIfAbsent(find(member), r -> new ArrayList<>()).add(member);
      }
      return List.copyOf(sets.values());
    }
  }
}
