package org.weft.planner.sql.validate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.weft.planner.error.WeftException;

/**
 * A function with a lambda, for one call. The lambda is part of the operator, not an operand: its
 * parameters are no columns of the query, so nothing that walks the query must meet them. What the
 * body takes from the query, it captured: these are operands behind the function's own.
 *
 * <p>The body is validated on its own, as an expression of its parameters and of what was captured,
 * once their types are known.
 */
public final class LambdaOperator extends SqlFunction {
  private final LambdaSyntax lambda;
  private final Map<List<RelDataType>, Typed> known = new HashMap<>();

  /**
   * A call with its types.
   *
   * @param parameters types of the lambda's parameters, then of what was captured
   * @param names of these in the body, and in no other
   * @param result type of the call
   * @param body valid, by the validator that knows its types
   */
  public record Typed(
      List<RelDataType> parameters,
      List<String> names,
      RelDataType result,
      SqlNode body,
      SqlValidator validator) {}

  LambdaOperator(LambdaSyntax lambda) {
    // calls with different bodies are different: names of operators are compared without case
    super(
        lambda.function() + " " + HexFormat.of().formatHex(bytes(lambda.body())),
        SqlKind.OTHER_FUNCTION,
        null,
        null,
        OperandTypes.VARIADIC,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.lambda = lambda;
  }

  private static byte[] bytes(SqlNode body) {
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The function and its lambda as they were written. */
  public LambdaSyntax lambda() {
    return lambda;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.any();
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    List<RelDataType> operands = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      operands.add(validator.deriveType(scope, operand));
    }
    try {
      return typed(operands, (CalciteCatalogReader) validator.getCatalogReader()).result();
    } catch (WeftException e) {
      throw LibraryArguments.at(call.getParserPosition(), e);
    }
  }

  /** The call with operands of these types. */
  public Typed typed(List<RelDataType> operands, CalciteCatalogReader reader) {
    Typed typed = known.get(operands);
    if (typed == null) {
      typed = new LambdaTyping(lambda, reader).of(operands);
      known.put(operands, typed);
    }
    return typed;
  }
}
