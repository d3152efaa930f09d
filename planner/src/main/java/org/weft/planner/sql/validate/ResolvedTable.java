package org.weft.planner.sql.validate;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.plan.RelOptSchema;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.Prepare;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelDistribution;
import org.apache.calcite.rel.RelDistributions;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelReferentialConstraint;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlAccessType;
import org.apache.calcite.sql.validate.SqlModality;
import org.apache.calcite.sql.validate.SqlMonotonicity;
import org.apache.calcite.util.ImmutableBitSet;

/** A name in FROM that was found: files, a view, or the rows of a recursion. */
public abstract class ResolvedTable extends Prepare.AbstractPreparingTable {
  /** What is assumed of a table that says nothing of its rows. */
  private static final double UNKNOWN_ROWS = 1000;

  private final String name;
  private final RelDataType rowType;
  private final SchemaTable schemaTable = new SchemaTable();

  ResolvedTable(String name, RelDataType rowType) {
    this.name = name;
    this.rowType = rowType;
  }

  /** What the query calls it. */
  public final String name() {
    return name;
  }

  /** The same under another name, with a hint on its joins. */
  abstract ResolvedTable hinted(String otherName, TableHint hint);

  /** This table as a schema of Calcite's holds it. */
  final Table schemaTable() {
    return schemaTable;
  }

  @Override
  public final List<String> getQualifiedName() {
    return List.of(name);
  }

  @Override
  public final RelDataType getRowType() {
    return rowType;
  }

  @Override
  public double getRowCount() {
    return UNKNOWN_ROWS;
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context) {
    return LogicalTableScan.create(context.getCluster(), this, context.getTableHints());
  }

  @Override
  public RelOptSchema getRelOptSchema() {
    return null;
  }

  @Override
  public List<RelCollation> getCollationList() {
    return List.of();
  }

  @Override
  public RelDistribution getDistribution() {
    return RelDistributions.ANY;
  }

  @Override
  public boolean isKey(ImmutableBitSet columns) {
    return false;
  }

  @Override
  public List<ImmutableBitSet> getKeys() {
    return List.of();
  }

  @Override
  public List<RelReferentialConstraint> getReferentialConstraints() {
    return List.of();
  }

  @Override
  public Expression getExpression(@SuppressWarnings("rawtypes") Class type) {
    return null;
  }

  @Override
  protected Prepare.AbstractPreparingTable extend(Table extendedTable) {
    throw new UnsupportedOperationException("columns cannot be added to " + name);
  }

  @Override
  public SqlMonotonicity getMonotonicity(String columnName) {
    return SqlMonotonicity.NOT_MONOTONIC;
  }

  @Override
  public SqlAccessType getAllowedAccess() {
    return SqlAccessType.READ_ONLY;
  }

  @Override
  public boolean supportsModality(SqlModality modality) {
    return modality == SqlModality.RELATION;
  }

  @Override
  public boolean isTemporal() {
    return false;
  }

  @Override
  public <C> C unwrap(Class<C> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    return type.isInstance(schemaTable) ? type.cast(schemaTable) : null;
  }

  @Override
  public <C> Optional<C> maybeUnwrap(Class<C> type) {
    return Optional.ofNullable(unwrap(type));
  }

  private final class SchemaTable extends AbstractTable {
    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
      return rowType;
    }

    @Override
    public <C> C unwrap(Class<C> type) {
      if (type.isInstance(ResolvedTable.this)) {
        return type.cast(ResolvedTable.this);
      }
      return super.unwrap(type);
    }
  }
}
