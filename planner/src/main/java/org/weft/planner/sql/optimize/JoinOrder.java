package org.weft.planner.sql.optimize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Puts the joins of a tree in their cheapest order, block by block. */
final class JoinOrder extends RelHomogeneousShuttle {
  private JoinOrder() {}

  static RelNode reorder(RelNode tree) {
    return tree.accept(new JoinOrder());
  }

  @Override
  public RelNode visit(RelNode node) {
    return node instanceof Join join && JoinBlock.canFlatten(join)
        ? block(join)
        : super.visit(node);
  }

  private RelNode block(Join join) {
    JoinBlock block = JoinBlock.of(join, input -> input.accept(this));
    if (block.leaves().size() > JoinGraph.MAX_LEAVES) {
      return super.visit(join);
    }
    JoinGraph graph = new JoinGraph(block);
    RelMetadataQuery mq = join.getCluster().getMetadataQuery();
    JoinTree order = new JoinEnumeration(graph, new JoinCardinality(graph, mq)).best();
    return new Builder(join, graph).build(order);
  }

  /** Makes the tree that an order stands for. */
  private static final class Builder {
    private final Join original;
    private final JoinGraph graph;
    private final JoinBlock block;
    private final RexBuilder rex;

    Builder(Join original, JoinGraph graph) {
      this.original = original;
      this.graph = graph;
      this.block = graph.block();
      this.rex = original.getCluster().getRexBuilder();
    }

    /**
     * A part of the tree.
     *
     * @param places for each column of the block where it is among the node's columns, or -1
     */
    private record Part(RelNode node, int[] places, long leaves) {}

    RelNode build(JoinTree order) {
      Part all = filtered(part(order), constants());
      List<RexNode> columns = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (RelDataTypeField field : original.getRowType().getFieldList()) {
        RexNode column = placed(block.outputs().get(field.getIndex()), all);
        columns.add(rex.ensureType(field.getType(), column, true));
        names.add(field.getName());
      }
      return LogicalProject.create(all.node(), List.of(), columns, names, Set.of());
    }

    private Part part(JoinTree tree) {
      if (tree instanceof JoinTree.Leaf leaf) {
        return leaf(leaf.index());
      }
      JoinTree.Pair pair = (JoinTree.Pair) tree;
      Part left = part(pair.left());
      Part right = part(pair.right());
      boolean isInner =
          !(pair.right() instanceof JoinTree.Leaf leaf) || graph.isInner(leaf.index());
      return isInner ? inner(left, right) : outer(left, right);
    }

    private Part leaf(int index) {
      JoinBlock.Leaf leaf = block.leaves().get(index);
      int[] places = new int[width()];
      Arrays.fill(places, -1);
      for (int column = leaf.start(); column < leaf.end(); column++) {
        places[column] = column - leaf.start();
      }
      Part part = new Part(leaf.node(), places, 1L << index);
      List<RexNode> own = new ArrayList<>();
      if (graph.isInner(index)) {
        own.addAll(newConditions(0, 0, part.leaves()));
        own.addAll(equalInside(leaf));
      }
      return filtered(part, own);
    }

    /** Conditions without columns. */
    private List<RexNode> constants() {
      return graph.conditions().stream()
          .filter(condition -> condition.leaves() == 0)
          .map(JoinGraph.Condition::expression)
          .toList();
    }

    private int width() {
      return block.leaves().get(block.leaves().size() - 1).end();
    }

    /** Two columns of one input that both equal a third one are equal to each other. */
    private List<RexNode> equalInside(JoinBlock.Leaf leaf) {
      List<RexNode> equalities = new ArrayList<>();
      for (JoinGraph.EqualColumns equal : graph.classes()) {
        List<Integer> inside =
            equal.columns().stream().filter(column -> leaf.columns().get(column)).toList();
        for (int i = 1; i < inside.size(); i++) {
          equalities.add(equality(inside.get(0), inside.get(i)));
        }
      }
      return equalities;
    }

    private RexNode equality(int a, int b) {
      return rex.makeCall(SqlStdOperatorTable.EQUALS, reference(a), reference(b));
    }

    private RexNode reference(int column) {
      return rex.makeInputRef(block.type(column), column);
    }

    private Part inner(Part left, Part right) {
      Part both = both(left, right);
      List<RexNode> conditions = new ArrayList<>();
      for (JoinGraph.EqualColumns equal : graph.classes()) {
        if ((equal.leaves() & left.leaves()) != 0 && (equal.leaves() & right.leaves()) != 0) {
          conditions.add(closest(equal, left.leaves(), right.leaves()));
        }
      }
      conditions.addAll(newConditions(left.leaves(), right.leaves(), both.leaves()));
      return joined(left, right, both, JoinRelType.INNER, conditions);
    }

    /**
     * The equality of two columns of a class, of those inputs that share most classes: columns that
     * belong together stay together.
     */
    private RexNode closest(JoinGraph.EqualColumns equal, long left, long right) {
      RexNode closest = null;
      long most = 0;
      for (int a : equal.columns()) {
        for (int b : equal.columns()) {
          long leafA = 1L << block.leafOf(a);
          long leafB = 1L << block.leafOf(b);
          boolean isAcross = (leafA & left) != 0 && (leafB & right) != 0;
          long shared = isAcross ? graph.sharedClasses(leafA | leafB) : 0;
          if (shared > most) {
            closest = equality(a, b);
            most = shared;
          }
        }
      }
      return closest;
    }

    private Part outer(Part left, Part right) {
      JoinBlock.Leaf leaf = block.leaves().get(Long.numberOfTrailingZeros(right.leaves()));
      Part both = both(left, right);
      Part join = joined(left, right, both, leaf.kind(), List.of(leaf.condition()));
      if (leaf.kind() != JoinRelType.LEFT) {
        return new Part(join.node(), left.places(), both.leaves());
      }
      return filtered(join, newConditions(left.leaves(), 0, both.leaves()));
    }

    private Part both(Part left, Part right) {
      int shift = left.node().getRowType().getFieldCount();
      int[] places = left.places().clone();
      for (int i = 0; i < places.length; i++) {
        if (right.places()[i] >= 0) {
          places[i] = right.places()[i] + shift;
        }
      }
      return new Part(null, places, left.leaves() | right.leaves());
    }

    /** The conditions that can be checked here and could not in either part. */
    private List<RexNode> newConditions(long left, long right, long both) {
      List<RexNode> found = new ArrayList<>();
      for (JoinGraph.Condition condition : graph.conditions()) {
        long needed = condition.leaves();
        boolean isNew = (needed & ~both) == 0 && (needed & ~left) != 0 && (needed & ~right) != 0;
        if (isNew) {
          found.add(condition.expression());
        }
      }
      return found;
    }

    private Part joined(
        Part left, Part right, Part both, JoinRelType type, List<RexNode> conditions) {
      RelNode wide =
          LogicalJoin.create(
              left.node(),
              right.node(),
              List.of(),
              rex.makeLiteral(true),
              Set.of(),
              JoinRelType.INNER);
      RexNode condition =
          placed(
              RexUtil.composeConjunction(rex, conditions),
              new Part(wide, both.places(), both.leaves()));
      RelNode join =
          LogicalJoin.create(left.node(), right.node(), List.of(), condition, Set.of(), type);
      return new Part(join, both.places(), both.leaves());
    }

    private Part filtered(Part part, List<RexNode> conditions) {
      if (conditions.isEmpty()) {
        return part;
      }
      RexNode condition = placed(RexUtil.composeConjunction(rex, conditions), part);
      return new Part(LogicalFilter.create(part.node(), condition), part.places(), part.leaves());
    }

    /** An expression over the block's columns as one over a part's. */
    private RexNode placed(RexNode expression, Part part) {
      return expression.accept(
          new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef column) {
              return rex.makeInputRef(part.node(), part.places()[column.getIndex()]);
            }
          });
    }
  }
}
