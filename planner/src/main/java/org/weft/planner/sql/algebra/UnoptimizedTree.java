package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.weft.planner.explain.ExplainTree;
import org.weft.planner.sql.validate.FileTable;
import org.weft.planner.sql.validate.SqlTypes;

/** The algebra of a query as it was written, for EXPLAIN. */
public final class UnoptimizedTree {
  private UnoptimizedTree() {}

  public static ExplainTree of(RelNode node) {
    List<ExplainTree> children = node.getInputs().stream().map(UnoptimizedTree::of).toList();
    List<String> details = new ArrayList<>();
    String title = title(node, details);
    return new ExplainTree(title, details, children);
  }

  private static String title(RelNode node, List<String> details) {
    if (node instanceof TableScan scan) {
      FileTable table = scan.getTable().unwrap(FileTable.class);
      if (table != null) {
        details.add("Paths = " + table.data().reference().paths());
        details.add("Schema = " + table.data().schema());
      }
      return "Scan: " + String.join(".", scan.getTable().getQualifiedName());
    }
    if (node instanceof Project project) {
      details.add("Columns = " + columns(node));
      return "Project: " + written(project, project.getProjects());
    }
    if (node instanceof Filter filter) {
      return "Filter: " + written(filter, List.of(filter.getCondition()));
    }
    if (node instanceof Aggregate aggregate) {
      List<String> input = aggregate.getInput().getRowType().getFieldNames();
      details.add(
          "Group by = " + aggregate.getGroupSet().asList().stream().map(input::get).toList());
      return "Aggregate: "
          + aggregate.getAggCallList().stream()
              .map(call -> written(call, input))
              .collect(Collectors.joining(", "));
    }
    if (node instanceof Join join) {
      return "Join: "
          + join.getJoinType().lowerName
          + " on "
          + written(join, List.of(join.getCondition()));
    }
    if (node instanceof Sort sort) {
      List<String> names = sort.getRowType().getFieldNames();
      String keys =
          sort.getCollation().getFieldCollations().stream()
              .map(key -> names.get(key.getFieldIndex()) + " " + key.direction.shortString)
              .collect(Collectors.joining(", "));
      if (sort.fetch != null) {
        details.add("Limit = " + sort.fetch);
      }
      if (sort.offset != null) {
        details.add("Offset = " + sort.offset);
      }
      return "Sort: " + keys;
    }
    return node.getRelTypeName().replace("Logical", "");
  }

  private static String columns(RelNode node) {
    return node.getRowType().getFieldList().stream()
        .map(UnoptimizedTree::column)
        .collect(Collectors.joining(", "));
  }

  private static String column(RelDataTypeField field) {
    return SqlTypes.isStorable(field.getType())
        ? SqlTypes.toWeft(field.getName(), field.getType()).toString()
        : field.getName();
  }

  private static String written(AggregateCall call, List<String> input) {
    String arguments =
        call.getArgList().isEmpty()
            ? "*"
            : call.getArgList().stream().map(input::get).collect(Collectors.joining(", "));
    return call.getAggregation().getName().toLowerCase(java.util.Locale.ROOT)
        + "("
        + (call.isDistinct() ? "distinct " : "")
        + arguments
        + ")";
  }

  private static String written(RelNode node, List<org.apache.calcite.rex.RexNode> expressions) {
    return new WrittenExpressions(node).of(expressions);
  }
}
