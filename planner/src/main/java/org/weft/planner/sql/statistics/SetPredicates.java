package org.weft.planner.sql.statistics;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.MetadataDef;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.RelMdPredicates;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;

/**
 * What holds for all rows of set operations. Calcite compares what holds on each side, and fails if
 * a column may be null on one of them only: then nothing is said.
 */
final class SetPredicates implements MetadataHandler<BuiltInMetadata.Predicates> {
  private final RelMdPredicates calcite = new RelMdPredicates();

  @Override
  public MetadataDef<BuiltInMetadata.Predicates> getDef() {
    return BuiltInMetadata.Predicates.DEF;
  }

  /** Called by the name of the question. */
  public RelOptPredicateList getPredicates(Union union, RelMetadataQuery query) {
    return hasSameTypes(union) ? calcite.getPredicates(union, query) : RelOptPredicateList.EMPTY;
  }

  /**
   * Called by the name of the question. What holds on one side holds for the rows of both; whether
   * one follows from the other Calcite cannot tell of numbers that are no decimals (NaN), and
   * fails.
   */
  public RelOptPredicateList getPredicates(Intersect intersect, RelMetadataQuery query) {
    if (!hasSameTypes(intersect)) {
      return RelOptPredicateList.EMPTY;
    }
    Set<RexNode> all = new LinkedHashSet<>();
    for (RelNode input : intersect.getInputs()) {
      all.addAll(query.getPulledUpPredicates(input).pulledUpPredicates);
    }
    return RelOptPredicateList.of(intersect.getCluster().getRexBuilder(), all);
  }

  private static boolean hasSameTypes(SetOp operation) {
    return operation.getInputs().stream()
        .allMatch(input -> types(input).equals(types(operation.getInput(0))));
  }

  private static List<RelDataType> types(RelNode node) {
    return node.getRowType().getFieldList().stream().map(RelDataTypeField::getType).toList();
  }
}
