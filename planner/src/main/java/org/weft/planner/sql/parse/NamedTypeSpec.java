package org.weft.planner.sql.parse;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.Litmus;
import org.apache.calcite.util.Static;

/** A type by the name that CREATE TYPE gave it. */
final class NamedTypeSpec extends SqlTypeNameSpec {
  NamedTypeSpec(SqlIdentifier name, SqlParserPos pos) {
    super(name, pos);
  }

  @Override
  public RelDataType deriveType(SqlValidator validator) {
    RelDataType type = validator.getCatalogReader().getNamedType(getTypeName());
    if (type == null) {
      throw SqlUtil.newContextException(
          getParserPos(), Static.RESOURCE.unknownDatatypeName(getTypeName().toString()));
    }
    return type;
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    getTypeName().unparse(writer, leftPrec, rightPrec);
  }

  @Override
  public boolean equalsDeep(SqlTypeNameSpec spec, Litmus litmus) {
    return spec instanceof NamedTypeSpec other
        ? getTypeName().equalsDeep(other.getTypeName(), litmus)
        : litmus.fail("{} != {}", this, spec);
  }
}
