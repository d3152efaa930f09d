package org.weft.planner.sql.algebra;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeName;
import org.weft.planner.expr.UnnestSpec;

/**
 * A row for every element of collections: the input's columns, then an element (or key and value)
 * of each collection, then the number if it is asked for. Structs stay whole.
 */
public final class Unnest extends SingleRel {
  /** Elements that a collection is guessed to have. */
  private static final double GUESSED_ELEMENTS = 4;

  private final List<RexNode> collections;
  private final UnnestSpec.OnEmpty onEmpty;
  private final UnnestSpec.Ordinality ordinality;

  private Unnest(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      List<RexNode> collections,
      UnnestSpec.OnEmpty onEmpty,
      UnnestSpec.Ordinality ordinality) {
    super(cluster, traits, input);
    this.collections = List.copyOf(collections);
    this.onEmpty = onEmpty;
    this.ordinality = ordinality;
  }

  /** A row for every element of these collections, which are expressions over the input. */
  static Unnest create(
      RelNode input,
      List<RexNode> collections,
      UnnestSpec.OnEmpty onEmpty,
      UnnestSpec.Ordinality ordinality) {
    RelOptCluster cluster = input.getCluster();
    return new Unnest(
        cluster,
        cluster.traitSetOf(org.apache.calcite.plan.Convention.NONE),
        input,
        collections,
        onEmpty,
        ordinality);
  }

  /** Arrays and maps over the input's columns. */
  public List<RexNode> collections() {
    return collections;
  }

  /** What a row without elements gives. */
  public UnnestSpec.OnEmpty onEmpty() {
    return onEmpty;
  }

  /** Whether rows are numbered. */
  public UnnestSpec.Ordinality ordinality() {
    return ordinality;
  }

  @Override
  protected RelDataType deriveRowType() {
    RelDataTypeFactory types = getCluster().getTypeFactory();
    RelDataTypeFactory.Builder row = types.builder();
    row.addAll(getInput().getRowType().getFieldList());
    boolean mayBeNull = onEmpty == UnnestSpec.OnEmpty.NULLS || collections.size() > 1;
    for (RexNode collection : collections) {
      RelDataType type = collection.getType();
      if (type.getSqlTypeName() == SqlTypeName.MAP) {
        add(row, "KEY", type.getKeyType(), mayBeNull);
        add(row, "VALUE", type.getValueType(), mayBeNull);
      } else {
        add(row, "ELEMENT", type.getComponentType(), mayBeNull);
      }
    }
    if (ordinality == UnnestSpec.Ordinality.NUMBERED) {
      boolean noNumber = onEmpty == UnnestSpec.OnEmpty.NULLS;
      add(row, "ORDINALITY", types.createSqlType(SqlTypeName.INTEGER), noNumber);
    }
    return row.uniquify().build();
  }

  private void add(
      RelDataTypeFactory.Builder row, String name, RelDataType type, boolean mayBeNull) {
    RelDataTypeFactory types = getCluster().getTypeFactory();
    row.add(name, mayBeNull ? types.createTypeWithNullability(type, true) : type);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new Unnest(getCluster(), traits, inputs.get(0), collections, onEmpty, ordinality);
  }

  /** The same over another input with the same columns. */
  public Unnest over(RelNode input) {
    return create(input, collections, onEmpty, ordinality);
  }

  @Override
  public RelNode accept(RexShuttle shuttle) {
    List<RexNode> changed = shuttle.apply(collections);
    return changed == collections
        ? this
        : new Unnest(getCluster(), traitSet, input, changed, onEmpty, ordinality);
  }

  @Override
  public double estimateRowCount(RelMetadataQuery metadata) {
    return metadata.getRowCount(input) * GUESSED_ELEMENTS;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("collections", collections)
        .item("onEmpty", onEmpty)
        .item("ordinality", ordinality);
  }
}
