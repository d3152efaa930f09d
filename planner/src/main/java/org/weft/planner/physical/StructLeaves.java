package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.ExpressionVisitor;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.StructType;

/**
 * Asks files only for those fields of a struct that are used: where a projection stands above a
 * scan, with nothing but filters between, and takes fields out of the struct, the scan's column
 * becomes a struct of these fields. Of formats whose files store fields apart.
 */
final class StructLeaves {
  private static final String FIELD = "struct_field";

  /** What is used of each column of the scan that is a struct. */
  private final Map<Integer, Use> uses = new HashMap<>();

  private final Map<Integer, StructType> narrowed = new HashMap<>();

  private StructLeaves() {}

  /** What is used of a value: all of it, or some fields. */
  private static final class Use {
    private final Map<Integer, Use> fields = new TreeMap<>();
    private boolean isWhole;

    /** A type with the used fields only; the same if it has no others. */
    DataType narrow(DataType type) {
      if (isWhole || !(type instanceof StructType struct) || !isByName(struct)) {
        return type;
      }
      List<Field> kept = new ArrayList<>();
      fields.forEach(
          (ordinal, use) -> {
            Field field = struct.fields().get(ordinal);
            kept.add(Field.nullable(field.name(), use.narrow(field.type())));
          });
      StructType narrow = new StructType(kept);
      return narrow.equals(type) ? type : narrow;
    }

    /** The new ordinal of a field. */
    int position(DataType type, int ordinal) {
      boolean keepsAll = isWhole || !isByName((StructType) type);
      return keepsAll ? ordinal : List.copyOf(fields.keySet()).indexOf(ordinal);
    }

    /** True if fields can be found by their names. */
    private static boolean isByName(StructType struct) {
      long names =
          struct.fields().stream().map(f -> f.name().toLowerCase(Locale.ROOT)).distinct().count();
      return names == struct.size() && struct.fields().stream().noneMatch(f -> f.name().isEmpty());
    }
  }

  /** The projection over a scan of less, if there is less to be read. */
  static LogicalPlan.Project narrowed(LogicalPlan.Project project) {
    LogicalPlan at = project.input();
    List<LogicalPlan.Filter> filters = new ArrayList<>();
    while (at instanceof LogicalPlan.Filter filter) {
      filters.add(filter);
      at = filter.input();
    }
    return at instanceof LogicalPlan.Scan scan && storesFieldsApart(scan)
        ? new StructLeaves().narrowed(project, filters, scan)
        : project;
  }

  private static boolean storesFieldsApart(LogicalPlan.Scan scan) {
    return scan.table().reference().format().storesFieldsApart()
        && scan.schema().fields().stream().anyMatch(field -> field.type() instanceof StructType);
  }

  private LogicalPlan.Project narrowed(
      LogicalPlan.Project project, List<LogicalPlan.Filter> filters, LogicalPlan.Scan scan) {
    project.expressions().forEach(this::use);
    filters.forEach(filter -> use(filter.predicate()));
    scan.filter().ifPresent(this::use);
    List<Field> fields = new ArrayList<>(scan.schema().fields());
    uses.forEach(
        (column, use) -> {
          Field field = fields.get(column);
          DataType type = use.narrow(field.type());
          if (!type.equals(field.type())) {
            narrowed.put(column, (StructType) type);
            fields.set(column, new Field(field.name(), type, field.nullability()));
          }
        });
    if (narrowed.isEmpty()) {
      return project;
    }
    Rewriting rewriting = new Rewriting();
    LogicalPlan input =
        new LogicalPlan.Scan(
            scan.table(),
            scan.columns(),
            scan.filter().map(rewriting::of),
            new Schema(fields),
            scan.estimate());
    for (int i = filters.size() - 1; i >= 0; i--) {
      LogicalPlan.Filter filter = filters.get(i);
      input = new LogicalPlan.Filter(input, rewriting.of(filter.predicate()), filter.estimate());
    }
    return new LogicalPlan.Project(
        input,
        project.expressions().stream().map(rewriting::of).toList(),
        project.schema(),
        project.estimate());
  }

  /** Notes what an expression uses. */
  private void use(Expression expression) {
    if (expression.type() instanceof StructType || isField(expression)) {
      Use used = find(expression);
      if (used != null) {
        used.isWhole = true;
        return;
      }
    }
    expression.inputs().forEach(this::use);
  }

  /** What is used of a column, or of a field in it; null for anything else. */
  private Use find(Expression expression) {
    if (expression instanceof Column column) {
      return uses.computeIfAbsent(column.ordinal(), ordinal -> new Use());
    }
    if (!isField(expression)) {
      return null;
    }
    Use struct = find(expression.inputs().get(0));
    return struct == null
        ? null
        : struct.fields.computeIfAbsent(ordinal(expression), ordinal -> new Use());
  }

  private static boolean isField(Expression expression) {
    return expression instanceof LibraryCall call && call.function().equals(FIELD);
  }

  private static int ordinal(Expression field) {
    return (int) ((Value.Int) ((Literal) field.inputs().get(1)).value()).value();
  }

  /** The same expressions over the narrower structs. */
  private final class Rewriting implements ExpressionVisitor<Expression> {
    Expression of(Expression expression) {
      return expression.accept(this);
    }

    @Override
    public Expression column(Column column) {
      StructType type = narrowed.get(column.ordinal());
      return type == null ? column : new Column(column.ordinal(), column.name(), type);
    }

    @Override
    public Expression literal(Literal literal) {
      return literal;
    }

    @Override
    public Expression call(Call call) {
      return call.with(call.inputs().stream().map(this::of).toList());
    }

    @Override
    public Expression library(LibraryCall call) {
      Expression old = isField(call) ? call.inputs().get(0) : null;
      Use use = old == null ? null : find(old);
      if (use == null) {
        return call.with(call.inputs().stream().map(this::of).toList());
      }
      Expression struct = of(old);
      int position = use.position(old.type(), ordinal(call));
      Literal literal = new Literal(call.inputs().get(1).type(), new Value.Int(position));
      return LibraryCall.of(FIELD, ((StructType) struct.type()).type(position), struct, literal);
    }

    @Override
    public Expression cast(Cast cast) {
      return cast.with(of(cast.input()));
    }
  }
}
