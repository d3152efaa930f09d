package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelHintsPropagator;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptRuleOperand;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;

/** A rule and the nodes it has found. */
final class RuleMatch extends RelOptRuleCall {
  private RelNode result;

  private RuleMatch(
      RelOptRuleOperand operand, List<RelNode> nodes, Map<RelNode, List<RelNode>> inputs) {
    super(
        nodes.get(0).getCluster().getPlanner(),
        operand,
        nodes.toArray(new RelNode[0]),
        inputs,
        null);
  }

  /** What a rule makes of a node; the node if it does not fit or changes nothing. */
  static RelNode fire(RelOptRule rule, RelNode node) {
    List<RelNode> nodes = new ArrayList<>(rule.getOperands().size());
    Map<RelNode, List<RelNode>> inputs = new HashMap<>();
    if (!matches(rule.getOperand(), node, nodes, inputs)) {
      return node;
    }
    RuleMatch match = new RuleMatch(rule.getOperand(), nodes, inputs);
    if (!rule.matches(match)) {
      return node;
    }
    rule.onMatch(match);
    boolean isSame = match.result == null || match.result.deepEquals(node);
    return isSame ? node : match.result;
  }

  private static boolean matches(
      RelOptRuleOperand operand,
      RelNode node,
      List<RelNode> nodes,
      Map<RelNode, List<RelNode>> inputs) {
    if (!operand.matches(node)) {
      return false;
    }
    nodes.add(node);
    return switch (operand.childPolicy) {
      case ANY -> true;
      case UNORDERED -> {
        inputs.put(node, node.getInputs());
        for (RelOptRuleOperand child : operand.getChildOperands()) {
          if (!matchesAny(child, node.getInputs(), nodes, inputs)) {
            yield false;
          }
        }
        yield true;
      }
      default -> {
        List<RelOptRuleOperand> children = operand.getChildOperands();
        if (node.getInputs().size() < children.size()) {
          yield false;
        }
        for (int i = 0; i < children.size(); i++) {
          if (!matches(children.get(i), node.getInput(i), nodes, inputs)) {
            yield false;
          }
        }
        yield true;
      }
    };
  }

  private static boolean matchesAny(
      RelOptRuleOperand operand,
      List<RelNode> candidates,
      List<RelNode> nodes,
      Map<RelNode, List<RelNode>> inputs) {
    int before = nodes.size();
    for (RelNode candidate : candidates) {
      if (matches(operand, candidate, nodes, inputs)) {
        return true;
      }
      nodes.subList(before, nodes.size()).clear(); // of a part that did fit
    }
    return false;
  }

  @Override
  public void transformTo(
      RelNode node, Map<RelNode, RelNode> equivalent, RelHintsPropagator hints) {
    RelNode matched = rel(0);
    RelOptUtil.verifyTypeEquivalence(matched, node, matched);
    if (result == null) {
      result = hints.propagate(matched, node);
    }
  }
}
