package org.weft.planner.sql.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Lambda;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.sql.validate.BoundLambda;
import org.weft.planner.sql.validate.LambdaSyntax;
import org.weft.planner.sql.validate.SqlTypes;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/** Calls with lambdas. */
final class LambdaTranslation {
  private LambdaTranslation() {}

  static Expression of(BoundLambda operator, RexCall call, ExpressionTranslation outer) {
    LambdaSyntax lambda = operator.lambda();
    List<DataType> columns = operator.columns().stream().map(SqlTypes::toWeft).toList();
    List<DataType> parameters = columns.subList(0, lambda.parameters().size());
    DataType type = SqlTypes.toWeft(call.getType());
    List<Expression> inputs = new ArrayList<>();
    for (int i = 0; i < call.getOperands().size(); i++) {
      int captured = i - lambda.sources();
      DataType wanted =
          captured >= 0 ? columns.get(parameters.size() + captured) : source(lambda, i, parameters);
      inputs.add(outer.as(call.getOperands().get(i), wanted));
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      boolean isParameter = i < parameters.size();
      String name =
          isParameter ? lambda.parameters().get(i) : lambda.captured().get(i - parameters.size());
      fields.add(Field.nullable(name, columns.get(i)));
    }
    Expression body =
        new ExpressionTranslation(outer.rexBuilder(), outer.places(), new Schema(fields))
            .as(operator.body(), given(lambda, type));
    return new LibraryCall(
        lambda.kind().function(),
        inputs,
        type,
        Optional.of(new Lambda(lambda.parameters(), parameters, lambda.captured().size(), body)));
  }

  /** The type as which one of the function's own operands is given. */
  private static DataType source(LambdaSyntax lambda, int index, List<DataType> parameters) {
    return switch (lambda.kind()) {
      case TRANSFORM, FILTER, ANY, ALL, SORT -> new ListType(parameters.get(index));
      case REDUCE, FOLD -> index == 0 ? new ListType(parameters.get(1)) : parameters.get(0);
    };
  }

  /** The type that the body is to give. */
  private static DataType given(LambdaSyntax lambda, DataType result) {
    return switch (lambda.kind()) {
      case TRANSFORM -> ((ListType) result).element();
      case FILTER, ANY, ALL -> SimpleType.BOOLEAN;
      case REDUCE, FOLD -> result;
      case SORT -> SimpleType.INT64;
    };
  }
}
