package org.weft.planner.sql.parse;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A table of which values become columns. Its only operand is the table. */
public final class PivotTable extends SqlBasicCall {
  /** A query by its kind, so that it can stand where one can. */
  private static final SqlSpecialOperator OPERATOR = new SqlSpecialOperator("PIVOT", SqlKind.OTHER);

  private final List<SqlNode> aggregates;
  private final List<Axis> axes;
  private final Optional<SqlNodeList> keys;

  /**
   * What is looked at to tell the columns apart.
   *
   * @param values those that become columns, perhaps with names; all there are if not told
   */
  public record Axis(SqlNode expression, Optional<List<SqlNode>> values) {}

  PivotTable(
      SqlParserPos pos,
      SqlNode table,
      List<SqlNode> aggregates,
      List<Axis> axes,
      Optional<SqlNodeList> keys) {
    super(OPERATOR, List.of(table), pos);
    this.aggregates = aggregates;
    this.axes = axes;
    this.keys = keys;
  }

  /** What is computed for each of the columns. */
  public List<SqlNode> aggregates() {
    return aggregates;
  }

  public List<Axis> axes() {
    return axes;
  }

  /** What rows are grouped by; all columns that are not used otherwise if not told. */
  public Optional<SqlNodeList> keys() {
    return keys;
  }
}
