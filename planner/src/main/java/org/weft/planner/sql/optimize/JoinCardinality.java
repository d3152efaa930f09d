package org.weft.planner.sql.optimize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.weft.planner.scan.BaseColumn;
import org.weft.planner.sql.statistics.Columns;
import org.weft.planner.sql.statistics.JoinEstimate;
import org.weft.planner.sql.statistics.JoinKey;
import org.weft.planner.sql.statistics.Selectivity;

/** Estimated rows of the joins of some inputs of a block, whatever their order. */
final class JoinCardinality {
  /** The part of the pairs that a further condition of a semi join leaves. */
  private static final double SEMI_RESIDUAL = 0.9;

  private final JoinGraph graph;
  private final JoinBlock block;
  private final Columns columns;
  private final double[] leafRows;
  private final double[] conditionParts;
  private final Map<Long, Double> rows = new HashMap<>();
  private final Map<Long, JoinKey> keys = new HashMap<>();

  JoinCardinality(JoinGraph graph, RelMetadataQuery mq) {
    this.graph = graph;
    this.block = graph.block();
    this.columns = new BlockColumns(block);
    this.leafRows =
        block.leaves().stream()
            .mapToDouble(leaf -> Math.max(1, mq.getRowCount(leaf.node())))
            .toArray();
    this.conditionParts =
        graph.conditions().stream()
            .mapToDouble(c -> Selectivity.of(columns, c.expression(), Double.MAX_VALUE))
            .toArray();
  }

  /** Rows of the join of these inputs. */
  double rows(long leaves) {
    Double known = rows.get(leaves);
    if (known == null) {
      known = compute(leaves);
      rows.put(leaves, known);
    }
    return known;
  }

  private double compute(long leaves) {
    int last = last(leaves);
    long rest = leaves & ~(1L << last);
    if (rest == 0) {
      return leafRows[last];
    }
    double before = rows(rest);
    double after =
        graph.isInner(last) ? before * leafRows[last] * part(last, rest) : outer(last, before);
    for (int i = 0; i < conditionParts.length; i++) {
      long needed = graph.conditions().get(i).leaves();
      boolean isNew = (needed & ~leaves) == 0 && (needed & (1L << last)) != 0;
      after *= isNew ? conditionParts[i] : 1;
    }
    return Math.max(1, after);
  }

  /** The input to be counted last: one that is not inner, else the one with the highest number. */
  private int last(long leaves) {
    int highest = 63 - Long.numberOfLeadingZeros(leaves);
    for (long rest = leaves; rest != 0; rest &= rest - 1) {
      int leaf = Long.numberOfTrailingZeros(rest);
      if (!graph.isInner(leaf)) {
        highest = leaf;
      }
    }
    return highest;
  }

  /** The part of the pairs of an input with others that agree in all columns they share. */
  private double part(int leaf, long others) {
    List<JoinKey> shared = new ArrayList<>();
    for (JoinGraph.EqualColumns equal : graph.classes()) {
      if ((equal.leaves() & (1L << leaf)) != 0 && (equal.leaves() & others) != 0) {
        int partner = partner(equal, leaf, others);
        shared.add(key(column(equal, partner), column(equal, leaf)));
      }
    }
    return JoinEstimate.of(shared);
  }

  /** Among the inputs that share a column the one that shares most columns. */
  private int partner(JoinGraph.EqualColumns equal, int leaf, long others) {
    int best = -1;
    long most = 0;
    for (long rest = equal.leaves() & others; rest != 0; rest &= rest - 1) {
      int candidate = Long.numberOfTrailingZeros(rest);
      long pair = (1L << leaf) | (1L << candidate);
      long shared = graph.sharedClasses(pair);
      if (shared > most) {
        best = candidate;
        most = shared;
      }
    }
    return best;
  }

  private int column(JoinGraph.EqualColumns equal, int leaf) {
    return equal.columns().stream()
        .filter(column -> block.leafOf(column) == leaf)
        .findFirst()
        .orElseThrow();
  }

  private JoinKey key(int left, int right) {
    return keys.computeIfAbsent(
        ((long) left << 32) | right, k -> JoinKey.of(side(left), side(right)));
  }

  private JoinKey.Side side(int column) {
    int leaf = block.leafOf(column);
    JoinBlock.Leaf input = block.leaves().get(leaf);
    return new JoinKey.Side(input.node(), column - input.start(), leafRows[leaf]);
  }

  /** Rows after a semi, anti or left join with an input. */
  private double outer(int leaf, double before) {
    JoinBlock.Leaf input = block.leaves().get(leaf);
    double semi = 1;
    double pairs = 1;
    for (RexNode conjunct : RelOptUtil.conjunctions(input.condition())) {
      Optional<JoinKey> key = equality(conjunct, input);
      if (key.isPresent()) {
        semi = Math.min(semi, JoinEstimate.semi(key.get(), leafRows[leaf]));
        pairs *= JoinEstimate.of(List.of(key.get()));
      } else {
        semi *= SEMI_RESIDUAL;
        pairs *= Selectivity.of(columns, conjunct, Double.MAX_VALUE);
      }
    }
    if (input.kind() == JoinRelType.LEFT) {
      return Math.max(before, before * leafRows[leaf] * pairs);
    }
    return before * (input.kind() == JoinRelType.SEMI ? semi : JoinEstimate.anti(semi));
  }

  /** The key of an equality between a column of the input and one of another. */
  private Optional<JoinKey> equality(RexNode conjunct, JoinBlock.Leaf input) {
    if (!conjunct.isA(SqlKind.EQUALS)) {
      return Optional.empty();
    }
    List<RexNode> sides = ((RexCall) conjunct).getOperands();
    if (!(sides.get(0) instanceof RexInputRef a) || !(sides.get(1) instanceof RexInputRef b)) {
      return Optional.empty();
    }
    boolean aIsInside = input.columns().get(a.getIndex());
    boolean bIsInside = input.columns().get(b.getIndex());
    if (aIsInside == bIsInside) {
      return Optional.empty();
    }
    return Optional.of(
        aIsInside ? key(b.getIndex(), a.getIndex()) : key(a.getIndex(), b.getIndex()));
  }

  /** The columns of a block, for conditions over several inputs. */
  private record BlockColumns(JoinBlock block) implements Columns {
    private Columns inside(int leaf) {
      return Columns.of(block.leaves().get(leaf).node());
    }

    private int local(int column, int leaf) {
      return column - block.leaves().get(leaf).start();
    }

    @Override
    public Optional<BaseColumn> origin(int column) {
      int leaf = block.leafOf(column);
      return inside(leaf).origin(local(column, leaf));
    }

    @Override
    public OptionalDouble distinct(int column) {
      int leaf = block.leafOf(column);
      return inside(leaf).distinct(local(column, leaf));
    }

    @Override
    public boolean isAggregated(int column) {
      int leaf = block.leafOf(column);
      return inside(leaf).isAggregated(local(column, leaf));
    }

    @Override
    public boolean isFilledUp(int column) {
      int leaf = block.leafOf(column);
      return block.leaves().get(leaf).kind() == JoinRelType.LEFT
          || inside(leaf).isFilledUp(local(column, leaf));
    }
  }
}
