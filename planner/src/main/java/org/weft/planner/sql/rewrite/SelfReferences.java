package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.weft.planner.sql.parse.PivotTable;
import org.weft.planner.sql.parse.SampledTable;
import org.weft.planner.sql.parse.UnpivotTable;

/** Where a query has a name in FROM, unless a WITH inside it gives the name to something else. */
final class SelfReferences extends SqlBasicVisitor<Void> {
  private final String name;
  private final List<SqlIdentifier> found = new ArrayList<>();

  private SelfReferences(String name) {
    this.name = name;
  }

  /** The places of a name. */
  static List<SqlIdentifier> in(SqlNode query, String name) {
    SelfReferences references = new SelfReferences(name);
    query.accept(references);
    return references.found;
  }

  @Override
  public Void visit(SqlCall call) {
    if (call instanceof SqlWith with) {
      with(with);
    } else if (call instanceof SqlSelect select) {
      for (SqlNode operand : select.getOperandList()) {
        if (operand != null && operand == select.getFrom()) {
          from(operand);
        } else if (operand != null) {
          operand.accept(this);
        }
      }
    } else {
      others(call.getOperandList());
    }
    return null;
  }

  private void with(SqlWith with) {
    for (SqlNode node : with.withList) {
      SqlWithItem item = (SqlWithItem) node;
      boolean isHidden = item.name.getSimple().equalsIgnoreCase(name);
      if (isHidden && item.recursive.booleanValue()) {
        return;
      }
      item.query.accept(this);
      if (isHidden) {
        return;
      }
    }
    with.body.accept(this);
  }

  private void from(SqlNode from) {
    if (from instanceof SqlIdentifier table) {
      if (table.isSimple() && table.getSimple().equalsIgnoreCase(name)) {
        found.add(table);
      }
    } else if (from instanceof SqlJoin join) {
      from(join.getLeft());
      from(join.getRight());
      if (join.getCondition() != null) {
        join.getCondition().accept(this);
      }
    } else if (from.getKind() == SqlKind.AS
        || from.getKind() == SqlKind.TABLE_REF
        || from instanceof SampledTable
        || from instanceof PivotTable
        || from instanceof UnpivotTable) {
      List<SqlNode> operands = ((SqlCall) from).getOperandList();
      from(operands.get(0));
      others(operands.subList(1, operands.size()));
    } else {
      from.accept(this);
    }
  }

  private void others(List<SqlNode> operands) {
    for (SqlNode operand : operands) {
      if (operand != null) {
        operand.accept(this);
      }
    }
  }
}
