package org.weft.planner.sql.parse;

import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A table of which a sample is read: its only operand. */
public final class SampledTable extends SqlBasicCall {
  private final SampleClause sample;

  SampledTable(SqlNode table, SampleClause sample, SqlParserPos pos) {
    super(DialectOperators.SAMPLE, List.of(table), pos);
    this.sample = sample;
  }

  /** How much of it. */
  public SampleClause sample() {
    return sample;
  }
}
