package org.weft.planner.sql.optimize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.TableModify;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.hint.Hintable;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.util.Pair;
import org.weft.planner.sql.validate.FileTable;

/**
 * Tells which trees give the same rows because they say the same: the names of columns aside,
 * everything about the nodes and all below them is equal. Such trees have the same number.
 */
final class SameTrees {
  /** Of trees that are not equal to others though they may say the same. */
  static final int OWN = -1;

  private final Map<Key, Integer> numbers = new HashMap<>();
  private final Map<RelNode, Integer> byNode = new IdentityHashMap<>();

  /**
   * What makes trees the same.
   *
   * @param says what the node says itself
   * @param types of the columns that come out
   */
  private record Key(Class<?> kind, List<Object> says, List<Integer> inputs, List<Object> types) {}

  /** The number of a tree, or {@link #OWN} if its rows may differ each time it is computed. */
  int of(RelNode node) {
    Integer known = byNode.get(node);
    if (known == null) {
      known = find(node);
      byNode.put(node, known);
    }
    return known;
  }

  private int find(RelNode node) {
    List<Integer> inputs = new ArrayList<>();
    for (RelNode input : node.getInputs()) {
      inputs.add(of(input));
    }
    if (inputs.contains(OWN) || !isSteady(node)) {
      return OWN;
    }
    Terms terms = new Terms();
    node.explain(terms);
    if (node instanceof Hintable hintable) {
      terms.values.add(hintable.getHints());
    }
    if (node instanceof Join join) {
      terms.values.add(join.isSemiJoinDone());
    }
    List<Object> types = new ArrayList<>();
    for (RelDataTypeField field : node.getRowType().getFieldList()) {
      types.add(field.getType());
    }
    Key key = new Key(node.getClass(), terms.values, inputs, types);
    return numbers.computeIfAbsent(key, unused -> numbers.size());
  }

  /** Rounds of recursions differ, what depends on outer rows does, and so does what is random. */
  private static boolean isSteady(RelNode node) {
    boolean isOfRound =
        node instanceof RepeatUnion
            || node instanceof Correlate
            || node instanceof TableModify
            || node instanceof TableScan scan && scan.getTable().unwrap(FileTable.class) == null;
    if (isOfRound || !node.getVariablesSet().isEmpty()) {
      return false;
    }
    Changing changing = new Changing();
    node.accept(changing);
    return !changing.found;
  }

  private static final class Changing extends RexShuttle {
    private boolean found;

    @Override
    public RexNode visitCall(RexCall call) {
      found |= !call.getOperator().isDeterministic();
      return super.visitCall(call);
    }

    @Override
    public RexNode visitOver(RexOver over) {
      found |= !over.getAggOperator().isDeterministic();
      return super.visitOver(over);
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
      found = true;
      return query;
    }

    @Override
    public RexNode visitCorrelVariable(RexCorrelVariable variable) {
      found = true;
      return variable;
    }
  }

  /** What a node says, without the names it says it under. */
  private static final class Terms implements RelWriter {
    private final List<Object> values = new ArrayList<>();

    @Override
    public void explain(RelNode node, List<Pair<String, Object>> terms) {
      throw new UnsupportedOperationException("terms are only collected");
    }

    @Override
    public SqlExplainLevel getDetailLevel() {
      return SqlExplainLevel.DIGEST_ATTRIBUTES;
    }

    @Override
    public RelWriter input(String term, RelNode input) {
      return this;
    }

    @Override
    public RelWriter item(String term, Object value) {
      values.add(value == null ? "null" : value);
      return this;
    }

    @Override
    public RelWriter done(RelNode node) {
      return this;
    }
  }
}
