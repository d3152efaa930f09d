package org.weft.planner.sql.optimize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * What the places that read the same rows ask of them. A row is needed if one of them wants it; a
 * condition that may fail, or is random, is not asked earlier than it was.
 */
final class ReadConditions {
  private final RelNode rows;
  private final ImmutableBitSet keys;

  /** The conjuncts of each place, and the part of its rows that is wanted: equal ones are one. */
  private final Map<Set<RexNode>, Double> places = new LinkedHashMap<>();

  private int reads;

  /**
   * Conditions over a tree's columns.
   *
   * @param keys the columns of which conditions reach what the rows are computed from
   */
  ReadConditions(RelNode rows, ImmutableBitSet keys) {
    this.rows = rows;
    this.keys = keys;
  }

  /**
   * One more place.
   *
   * @param part of these rows that is wanted, if they are computed for it alone
   */
  void add(List<RexNode> conjuncts, double part) {
    reads++;
    Set<RexNode> asked = new LinkedHashSet<>();
    for (RexNode conjunct : conjuncts) {
      if (RexUtil.isDeterministic(conjunct) && !FilteredArguments.mayFail(conjunct)) {
        asked.add(conjunct);
      }
    }
    places.merge(asked, part, Math::max);
  }

  /** The number of places. */
  int reads() {
    return reads;
  }

  /** The number of places that want different rows. */
  int different() {
    return places.size();
  }

  /**
   * What one place wants.
   *
   * @param rows by what it asks of keys
   * @param part of these rows that is wanted
   */
  record Place(RelNode rows, double part) {}

  /** The places that want different rows. */
  List<Place> each() {
    List<Place> each = new ArrayList<>();
    places.forEach(
        (asked, part) ->
            each.add(new Place(filtered(Optional.of(conjunction(ofKeys(asked)))), part)));
    return each;
  }

  /** The rows that some place wants, by what they ask of keys. */
  RelNode byKeys() {
    return filtered(anyOf(places.keySet().stream().map(this::ofKeys).toList()));
  }

  /** The rows that some place wants. */
  RelNode needed() {
    RelNode byKeys = byKeys();
    boolean sameOfKeys =
        places.keySet().stream().allMatch(place -> ofKeys(place).size() == place.size());
    Optional<RexNode> any = sameOfKeys ? Optional.empty() : anyOf(List.copyOf(places.keySet()));
    return any.isEmpty() ? byKeys : LogicalFilter.create(byKeys, any.get());
  }

  private RelNode filtered(Optional<RexNode> condition) {
    return condition.isEmpty() || condition.get().isAlwaysTrue()
        ? rows
        : LogicalFilter.create(rows, condition.get());
  }

  private Set<RexNode> ofKeys(Set<RexNode> place) {
    Set<RexNode> asked = new LinkedHashSet<>(place);
    asked.removeIf(conjunct -> !keys.contains(RelOptUtil.InputFinder.bits(conjunct)));
    return asked;
  }

  private Optional<RexNode> anyOf(List<Set<RexNode>> alternatives) {
    if (alternatives.stream().anyMatch(Set::isEmpty)) {
      return Optional.empty();
    }
    List<RexNode> all = new ArrayList<>();
    alternatives.forEach(alternative -> all.add(conjunction(alternative)));
    return Optional.of(RexUtil.pullFactors(rex(), RexUtil.composeDisjunction(rex(), all)));
  }

  private RexNode conjunction(Set<RexNode> conjuncts) {
    return RexUtil.composeConjunction(rex(), conjuncts);
  }

  private RexBuilder rex() {
    return rows.getCluster().getRexBuilder();
  }
}
