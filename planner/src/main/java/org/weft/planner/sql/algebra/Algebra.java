package org.weft.planner.sql.algebra;

import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.weft.planner.sql.validate.Failures;
import org.weft.planner.sql.validate.ValidQuery;

/** Turns valid queries into algebra, sub-queries still inside expressions. */
public final class Algebra {
  private static final SqlToRelConverter.Config CONFIG =
      SqlToRelConverter.config()
          .withExpand(false)
          .withTrimUnusedFields(false)
          .withDecorrelationEnabled(false)
          // the optimizer does it; here it confuses which columns a correlated sub-query means
          .withRelBuilderConfigTransform(config -> config.withPushJoinCondition(false))
          .withInSubQueryThreshold(Integer.MAX_VALUE)
          .withAddJsonTypeOperatorEnabled(false);

  private Algebra() {}

  /** The algebra of a whole query: its columns and no others, in its order. */
  public static RelNode of(ValidQuery query, RelOptCluster cluster) {
    try {
      RelRoot root = converter(query, cluster).convertQuery(query.tree(), false, true);
      return root.project();
    } catch (RuntimeException | Error e) {
      throw Failures.of("the query could not be turned into a plan", e);
    }
  }

  /** The algebra of a view's query inside that of another. */
  public static RelNode ofView(ValidQuery query, RelOptTable.ToRelContext context) {
    // Calcite would drop the order of a view that has one, and then fail to find it
    SqlToRelConverter.Config config =
        CONFIG.withRemoveSortInSubQuery(!SqlToRelConverter.isOrdered(query.tree()));
    return converter(query.validator(), query.reader(), context.getCluster(), config)
        .convertQuery(query.tree(), false, false)
        .rel;
  }

  private static SqlToRelConverter converter(ValidQuery query, RelOptCluster cluster) {
    return converter(query.validator(), query.reader(), cluster);
  }

  static SqlToRelConverter converter(
      SqlValidator validator, CalciteCatalogReader reader, RelOptCluster cluster) {
    return converter(validator, reader, cluster, CONFIG);
  }

  private static SqlToRelConverter converter(
      SqlValidator validator,
      CalciteCatalogReader reader,
      RelOptCluster cluster,
      SqlToRelConverter.Config config) {
    return new QueryConverter(validator, reader, cluster, config);
  }
}
