package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.logical.JoinType;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/**
 * Tells which plans give the same rows, whatever columns of them come out: the same tables under
 * the same filters and joins. A plan's columns are said by those of its leaves, which are tables
 * and whatever is not looked into; leaves are numbered from the left, and a leaf's column is a
 * {@link Column} without a name whose ordinal holds both numbers.
 */
final class SameRows {
  private static final int LEAF_SHIFT = 14;

  private final PlanClasses classes;
  private final Map<List<Object>, Integer> numbers = new HashMap<>();
  private final Map<LogicalPlan, Rows> known = new IdentityHashMap<>();

  SameRows(PlanClasses classes) {
    this.classes = classes;
  }

  /**
   * What a plan gives.
   *
   * @param number of the rows: equal for plans that give the same
   * @param leaves how many there are
   * @param columns what comes out, over the columns of the leaves
   */
  record Rows(int number, int leaves, List<Expression> columns) {
    Expression resolved(Expression expression) {
      return ColumnReferences.replaced(expression, columns::get);
    }

    private Rows projected(List<Expression> expressions) {
      return new Rows(number, leaves, expressions.stream().map(this::resolved).toList());
    }

    private Rows behind(int others) {
      return new Rows(number, leaves, columns.stream().map(each -> shifted(each, others)).toList());
    }
  }

  /**
   * A plan that gives at least the columns that were asked for.
   *
   * @param places which ordinals the columns of leaves have
   */
  record Wide(LogicalPlan plan, Map<Integer, Integer> places) {
    Expression moved(Expression resolved) {
      return over(plan.schema(), places::get, resolved);
    }
  }

  /** An expression over the columns of a schema, by the places that its own columns have there. */
  private static Expression over(Schema schema, IntUnaryOperator places, Expression expression) {
    return ColumnReferences.replaced(
        expression,
        column -> {
          int place = places.applyAsInt(column);
          return new Column(place, schema.field(place).name(), schema.type(place));
        });
  }

  private static Expression shifted(Expression expression, int leaves) {
    return ColumnReferences.moved(expression, ordinal -> ordinal + (leaves << LEAF_SHIFT));
  }

  /** What a plan gives; expressions it computes last are not part of its rows. */
  Rows of(LogicalPlan plan) {
    if (plan instanceof LogicalPlan.Project project) {
      return of(project.input()).projected(project.expressions());
    }
    return inner(plan);
  }

  /** What is computed below a filter or join may be needed there, and is a leaf. */
  private Rows inner(LogicalPlan plan) {
    Rows rows = known.get(plan);
    if (rows == null) {
      rows = find(plan);
      known.put(plan, rows);
    }
    return rows;
  }

  private Rows find(LogicalPlan plan) {
    if (plan instanceof LogicalPlan.Scan scan) {
      List<Expression> columns = new ArrayList<>();
      for (int i = 0; i < scan.columns().size(); i++) {
        columns.add(new Column(scan.columns().get(i), "", scan.schema().type(i)));
      }
      Rows rows = new Rows(0, 1, columns);
      return numbered(rows, scan.table().reference(), scan.filter().map(rows::resolved));
    }
    if (plan instanceof LogicalPlan.Filter filter) {
      Rows input = inner(filter.input());
      return numbered(input, "filter", input.number(), input.resolved(filter.predicate()));
    }
    if (plan instanceof LogicalPlan.Project project && isSelection(project)) {
      return inner(project.input()).projected(project.expressions());
    }
    if (plan instanceof LogicalPlan.Join join && join.type() != JoinType.MARK) {
      return ofJoin(join);
    }
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < plan.schema().size(); i++) {
      columns.add(new Column(i, "", plan.schema().type(i)));
    }
    return numbered(new Rows(0, 1, columns), "leaf", classes.of(plan));
  }

  private Rows ofJoin(LogicalPlan.Join join) {
    Rows both = sides(join);
    int leftSize = join.left().schema().size();
    Rows out =
        join.type().isOneSided()
            ? new Rows(0, both.leaves(), both.columns().subList(0, leftSize))
            : both;
    return numbered(
        out,
        join.type(),
        inner(join.left()).number(),
        inner(join.right()).number(),
        both.resolved(join.condition()),
        join.nearest().map(both::resolved),
        join.hint());
  }

  /** The columns that a join's condition is over. */
  private Rows sides(LogicalPlan.Join join) {
    Rows left = inner(join.left());
    Rows right = inner(join.right()).behind(left.leaves());
    List<Expression> columns = new ArrayList<>(left.columns());
    columns.addAll(right.columns());
    return new Rows(0, left.leaves() + right.leaves(), columns);
  }

  private Rows numbered(Rows rows, Object... says) {
    Integer number = numbers.size();
    Integer before = numbers.putIfAbsent(List.of(says), number);
    return new Rows(before == null ? number : before, rows.leaves(), rows.columns());
  }

  private static boolean isSelection(LogicalPlan.Project project) {
    return project.expressions().stream().allMatch(Column.class::isInstance);
  }

  /** The rows of a plan with the columns of its leaves that are asked for. */
  Wide wide(LogicalPlan plan, BitSet wanted) {
    return plan instanceof LogicalPlan.Project project
        ? wide(project.input(), wanted)
        : wide(plan, 0, wanted);
  }

  private Wide wide(LogicalPlan plan, int leaf, BitSet wanted) {
    if (plan instanceof LogicalPlan.Scan scan) {
      return ofTable(scan, leaf, wanted);
    }
    if (plan instanceof LogicalPlan.Filter filter) {
      Expression predicate = shifted(inner(filter.input()).resolved(filter.predicate()), leaf);
      Wide input = wide(filter.input(), leaf, and(wanted, predicate));
      return new Wide(
          new LogicalPlan.Filter(input.plan(), input.moved(predicate), filter.estimate()),
          input.places());
    }
    if (plan instanceof LogicalPlan.Project project && isSelection(project)) {
      return wide(project.input(), leaf, wanted);
    }
    if (plan instanceof LogicalPlan.Join join && join.type() != JoinType.MARK) {
      return ofJoin(join, leaf, wanted);
    }
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < plan.schema().size(); i++) {
      places.put((leaf << LEAF_SHIFT) + i, i);
    }
    return new Wide(plan, places);
  }

  private Wide ofTable(LogicalPlan.Scan scan, int leaf, BitSet wanted) {
    int first = leaf << LEAF_SHIFT;
    BitSet columns = wanted.get(first, first + (1 << LEAF_SHIFT));
    Optional<Expression> filter = scan.filter().map(inner(scan)::resolved);
    filter.ifPresent(hint -> columns.or(ColumnReferences.of(hint)));
    List<Integer> ordinals = columns.stream().boxed().toList();
    List<Field> fields = new ArrayList<>();
    Map<Integer, Integer> places = new HashMap<>();
    for (int ordinal : ordinals) {
      int place = scan.columns().indexOf(ordinal);
      places.put(first + ordinal, fields.size());
      fields.add(place < 0 ? scan.table().schema().field(ordinal) : scan.schema().field(place));
    }
    Schema schema = new Schema(fields);
    Optional<Expression> moved = filter.map(hint -> over(schema, ordinals::indexOf, hint));
    return new Wide(
        new LogicalPlan.Scan(scan.table(), ordinals, moved, schema, scan.estimate()), places);
  }

  private Wide ofJoin(LogicalPlan.Join join, int leaf, BitSet wanted) {
    Rows sides = sides(join);
    Expression condition = shifted(sides.resolved(join.condition()), leaf);
    Optional<Expression> nearest = join.nearest().map(each -> shifted(sides.resolved(each), leaf));
    BitSet all = and(wanted, condition);
    nearest.ifPresent(each -> all.or(ColumnReferences.of(each)));
    Wide left = wide(join.left(), leaf, all);
    Wide right = wide(join.right(), leaf + inner(join.left()).leaves(), all);
    int leftSize = left.plan().schema().size();
    Map<Integer, Integer> places = new HashMap<>(left.places());
    right.places().forEach((column, place) -> places.put(column, leftSize + place));
    Schema both = left.plan().schema().concat(right.plan().schema());
    LogicalPlan joined =
        new LogicalPlan.Join(
            left.plan(),
            right.plan(),
            join.type(),
            over(both, places::get, condition),
            nearest.map(each -> over(both, places::get, each)),
            join.hint(),
            schema(join.type(), left.plan().schema(), right.plan().schema()),
            join.estimate());
    return new Wide(joined, join.type().isOneSided() ? left.places() : places);
  }

  private static Schema schema(JoinType type, Schema left, Schema right) {
    return switch (type) {
      case INNER -> left.concat(right);
      case LEFT -> left.concat(right.asNullable());
      case RIGHT -> left.asNullable().concat(right);
      case FULL -> left.asNullable().concat(right.asNullable());
      case SEMI, ANTI -> left;
      case MARK -> throw new IllegalArgumentException("a mark join is a leaf");
    };
  }

  private static BitSet and(BitSet wanted, Expression expression) {
    BitSet all = (BitSet) wanted.clone();
    all.or(ColumnReferences.of(expression));
    return all;
  }
}
