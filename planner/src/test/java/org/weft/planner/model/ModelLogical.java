package org.weft.planner.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.weft.planner.expr.UnnestSpec;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.logical.LogicalVisitor;

/** What a logical plan means. */
record ModelLogical(Map<String, ModelTable> tables) implements LogicalVisitor<List<List<Object>>> {
  @Override
  public List<List<Object>> scan(LogicalPlan.Scan scan) {
    return tables.get(scan.table().reference().name()).rows().stream()
        .map(row -> pick(row, scan.columns()))
        .toList();
  }

  static List<Object> pick(List<Object> row, List<Integer> ordinals) {
    return ordinals.stream().map(row::get).collect(Collectors.toCollection(ArrayList::new));
  }

  @Override
  public List<List<Object>> values(LogicalPlan.Values values) {
    return values.rows().stream().map(ModelLogical::literals).toList();
  }

  static List<Object> literals(List<org.weft.planner.expr.Literal> literals) {
    List<Object> row = new ArrayList<>();
    literals.forEach(literal -> row.add(ModelExpressions.evaluate(literal, List.of())));
    return row;
  }

  @Override
  public List<List<Object>> shared(LogicalPlan.Shared shared) {
    return shared.input().accept(this);
  }

  @Override
  public List<List<Object>> recursion(LogicalPlan.Recursion recursion) {
    throw new AssertionError("not in queries of chance");
  }

  @Override
  public List<List<Object>> workingTable(LogicalPlan.WorkingTable table) {
    throw new AssertionError("not in queries of chance");
  }

  @Override
  public List<List<Object>> filter(LogicalPlan.Filter filter) {
    return filter.input().accept(this).stream()
        .filter(row -> ModelExpressions.isTrue(filter.predicate(), row))
        .toList();
  }

  @Override
  public List<List<Object>> project(LogicalPlan.Project project) {
    return project.input().accept(this).stream()
        .map(row -> project(project.expressions(), row))
        .toList();
  }

  static List<Object> project(
      List<org.weft.planner.expr.Expression> expressions, List<Object> row) {
    List<Object> out = new ArrayList<>();
    expressions.forEach(expression -> out.add(ModelExpressions.evaluate(expression, row)));
    return out;
  }

  @Override
  public List<List<Object>> unnest(LogicalPlan.Unnest unnest) {
    return unnest(unnest.input().accept(this), unnest.kept(), unnest.spec());
  }

  /** Lists are Java's here; maps do not occur. */
  static List<List<Object>> unnest(List<List<Object>> rows, List<Integer> kept, UnnestSpec spec) {
    List<List<Object>> result = new ArrayList<>();
    for (List<Object> row : rows) {
      int longest = spec.onEmpty() == UnnestSpec.OnEmpty.NULLS ? 1 : 0;
      for (int list : spec.collections()) {
        longest = Math.max(longest, row.get(list) == null ? 0 : ((List<?>) row.get(list)).size());
      }
      for (int i = 0; i < longest; i++) {
        List<Object> out = new ArrayList<>();
        kept.forEach(column -> out.add(row.get(column)));
        for (int list : spec.collections()) {
          List<?> elements = row.get(list) == null ? List.of() : (List<?>) row.get(list);
          out.add(i < elements.size() ? elements.get(i) : null);
        }
        result.add(out);
      }
    }
    return result;
  }

  @Override
  public List<List<Object>> aggregate(LogicalPlan.Aggregate aggregate) {
    return ModelAggregates.of(
        aggregate.input().accept(this), aggregate.keys(), aggregate.calls(), false);
  }

  @Override
  public List<List<Object>> join(LogicalPlan.Join join) {
    int leftWidth = join.left().schema().size();
    int rightWidth = join.right().schema().size();
    ModelJoins.Result result =
        ModelJoins.of(
            join.left().accept(this),
            join.right().accept(this),
            (l, r) -> ModelExpressions.isTrue(join.condition(), ModelJoins.concat(l, r)));
    List<List<Object>> leftRest = ModelJoins.nullsRight(result.unmatchedLeft(), rightWidth);
    List<List<Object>> rightRest = ModelJoins.nullsLeft(leftWidth, result.unmatchedRight());
    return switch (join.type()) {
      case INNER -> result.pairs();
      case LEFT -> ModelJoins.plus(result.pairs(), leftRest);
      case RIGHT -> ModelJoins.plus(result.pairs(), rightRest);
      case FULL -> ModelJoins.plus(ModelJoins.plus(result.pairs(), leftRest), rightRest);
      case SEMI -> result.matchedLeft();
      case ANTI -> result.unmatchedLeft();
      case MARK -> result.markedLeft();
    };
  }

  @Override
  public List<List<Object>> sort(LogicalPlan.Sort sort) {
    return sort.input().accept(this).stream()
        .sorted((a, b) -> ModelExpressions.compare(sort.keys(), a, b))
        .skip(sort.offset())
        .limit(sort.limit().orElse(Long.MAX_VALUE))
        .toList();
  }

  @Override
  public List<List<Object>> write(LogicalPlan.Write write) {
    throw new AssertionError("the model writes no files");
  }

  @Override
  public List<List<Object>> union(LogicalPlan.Union union) {
    return union.inputs().stream().flatMap(input -> input.accept(this).stream()).toList();
  }

  @Override
  public List<List<Object>> window(LogicalPlan.Window window) {
    return ModelWindows.of(
        window.input().accept(this), window.partitionKeys(), window.orderKeys(), window.calls());
  }
}
