package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;

/** A view: where it is scanned stands its query. */
public final class ViewTable extends ResolvedTable {
  private final ValidQuery query;
  private final QueryTables.ViewPlanner planner;
  private final Optional<TableHint> hint;

  ViewTable(String name, ValidQuery query, QueryTables.ViewPlanner planner) {
    this(name, query, planner, Optional.empty());
  }

  private ViewTable(
      String name, ValidQuery query, QueryTables.ViewPlanner planner, Optional<TableHint> hint) {
    super(name, named(query));
    this.query = query;
    this.planner = planner;
    this.hint = hint;
  }

  @Override
  ViewTable hinted(String otherName, TableHint joins) {
    return new ViewTable(otherName, query, planner, Optional.of(joins));
  }

  /** The result's type with its columns named as people see them. */
  private static RelDataType named(ValidQuery query) {
    RelDataTypeFactory.Builder row = SqlTypes.INSTANCE.builder();
    for (RelDataTypeField field : query.rowType().getFieldList()) {
      row.add(query.names().get(field.getIndex()), field.getType());
    }
    return row.build();
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context) {
    RelNode tree = planner.toAlgebra(query, context);
    return hint.map(joins -> hinted(tree, joins)).orElse(tree);
  }

  /** A view of one table hands its hint on; of several it would say nothing of each. */
  private static RelNode hinted(RelNode tree, TableHint hint) {
    List<TableScan> scans = new ArrayList<>();
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, RelNode parent) {
        if (node instanceof TableScan scan) {
          scans.add(scan);
        }
        super.visit(node, ordinal, parent);
      }
    }.go(tree);
    FileTable table = scans.size() == 1 ? scans.get(0).getTable().unwrap(FileTable.class) : null;
    if (table == null) {
      return tree;
    }
    RelNode scan =
        LogicalTableScan.create(tree.getCluster(), table.hinted(table.name(), hint), List.of());
    return tree.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            return node instanceof TableScan ? scan : super.visit(node);
          }
        });
  }
}
