package org.weft.planner.sql.translate;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Place;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/** The columns of an aggregation's input, and behind them those that aggregates want cast. */
final class ArgumentColumns {
  private final Translated input;
  private final List<Expression> expressions = new ArrayList<>();
  private final List<Field> fields;

  ArgumentColumns(Translated input) {
    this.input = input;
    this.fields = new ArrayList<>(input.schema().fields());
    for (int i = 0; i < fields.size(); i++) {
      expressions.add(PlanTranslation.column(input.schema(), i));
    }
  }

  /** The ordinal of a column of the input as another type, for a call that was written there. */
  int as(int ordinal, DataType type, Place place) {
    Expression wanted = Places.at(place, Casts.to(expressions.get(ordinal), type));
    return column(wanted, fields.get(ordinal).name(), ordinal);
  }

  /** The ordinal of what a function without nulls of its own makes of a column. */
  int of(String function, int ordinal, Place place) {
    Expression made = LibraryTranslation.of(function, List.of(expressions.get(ordinal)));
    Expression wanted = Places.at(place, made);
    return column(wanted, function + "(" + fields.get(ordinal).name() + ")", ordinal);
  }

  private int column(Expression wanted, String name, int from) {
    int known = expressions.indexOf(wanted);
    if (known >= 0) {
      return known;
    }
    expressions.add(wanted);
    fields.add(new Field(name, wanted.type(), fields.get(from).nullability()));
    return expressions.size() - 1;
  }

  Field field(int ordinal) {
    return fields.get(ordinal);
  }

  /** The input with the columns that were asked for. */
  LogicalPlan plan() {
    if (fields.size() == input.schema().size()) {
      return input.plan();
    }
    double[] widths = Widths.of(expressions, input.widths());
    return new LogicalPlan.Project(
        input.plan(),
        expressions,
        new Schema(fields),
        Translated.estimate(input.plan().estimate().rows(), widths));
  }
}
