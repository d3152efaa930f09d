package org.weft.planner.sql.statistics;

import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.weft.planner.scan.TableData;

/**
 * The columns that the plan of a query turns on, and of whose values hardly anything is known:
 * those that are compared for equality or grouped by, in a query over several tables.
 */
public final class UnknownColumns {
  private static final Set<SqlKind> EQUALITIES =
      Set.of(SqlKind.EQUALS, SqlKind.IS_NOT_DISTINCT_FROM, SqlKind.IN, SqlKind.SEARCH);

  private final Map<TableData, BitSet> found = new IdentityHashMap<>();
  private final Map<CorrelationId, RelNode> outer = new HashMap<>();
  private int scans;

  private UnknownColumns() {}

  /**
   * Looks for them in a query as it was written.
   *
   * @return places in the schemas of tables, which are told apart by identity
   */
  public static Map<TableData, BitSet> of(RelNode written) {
    UnknownColumns columns = new UnknownColumns();
    columns.look(written);
    return columns.scans > 1 ? columns.found : Map.of();
  }

  private void look(RelNode node) {
    scans += node instanceof TableScan ? 1 : 0;
    if (node instanceof Filter filter) {
      filter.getVariablesSet().forEach(id -> outer.put(id, filter.getInput()));
    } else if (node instanceof Project project) {
      project.getVariablesSet().forEach(id -> outer.put(id, project.getInput()));
    } else if (node instanceof Correlate correlate) {
      outer.put(correlate.getCorrelationId(), correlate.getLeft());
    } else if (node instanceof Aggregate aggregate) {
      aggregate.getGroupSet().forEach(key -> add(aggregate.getInput(), key));
    }
    boolean isOfInput = node instanceof Filter || node instanceof Project;
    if (isOfInput || node instanceof Join) {
      node.accept(new Comparisons(isOfInput ? node.getInput(0) : node));
    }
    node.getInputs().forEach(this::look);
  }

  private void add(RelNode node, int column) {
    Optional<Origin.Place> place = Origin.place(node, column);
    if (place.isPresent() && place.get().column().isHardlyKnown()) {
      found
          .computeIfAbsent(place.get().column().table(), table -> new BitSet())
          .set(place.get().column().ordinal());
    }
  }

  /** What expressions over the columns of a node compare. */
  private final class Comparisons extends RexShuttle {
    private final RelNode node;

    private Comparisons(RelNode node) {
      this.node = node;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      if (EQUALITIES.contains(call.getKind())) {
        call.getOperands().forEach(this::compared);
      }
      return super.visitCall(call);
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
      if (EQUALITIES.contains(query.getKind())) {
        query.getOperands().forEach(this::compared);
        for (int i = 0; i < query.rel.getRowType().getFieldCount(); i++) {
          add(query.rel, i);
        }
      }
      look(query.rel);
      return super.visitSubQuery(query);
    }

    private void compared(RexNode operand) {
      RexNode value = operand;
      while (value.isA(SqlKind.CAST)) {
        value = ((RexCall) value).getOperands().get(0);
      }
      if (value instanceof RexInputRef column) {
        add(node, column.getIndex());
      } else if (value instanceof RexFieldAccess access
          && access.getReferenceExpr() instanceof RexCorrelVariable variable
          && outer.containsKey(variable.id)) {
        add(outer.get(variable.id), access.getField().getIndex());
      }
    }
  }
}
