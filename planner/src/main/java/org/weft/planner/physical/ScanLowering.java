package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.Pushdowns;
import org.weft.planner.scan.ScanChoice;
import org.weft.planner.scan.ScanPlanner;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.scan.TableData;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/** Plans scans, and answers from footers what needs no scan. */
final class ScanLowering {
  private final PlanTarget target;
  private int nextId;

  ScanLowering(PlanTarget target) {
    this.target = target;
  }

  /** A scan that may skip what the filter does not let through and stop at the limit. */
  Lowered scan(LogicalPlan.Scan scan, Optional<Expression> filter, OptionalLong limit) {
    TableData table = scan.table();
    ScanChoice choice = new ScanChoice(table, scan.columns(), filter, limit);
    List<ScanTask> tasks =
        target.deployment() == PlanTarget.Deployment.TASKS
            ? ScanPlanner.balanced(choice, target.slots(), target.settings())
            : ScanPlanner.perFile(choice);
    List<Double> widths = widths(table, scan.columns());
    double rows = tasks.stream().mapToLong(ScanTask::rowCount).sum();
    return new Lowered(
        new PhysicalPlan.Scan(
            nextId++,
            table.reference().name(),
            table.reference().options(),
            schema(scan),
            new Pushdowns(filter, limit),
            tasks,
            Lowered.estimate(rows, widths)),
        widths);
  }

  /** The columns as the table names them; of structs, what is wanted of them. */
  private static Schema schema(LogicalPlan.Scan scan) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < scan.columns().size(); i++) {
      Field field = scan.table().schema().field(scan.columns().get(i));
      fields.add(new Field(field.name(), scan.schema().type(i), field.nullability()));
    }
    return new Schema(fields);
  }

  /** Bytes in memory of one value, as the footers say; a guess for an empty table. */
  private static List<Double> widths(TableData table, List<Integer> columns) {
    double rows = table.rowCount();
    double[] bytes = new double[table.schema().size()];
    for (DataFile file : table.files()) {
      for (DataFile.Split split : file.splits()) {
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] += split.memoryBytes()[i];
        }
      }
    }
    List<Double> widths = new ArrayList<>();
    for (int column : columns) {
      widths.add(rows > 0 ? bytes[column] / rows : RowWidth.of(table.schema().type(column)));
    }
    return widths;
  }

  /** The rows of whole tables are counted in their footers already. */
  Optional<Lowered> countFromFooters(LogicalPlan.Aggregate aggregate) {
    LogicalPlan input = aggregate.input();
    while (input instanceof LogicalPlan.Project project) {
      input = project.input();
    }
    if (!(input instanceof LogicalPlan.Scan scan)
        || !aggregate.keys().isEmpty()
        || !scan.table().isCounted()
        || aggregate.calls().isEmpty()
        || !aggregate.calls().stream().allMatch(ScanLowering::countsRows)) {
      return Optional.empty();
    }
    Value count = new Value.Int(scan.table().rowCount());
    List<Literal> row =
        aggregate.calls().stream().map(call -> new Literal(call.type(), count)).toList();
    List<Double> widths = RowWidth.of(aggregate.schema());
    return Optional.of(
        new Lowered(
            new PhysicalPlan.Values(List.of(row), aggregate.schema(), Lowered.estimate(1, widths)),
            widths));
  }

  private static boolean countsRows(AggregateCall call) {
    return call.function() == Aggregate.COUNT_ALL && call.filter().isEmpty();
  }
}
