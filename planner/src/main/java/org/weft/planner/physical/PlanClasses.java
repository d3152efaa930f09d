package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.SortKey;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.function.Trait;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.logical.LogicalVisitor;
import org.weft.planner.type.Field;

/**
 * Tells which nodes of a plan give the same rows because they say the same: names of columns and
 * estimates aside, everything about them and all below them is equal. Such nodes are of one class.
 */
final class PlanClasses {
  private final Map<Key, Integer> numbers = new HashMap<>();
  private final Map<LogicalPlan, Integer> byNode = new IdentityHashMap<>();
  private final Set<Integer> changing = new HashSet<>();

  /**
   * What makes a class.
   *
   * @param parts what the node says itself
   * @param inputs the classes of the inputs
   * @param columns types and nullability of what comes out
   */
  private record Key(
      Class<?> kind, List<Object> parts, List<Integer> inputs, List<Object> columns) {}

  /** The number of a node's class. */
  int of(LogicalPlan plan) {
    Integer known = byNode.get(plan);
    if (known == null) {
      known = find(plan);
      byNode.put(plan, known);
    }
    return known;
  }

  /** True if the rows may differ each time they are computed. */
  boolean isVolatile(LogicalPlan plan) {
    return changing.contains(of(plan));
  }

  private int find(LogicalPlan plan) {
    List<Integer> inputs = plan.inputs().stream().map(this::of).toList();
    List<Object> columns = new ArrayList<>();
    for (Field field : plan.schema().fields()) {
      columns.add(field.type());
      columns.add(field.nullability());
    }
    Key key = new Key(plan.getClass(), plan.accept(Parts.INSTANCE), inputs, columns);
    Integer number = numbers.putIfAbsent(key, numbers.size());
    if (number == null) {
      number = numbers.size() - 1;
      if (inputs.stream().anyMatch(changing::contains)
          || expressions(plan).stream().anyMatch(PlanClasses::isVolatile)) {
        changing.add(number);
      }
    }
    return number;
  }

  private static List<Expression> expressions(LogicalPlan plan) {
    if (plan instanceof LogicalPlan.Filter filter) {
      return List.of(filter.predicate());
    }
    if (plan instanceof LogicalPlan.Project project) {
      return project.expressions();
    }
    return plan instanceof LogicalPlan.Join join ? List.of(join.condition()) : List.of();
  }

  /** True if the value may differ each time it is computed. */
  static boolean isVolatile(Expression expression) {
    boolean itself =
        expression instanceof LibraryCall call
            && (FunctionRegistry.get(call.function()).has(Trait.VOLATILE)
                || call.lambda().filter(lambda -> isVolatile(lambda.body())).isPresent());
    return itself || expression.inputs().stream().anyMatch(PlanClasses::isVolatile);
  }

  /** What a node says itself, without names. */
  private enum Parts implements LogicalVisitor<List<Object>> {
    INSTANCE;

    private static List<Expression> unnamed(List<Expression> expressions) {
      return expressions.stream().map(ColumnReferences::unnamed).toList();
    }

    @Override
    public List<Object> scan(LogicalPlan.Scan scan) {
      // the files of one reference are those of the query: they are listed once
      return List.of(
          scan.table().reference(), scan.columns(), scan.filter().map(ColumnReferences::unnamed));
    }

    @Override
    public List<Object> values(LogicalPlan.Values values) {
      return List.of(values.rows());
    }

    @Override
    public List<Object> filter(LogicalPlan.Filter filter) {
      return List.of(ColumnReferences.unnamed(filter.predicate()));
    }

    @Override
    public List<Object> project(LogicalPlan.Project project) {
      return List.of(unnamed(project.expressions()));
    }

    @Override
    public List<Object> aggregate(LogicalPlan.Aggregate aggregate) {
      return List.of(
          aggregate.keys(), aggregate.calls().stream().map(AggregateCall::unnamed).toList());
    }

    @Override
    public List<Object> join(LogicalPlan.Join join) {
      return List.of(
          join.type(),
          ColumnReferences.unnamed(join.condition()),
          join.nearest().map(ColumnReferences::unnamed),
          join.hint());
    }

    @Override
    public List<Object> sort(LogicalPlan.Sort sort) {
      List<SortKey> keys = sort.keys();
      return List.of(keys, sort.offset(), sort.limit());
    }

    @Override
    public List<Object> unnest(LogicalPlan.Unnest unnest) {
      return List.of(unnest.kept(), unnest.spec());
    }

    @Override
    public List<Object> window(LogicalPlan.Window window) {
      return List.of(window.partitionKeys(), window.orderKeys(), window.calls(), window.limit());
    }

    @Override
    public List<Object> union(LogicalPlan.Union union) {
      return List.of();
    }

    @Override
    public List<Object> shared(LogicalPlan.Shared shared) {
      return List.of(shared.id());
    }

    @Override
    public List<Object> recursion(LogicalPlan.Recursion recursion) {
      return List.of(recursion.id(), recursion.duplicates());
    }

    @Override
    public List<Object> workingTable(LogicalPlan.WorkingTable table) {
      return List.of(table.id());
    }

    @Override
    public List<Object> write(LogicalPlan.Write write) {
      return List.of(write.spec());
    }
  }
}
