package org.weft.planner.sql.algebra;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.RelNode;

/**
 * Rewriting rules that are applied together until none of them changes anything, by a {@link
 * Rewriting}.
 *
 * <p>The rules are made at the step's first use: their classes are a good part of what a fresh
 * process loads for its first query. For the same reason rules are taken from their own classes and
 * not from Calcite's catalogue of all of them.
 */
public final class RuleStep {
  private final Supplier<List<RelOptRule>> before;
  private final Supplier<List<RelOptRule>> behind;

  /** Made at first use, perhaps by two threads: twice does no harm. */
  private volatile Rules early;

  private volatile Rules late;

  private RuleStep(Supplier<List<RelOptRule>> before, Supplier<List<RelOptRule>> behind) {
    this.before = before;
    this.behind = behind;
  }

  /** A step of these rules. */
  public static RuleStep of(Supplier<List<RelOptRule>> rules) {
    return new RuleStep(rules, List::of);
  }

  /**
   * The step with more rules that look at a node only when nothing below it changes any more. For
   * rules that ask much of the whole tree below: of a tree that is still in motion they would ask
   * it again and again.
   */
  public RuleStep andThen(Supplier<List<RelOptRule>> rules) {
    return new RuleStep(before, rules);
  }

  /** The rules for nodes of a class that need not wait for the nodes below. */
  List<RelOptRule> early(Class<? extends RelNode> type) {
    Rules made = early;
    if (made == null) {
      made = new Rules(before.get());
      early = made;
    }
    return made.of(type);
  }

  /** The rules for nodes of a class below which nothing changes any more. */
  List<RelOptRule> late(Class<? extends RelNode> type) {
    Rules made = late;
    if (made == null) {
      made = new Rules(behind.get());
      late = made;
    }
    return made.of(type);
  }

  /** Rules by the class of the node they start at: most nodes are of interest to few rules. */
  private record Rules(List<RelOptRule> all, Map<Class<?>, List<RelOptRule>> byClass) {
    Rules(List<RelOptRule> all) {
      this(all, new ConcurrentHashMap<>());
    }

    List<RelOptRule> of(Class<? extends RelNode> type) {
      return byClass.computeIfAbsent(
          type,
          t ->
              all.stream()
                  .filter(rule -> rule.getOperand().getMatchedClass().isAssignableFrom(t))
                  .toList());
    }
  }
}
