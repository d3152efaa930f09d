package org.weft.planner.sql.algebra;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.DelegatingMetadataRel;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A place where a query reads what it also reads elsewhere, and computes once. It looks like a leaf
 * to rules, and answers what is asked of it as the rows do that it stands for.
 */
public final class CommonRows extends AbstractRelNode implements DelegatingMetadataRel {
  private final Source source;

  /** What all places read that stand for the same rows. */
  public static final class Source {
    private final RelNode all;
    private RelNode computed;
    private int number;

    /** Rows of which it is not known yet which are needed. */
    public Source(RelNode all) {
      this.all = all;
    }

    /** The rows before any place filters them. */
    public RelNode all() {
      return all;
    }

    /**
     * Settles what is computed.
     *
     * @param id a number that no other rows of the planning have
     * @param tree gives at least the rows that the places need, with the columns of all rows
     */
    public void compute(int id, RelNode tree) {
      number = id;
      computed = tree;
    }

    /** Tells the rows from others of the planning. */
    public int number() {
      return number;
    }

    /** The tree that is computed. */
    public RelNode computed() {
      return computed;
    }
  }

  /** One more place that reads the rows. */
  public CommonRows(Source source) {
    this(source.all().getCluster(), source.all().getTraitSet(), source);
  }

  private CommonRows(RelOptCluster cluster, RelTraitSet traits, Source source) {
    super(cluster, traits);
    this.source = source;
  }

  /** What is read here. */
  public Source source() {
    return source;
  }

  @Override
  public RelNode getMetadataDelegateRel() {
    return source.all();
  }

  @Override
  protected RelDataType deriveRowType() {
    return source.all().getRowType();
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return this;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("rows", source.all().getId());
  }
}
