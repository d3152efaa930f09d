package org.weft.planner.sql.parse;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A table of which columns become rows. Its only operand is the table. */
public final class UnpivotTable extends SqlBasicCall {
  private static final SqlSpecialOperator OPERATOR =
      new SqlSpecialOperator("UNPIVOT", SqlKind.OTHER);

  private final List<SqlIdentifier> values;
  private final SqlIdentifier name;
  private final List<Group> groups;
  private final Nulls nulls;

  /** Columns that become one row, with what the row is called if not by the first of them. */
  public record Group(List<SqlNode> columns, Optional<SqlNode> label) {}

  /** What becomes of rows whose values are all null. */
  public enum Nulls {
    KEPT,
    DROPPED;

    static Nulls of(boolean areKept) {
      return areKept ? KEPT : DROPPED;
    }
  }

  UnpivotTable(
      SqlParserPos pos,
      SqlNode table,
      List<SqlIdentifier> values,
      SqlIdentifier name,
      List<Group> groups,
      Nulls nulls) {
    super(OPERATOR, List.of(table), pos);
    this.values = values;
    this.name = name;
    this.groups = groups;
    this.nulls = nulls;
  }

  /** The columns that hold the values, one for each column of a group. */
  public List<SqlIdentifier> values() {
    return values;
  }

  /** The column that holds the names. */
  public SqlIdentifier name() {
    return name;
  }

  public List<Group> groups() {
    return groups;
  }

  public Nulls nulls() {
    return nulls;
  }
}
