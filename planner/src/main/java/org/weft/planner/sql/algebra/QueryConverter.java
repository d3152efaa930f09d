package org.weft.planner.sql.algebra;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.hint.RelHint;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.weft.planner.sql.validate.ViewTable;

/** Calcite's way from a valid query to algebra, which also knows where views are named. */
final class QueryConverter extends SqlToRelConverter {
  private SqlParserPos named = SqlParserPos.ZERO;

  QueryConverter(
      SqlValidator validator,
      CalciteCatalogReader reader,
      RelOptCluster cluster,
      SqlToRelConverter.Config config) {
    super(QueryConverter::noView, validator, reader, cluster, Convertlets.INSTANCE, config);
  }

  /** Views expand themselves: see {@link ViewTable}. */
  private static RelRoot noView(
      RelDataType rowType, String text, List<String> schemaPath, List<String> viewPath) {
    throw new IllegalStateException("views expand themselves: " + viewPath);
  }

  @Override
  protected void convertFrom(Blackboard bb, SqlNode from, List<String> fieldNames) {
    named = name(from);
    super.convertFrom(bb, from, fieldNames);
  }

  private static SqlParserPos name(SqlNode from) {
    if (from instanceof SqlIdentifier name) {
      return name.getParserPosition();
    }
    return from != null && from.getKind() == SqlKind.TABLE_REF
        ? name(((SqlCall) from).operand(0))
        : SqlParserPos.ZERO;
  }

  @Override
  public RelNode toRel(RelOptTable table, List<RelHint> hints) {
    SqlParserPos place = named;
    RelNode tree = super.toRel(table, hints);
    return table.unwrap(ViewTable.class) == null ? tree : PlacedTree.at(place, tree);
  }
}
