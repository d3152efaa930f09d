package org.weft.planner.sql.validate;

import org.apache.calcite.config.NullCollation;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.weft.planner.sql.parse.WeftConformance;

/** Calcite's validator with the dialect's settings. One per query. */
final class WeftValidator extends SqlValidatorImpl {
  private static final SqlValidator.Config CONFIG =
      SqlValidator.Config.DEFAULT
          .withConformance(WeftConformance.INSTANCE)
          .withIdentifierExpansion(true)
          .withTypeCoercionEnabled(true)
          .withTypeCoercionFactory(StrictCoercion::new)
          .withDefaultNullCollation(NullCollation.HIGH);

  WeftValidator(CalciteCatalogReader reader) {
    super(Operators.TABLE, reader, SqlTypes.INSTANCE, CONFIG);
  }
}
