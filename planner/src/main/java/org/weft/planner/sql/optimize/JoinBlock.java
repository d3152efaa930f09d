package org.weft.planner.sql.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Joins above each other, laid flat: the inputs in the order of the text, and what holds between
 * them. Columns are numbered through all inputs. Projections and filters between the joins have
 * dissolved: the first into {@link #outputs}, the second into {@link #conjuncts}.
 *
 * <p>Inner joins commute with everything here. The right input of a semi, anti or left join can be
 * joined as soon as the inputs its condition needs are there, because all these keep the rows of
 * their left side apart; a condition above that needs its columns has to wait for it.
 */
final class JoinBlock {
  /**
   * An input.
   *
   * @param kind INNER, or SEMI, ANTI or LEFT for the right input of such a join
   * @param condition of such a join, over the block's columns; null for INNER
   * @param start the number of its first column
   */
  record Leaf(RelNode node, JoinRelType kind, RexNode condition, int start) {
    int end() {
      return start + node.getRowType().getFieldCount();
    }

    ImmutableBitSet columns() {
      return ImmutableBitSet.range(start, end());
    }
  }

  private final RexBuilder rexBuilder;
  private final UnaryOperator<RelNode> below;
  private final List<Leaf> leaves = new ArrayList<>();
  private final List<RelDataType> types = new ArrayList<>();
  private List<RexNode> conjuncts = new ArrayList<>();
  private List<RexNode> outputs;

  private JoinBlock(RexBuilder rexBuilder, UnaryOperator<RelNode> below) {
    this.rexBuilder = rexBuilder;
    this.below = below;
  }

  /**
   * The block under a join.
   *
   * @param below what is to be done to the inputs of the block
   */
  static JoinBlock of(Join join, UnaryOperator<RelNode> below) {
    JoinBlock block = new JoinBlock(join.getCluster().getRexBuilder(), below);
    block.outputs = block.flatten(join);
    block.rejectNulls();
    return block;
  }

  List<Leaf> leaves() {
    return leaves;
  }

  /** What must hold between inner inputs, and for the columns of left joins above them. */
  List<RexNode> conjuncts() {
    return conjuncts;
  }

  /** The columns of the outermost join over the block's columns. */
  List<RexNode> outputs() {
    return outputs;
  }

  /** The type of a column of the block. */
  RelDataType type(int column) {
    return types.get(column);
  }

  /** The input that a column belongs to. */
  int leafOf(int column) {
    for (int i = 0; i < leaves.size(); i++) {
      if (column < leaves.get(i).end()) {
        return i;
      }
    }
    throw new IllegalArgumentException("no column " + column);
  }

  private List<RexNode> flatten(RelNode node) {
    if (node instanceof Join join && canFlatten(join)) {
      return flatten(join);
    }
    if (node instanceof Filter filter && isInside(filter.getInput())) {
      List<RexNode> columns = flatten(filter.getInput());
      conjuncts.addAll(RelOptUtil.conjunctions(substitute(filter.getCondition(), columns)));
      return columns;
    }
    boolean dissolves =
        node instanceof Project project
            && isInside(project.getInput())
            && !RexOver.containsOver(project.getProjects(), null);
    if (dissolves) {
      List<RexNode> columns = flatten(node.getInput(0));
      return ((Project) node)
          .getProjects().stream().map(expression -> substitute(expression, columns)).toList();
    }
    return add(node, JoinRelType.INNER);
  }

  /** True if there is a join below, with nothing but filters and projections between. */
  private static boolean isInside(RelNode node) {
    if (node instanceof Filter || node instanceof Project) {
      return isInside(node.getInput(0));
    }
    return node instanceof Join join && canFlatten(join);
  }

  /** True for the kinds of joins that a block is made of. */
  static boolean canFlatten(Join join) {
    return switch (join.getJoinType()) {
      case INNER, SEMI, ANTI, LEFT, RIGHT -> true;
      default -> false;
    };
  }

  private List<RexNode> flatten(Join join) {
    return switch (join.getJoinType()) {
      case INNER -> inner(join);
      case SEMI, ANTI -> {
        List<RexNode> left = flatten(join.getLeft());
        addOuter(join.getRight(), join, right -> concat(left, right));
        yield left;
      }
      case LEFT -> {
        List<RexNode> left = flatten(join.getLeft());
        yield concat(left, addOuter(join.getRight(), join, right -> concat(left, right)));
      }
      case RIGHT -> {
        List<RexNode> right = flatten(join.getRight());
        yield concat(addOuter(join.getLeft(), join, left -> concat(left, right)), right);
      }
      default -> add(join, JoinRelType.INNER);
    };
  }

  private List<RexNode> inner(Join join) {
    List<RexNode> columns = concat(flatten(join.getLeft()), flatten(join.getRight()));
    conjuncts.addAll(RelOptUtil.conjunctions(substitute(join.getCondition(), columns)));
    return columns;
  }

  private static List<RexNode> concat(List<RexNode> left, List<RexNode> right) {
    List<RexNode> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }

  /**
   * Adds the side of a semi, anti or outer join that does not keep its rows.
   *
   * @param both the columns of the join's condition, given those of that side
   * @return the columns of that side, null where the join makes them so
   */
  private List<RexNode> addOuter(RelNode node, Join join, UnaryOperator<List<RexNode>> both) {
    JoinRelType kind =
        join.getJoinType() == JoinRelType.RIGHT ? JoinRelType.LEFT : join.getJoinType();
    int index = leaves.size();
    List<RexNode> columns = add(node, kind);
    Leaf leaf = leaves.get(index);
    RexNode condition = substitute(join.getCondition(), both.apply(columns));
    leaves.set(index, new Leaf(leaf.node(), kind, condition, leaf.start()));
    if (kind != JoinRelType.LEFT) {
      return columns;
    }
    List<RexNode> nullable = new ArrayList<>();
    for (int i = leaf.start(); i < leaf.end(); i++) {
      RelDataType type = rexBuilder.getTypeFactory().createTypeWithNullability(types.get(i), true);
      types.set(i, type);
      nullable.add(rexBuilder.makeInputRef(type, i));
    }
    return nullable;
  }

  private List<RexNode> add(RelNode node, JoinRelType kind) {
    RelNode leaf = below.apply(node);
    int start = types.size();
    leaves.add(new Leaf(leaf, kind, null, start));
    List<RexNode> columns = new ArrayList<>();
    for (RelDataType type : RelOptUtil.getFieldTypeList(leaf.getRowType())) {
      columns.add(rexBuilder.makeInputRef(type, types.size()));
      types.add(type);
    }
    return columns;
  }

  private static RexNode substitute(RexNode expression, List<RexNode> columns) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef column) {
            return columns.get(column.getIndex());
          }
        });
  }

  /** A left join whose null rows a condition above would drop is an inner one. */
  private void rejectNulls() {
    for (int i = 0; i < leaves.size(); i++) {
      Leaf leaf = leaves.get(i);
      boolean rejected =
          leaf.kind() == JoinRelType.LEFT
              && conjuncts.stream().anyMatch(c -> Strong.isNotTrue(c, leaf.columns()));
      if (rejected) {
        leaves.set(i, new Leaf(leaf.node(), JoinRelType.INNER, null, leaf.start()));
        List<RexNode> more = new ArrayList<>(conjuncts);
        more.addAll(RelOptUtil.conjunctions(leaf.condition()));
        conjuncts = more;
        i = -1; // what came with it may reject others
      }
    }
  }
}
