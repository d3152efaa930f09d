package org.weft.planner.sql.translate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Place;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.sql.validate.SqlTypes;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/**
 * A projection with window functions anywhere in its expressions: what they use is computed first,
 * then come windows, one for each set of keys, and what is made of their columns on top. Equal
 * calls are made once.
 */
final class WindowTranslation {
  private final Project project;
  private final Translated input;
  private final double rows;
  private final RexBuilder rexBuilder;
  private final List<RexNode> folded;
  private final ExpressionTranslation translation;

  /** What the windows read: the input's columns, then what is computed for them. */
  private final List<Expression> columns = new ArrayList<>();

  private final List<Field> fields = new ArrayList<>();
  private final Map<WindowKeys, List<WindowCall>> windows = new LinkedHashMap<>();

  /** What becomes of the calls of the query. */
  private final Map<RexOver, Result> results = new LinkedHashMap<>();

  /**
   * A projection of this input.
   *
   * @param places where its expressions were written
   * @param rows estimated rows
   */
  WindowTranslation(Project project, Translated input, Places places, double rows) {
    this.project = project;
    this.input = input;
    this.rows = rows;
    this.rexBuilder = project.getCluster().getRexBuilder();
    this.folded = WindowSums.fold(project.getProjects(), rexBuilder);
    this.translation = new ExpressionTranslation(rexBuilder, places, input.schema());
    for (int i = 0; i < input.schema().size(); i++) {
      columns.add(PlanTranslation.column(input.schema(), i));
      fields.add(input.schema().field(i));
    }
  }

  /** A call of ours: which one of the window with these keys. */
  record Made(WindowKeys keys, int number) {}

  /** The value of a call of the query, given the columns of our own. */
  interface Result {
    Expression over(java.util.function.Function<Made, Expression> columns);
  }

  Translated plan() {
    folded.forEach(expression -> expression.accept(new Collector()));
    Translated plan = project(input, columns, fields);
    Map<Made, Integer> positions = new LinkedHashMap<>();
    for (Map.Entry<WindowKeys, List<WindowCall>> window : windows.entrySet()) {
      int first = plan.schema().size();
      for (int i = 0; i < window.getValue().size(); i++) {
        positions.put(new Made(window.getKey(), i), first + i);
      }
      plan = window(plan, window.getKey(), window.getValue());
    }
    return withExpressions(withResults(plan, positions));
  }

  private final class Collector extends RexShuttle {
    @Override
    public RexNode visitOver(RexOver over) {
      if (!results.containsKey(over)) {
        results.put(over, new WindowCalls(WindowTranslation.this, over).result());
      }
      return over;
    }
  }

  ExpressionTranslation expressions() {
    return translation;
  }

  RexBuilder rexBuilder() {
    return rexBuilder;
  }

  /** The ordinal among the windows' input columns of an expression over the input. */
  int column(Expression expression) {
    int known = columns.indexOf(expression);
    if (known >= 0) {
      return known;
    }
    columns.add(expression);
    fields.add(Field.nullable(expression.toString(), expression.type()));
    return columns.size() - 1;
  }

  DataType type(int column) {
    return fields.get(column).type();
  }

  String name(int column) {
    return fields.get(column).name();
  }

  boolean isRequired(int column) {
    return fields.get(column).nullability() == Field.Nullability.REQUIRED;
  }

  /** Adds a call to the window with these keys, unless it has it. */
  Made add(WindowKeys keys, WindowCall call) {
    List<WindowCall> calls = windows.computeIfAbsent(keys, unused -> new ArrayList<>());
    int known = calls.indexOf(call);
    if (known < 0) {
      calls.add(call);
      known = calls.size() - 1;
    }
    return new Made(keys, known);
  }

  private Translated window(Translated plan, WindowKeys keys, List<WindowCall> calls) {
    List<Field> all = new ArrayList<>(plan.schema().fields());
    for (WindowCall call : calls) {
      all.add(
          WindowCalls.isNeverNull(call)
              ? Field.required(call.name(), call.type())
              : Field.nullable(call.name(), call.type()));
    }
    Schema schema = new Schema(all);
    double[] widths =
        Widths.concat(
            plan.widths(), calls.stream().mapToDouble(call -> Widths.of(call.type())).toArray());
    return new Translated(
        new LogicalPlan.Window(
            plan.plan(),
            keys.partition(),
            keys.order(),
            calls,
            Optional.empty(),
            schema,
            Translated.estimate(rows, widths)),
        widths);
  }

  /** The input's columns, then one for each call of the query. */
  private Translated withResults(Translated plan, Map<Made, Integer> positions) {
    IntFunction<Column> column = i -> PlanTranslation.column(plan.schema(), i);
    List<Expression> expressions = new ArrayList<>();
    List<Field> declared = new ArrayList<>();
    for (int i = 0; i < input.schema().size(); i++) {
      expressions.add(column.apply(i));
      declared.add(input.schema().field(i));
    }
    results.forEach(
        (over, result) -> {
          Field field = SqlTypes.toWeft(over.getAggOperator().getName(), over.getType());
          Expression value = result.over(made -> column.apply(positions.get(made)));
          Place place = translation.places().of(over.getParserPosition());
          expressions.add(Places.at(place, Casts.to(value, field.type())));
          declared.add(field);
        });
    return project(plan, expressions, declared);
  }

  private Translated withExpressions(Translated plan) {
    List<RexOver> overs = List.copyOf(results.keySet());
    RexShuttle asColumns =
        new RexShuttle() {
          @Override
          public RexNode visitOver(RexOver over) {
            return new RexInputRef(input.schema().size() + overs.indexOf(over), over.getType());
          }
        };
    ExpressionTranslation above =
        new ExpressionTranslation(rexBuilder, translation.places(), plan.schema());
    List<Expression> expressions = new ArrayList<>();
    List<Field> declared = new ArrayList<>();
    for (RelDataTypeField field : project.getRowType().getFieldList()) {
      Field result = SqlTypes.toWeft(field.getName(), field.getType());
      expressions.add(above.as(folded.get(field.getIndex()).accept(asColumns), result.type()));
      declared.add(result);
    }
    return project(plan, expressions, declared);
  }

  private Translated project(Translated plan, List<Expression> expressions, List<Field> named) {
    if (expressions.size() == plan.schema().size() && isIdentity(expressions, plan.schema())) {
      return plan;
    }
    double[] widths = Widths.of(expressions, plan.widths());
    return new Translated(
        new LogicalPlan.Project(
            plan.plan(), expressions, new Schema(named), Translated.estimate(rows, widths)),
        widths);
  }

  private static boolean isIdentity(List<Expression> expressions, Schema schema) {
    for (int i = 0; i < expressions.size(); i++) {
      if (!expressions.get(i).equals(PlanTranslation.column(schema, i))) {
        return false;
      }
    }
    return true;
  }
}
