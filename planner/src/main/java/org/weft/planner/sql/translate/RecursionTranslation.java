package org.weft.planner.sql.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.TableScan;
import org.weft.planner.expr.Expression;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.sql.rewrite.Relations;
import org.weft.planner.sql.validate.CommonTable;
import org.weft.planner.sql.validate.RecursiveTable;
import org.weft.planner.sql.validate.SqlTypes;
import org.weft.planner.sql.validate.ValidQuery;
import org.weft.planner.sql.validate.WorkingTable;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/**
 * The rows of recursions and of what is computed once: their parts are planned apart from the query
 * that reads them.
 */
public final class RecursionTranslation {
  private final QueryPlanner planner;
  private final Map<Integer, LogicalPlan> known = new HashMap<>();

  /** Plans a part of a query as a query of its own. */
  public interface QueryPlanner {
    LogicalPlan plan(ValidQuery part);
  }

  RecursionTranslation(QueryPlanner planner) {
    this.planner = planner;
  }

  /** Some columns of a recursion's rows, or of those that its last round added. */
  Translated rows(TableScan scan, double rows, List<Integer> columns) {
    Schema schema = schema(scan);
    double[] widths = Widths.of(schema);
    WorkingTable working = scan.getTable().unwrap(WorkingTable.class);
    CommonTable common = scan.getTable().unwrap(CommonTable.class);
    LogicalPlan plan;
    if (working != null) {
      plan =
          new LogicalPlan.WorkingTable(
              working.recursion(), schema, Translated.estimate(rows, widths));
    } else if (common != null) {
      plan = shared(common, schema);
    } else {
      plan = recursion(scan.getTable().unwrap(RecursiveTable.class), schema, rows);
    }
    if (columns.size() == schema.size() && isInOrder(columns)) {
      return new Translated(plan, widths);
    }
    List<Expression> expressions = new ArrayList<>();
    columns.forEach(column -> expressions.add(PlanTranslation.column(schema, column)));
    double[] selected = Widths.of(expressions, widths);
    return new Translated(
        new LogicalPlan.Project(
            plan, expressions, schema.select(columns), Translated.estimate(rows, selected)),
        selected);
  }

  private static boolean isInOrder(List<Integer> columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i) != i) {
        return false;
      }
    }
    return true;
  }

  private static Schema schema(TableScan scan) {
    List<Field> fields =
        scan.getRowType().getFieldList().stream()
            .map(field -> SqlTypes.toWeft(field.getName(), field.getType()))
            .toList();
    return new Schema(fields);
  }

  /** The same for every reference. */
  private LogicalPlan shared(CommonTable table, Schema schema) {
    LogicalPlan plan = known.get(table.number());
    if (plan == null) {
      LogicalPlan rows = TableRows.as(planner.plan(table.query()), schema);
      plan = new LogicalPlan.Shared(table.number(), rows);
      known.put(table.number(), plan);
    }
    return plan;
  }

  /** The same for every reference: its parts are planned once. */
  private LogicalPlan recursion(RecursiveTable table, Schema schema, double rows) {
    LogicalPlan plan = known.get(table.recursion());
    if (plan == null) {
      RecursiveTable.Parts parts = table.parts();
      plan =
          new LogicalPlan.Recursion(
              table.recursion(),
              TableRows.as(planner.plan(parts.first()), schema),
              TableRows.as(planner.plan(parts.recursive()), schema),
              parts.duplicates() == Relations.Duplicates.KEPT
                  ? LogicalPlan.Recursion.Duplicates.KEPT
                  : LogicalPlan.Recursion.Duplicates.LEFT_OUT,
              schema,
              Translated.estimate(rows, Widths.of(schema)));
      known.put(table.recursion(), plan);
    }
    return plan;
  }
}
