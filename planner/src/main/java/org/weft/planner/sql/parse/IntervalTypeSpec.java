package org.weft.planner.sql.parse;

import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.Litmus;

/** The type INTERVAL, which is one whatever its units. */
final class IntervalTypeSpec extends SqlTypeNameSpec {
  private static final int DAY_DIGITS = 9;
  private static final int FRACTION_DIGITS = 6;

  IntervalTypeSpec(SqlParserPos pos) {
    super(new SqlIdentifier("INTERVAL", pos), pos);
  }

  @Override
  public RelDataType deriveType(SqlValidator validator) {
    return validator
        .getTypeFactory()
        .createSqlIntervalType(
            new SqlIntervalQualifier(
                TimeUnit.DAY, DAY_DIGITS, TimeUnit.SECOND, FRACTION_DIGITS, getParserPos()));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword("INTERVAL");
  }

  @Override
  public boolean equalsDeep(SqlTypeNameSpec spec, Litmus litmus) {
    return spec instanceof IntervalTypeSpec
        ? litmus.succeed()
        : litmus.fail("{} != {}", this, spec);
  }
}
