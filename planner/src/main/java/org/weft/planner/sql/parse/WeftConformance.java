package org.weft.planner.sql.parse;

import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** What the dialect allows: Calcite's most lenient one without what it gets wrong. */
public final class WeftConformance extends SqlDelegatingConformance {
  public static final SqlConformance INSTANCE = new WeftConformance();

  private WeftConformance() {
    super(SqlConformanceEnum.BABEL);
  }

  /** A column that is neither grouped nor aggregated is an error, not any of its values. */
  @Override
  public boolean isNonStrictGroupBy() {
    return false;
  }

  /** {@code SELECT a + 1 AS x, x + 1}: a name is known to the right of where it was given. */
  @Override
  public SelectAliasLookup isSelectAlias() {
    return SelectAliasLookup.LEFT_TO_RIGHT;
  }

  /** {@code ROW(1, 'a')}. */
  @Override
  public boolean allowExplicitRowValueConstructor() {
    return true;
  }
}
