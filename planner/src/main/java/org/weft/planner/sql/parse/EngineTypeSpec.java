package org.weft.planner.sql.parse;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.Litmus;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.SqlTypeNames;

/** A type of ours for which Calcite has no words, such as an enum with its values. */
public final class EngineTypeSpec extends SqlTypeNameSpec {
  private final DataType type;

  public EngineTypeSpec(DataType type, SqlParserPos pos) {
    super(new SqlIdentifier(type.kind().name(), pos), pos);
    this.type = type;
  }

  @Override
  public RelDataType deriveType(SqlValidator validator) {
    return ((EngineTypes) validator.getTypeFactory()).of(type, Field.Nullability.REQUIRED);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(SqlTypeNames.of(type));
  }

  @Override
  public boolean equalsDeep(SqlTypeNameSpec spec, Litmus litmus) {
    return spec instanceof EngineTypeSpec other && other.type.equals(type)
        ? litmus.succeed()
        : litmus.fail("{} != {}", this, spec);
  }
}
