package org.weft.planner.sql.parse;

import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;

/** A SELECT with the clauses that Calcite's has not. */
public final class DialectSelect extends SqlSelect {
  private final SqlNodeList distinctOn;
  private SampleClause sample;

  DialectSelect(SqlSelect select, SqlNodeList distinctOn, SampleClause sample) {
    super(
        select.getParserPosition(),
        (SqlNodeList) select.getOperandList().get(0),
        select.getSelectList(),
        select.getFrom(),
        select.getWhere(),
        select.getGroup(),
        select.getHaving(),
        select.getWindowList(),
        select.getQualify(),
        select.getOrderList(),
        select.getOffset(),
        select.getFetch(),
        select.getHints());
    this.distinctOn = distinctOn;
    this.sample = sample;
  }

  /** The expressions of DISTINCT ON; null if there is none. */
  public SqlNodeList distinctOn() {
    return distinctOn;
  }

  /** What USING SAMPLE says; null if there is none. */
  public SampleClause sample() {
    return sample;
  }
}
