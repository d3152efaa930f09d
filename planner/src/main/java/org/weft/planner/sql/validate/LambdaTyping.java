package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.SimpleType;

/** The types of a call with a lambda: those of its parameters give that of its body. */
final class LambdaTyping {
  private final LambdaSyntax lambda;
  private final CalciteCatalogReader reader;

  LambdaTyping(LambdaSyntax lambda, CalciteCatalogReader reader) {
    this.lambda = lambda;
    this.reader = reader;
  }

  /** A valid body and its type. */
  private record Body(SqlNode node, WeftValidator validator, DataType type) {}

  LambdaOperator.Typed of(List<RelDataType> operands) {
    List<RelDataType> sources = operands.subList(0, lambda.sources());
    List<RelDataType> captured = operands.subList(lambda.sources(), operands.size());
    return switch (lambda.kind()) {
      case TRANSFORM -> {
        List<DataType> elements = sources.stream().map(this::element).toList();
        if (elements.size() == 1) {
          elements = withPosition(elements);
        }
        checkParameters(elements.size(), elements.size());
        Body body = body(elements, captured);
        yield typed(elements, captured, new ListType(body.type()), body);
      }
      case FILTER -> {
        List<DataType> elements = withPosition(List.of(element(sources.get(0))));
        yield typed(
            elements, captured, new ListType(elements.get(0)), condition(elements, captured));
      }
      case ANY, ALL -> {
        List<DataType> elements = withPosition(List.of(element(sources.get(0))));
        yield typed(elements, captured, SimpleType.BOOLEAN, condition(elements, captured));
      }
      case REDUCE -> reduce(sources, captured);
      case FOLD -> fold(element(sources.get(0)), type(sources.get(1)), captured);
      case SORT -> {
        DataType element = element(sources.get(0));
        checkParameters(2, 2);
        List<DataType> pair = List.of(element, element);
        Body body = body(pair, captured);
        if (!body.type().isInteger() && body.type() != SimpleType.NULL) {
          throw wrong("the lambda of a sort gives an integer, not " + body.type())
              .hint("give -1, 0 or 1: CASE WHEN x < y THEN -1 WHEN x > y THEN 1 ELSE 0 END");
        }
        yield typed(pair, captured, new ListType(element), body);
      }
    };
  }

  /** As in DuckDB: the type of the elements, or one that holds the start too. */
  private LambdaOperator.Typed reduce(List<RelDataType> sources, List<RelDataType> captured) {
    DataType element = element(sources.get(0));
    if (sources.size() == 2) {
      element = common(element, type(sources.get(1)));
    }
    List<DataType> parameters = withPosition(List.of(element, element), 2);
    Body body = body(parameters, captured);
    boolean fits = body.type().equals(element) || body.type() == SimpleType.NULL;
    if (!fits && !isNumber(body.type(), element)) {
      throw wrong(
              "the lambda of " + lambda.function() + " gives " + body.type() + ", not " + element)
          .hint("cast the list or what the lambda gives");
    }
    return typed(parameters, captured, element, body);
  }

  /** Numbers are rounded to the type of the elements; nothing else is converted. */
  private static boolean isNumber(DataType given, DataType wanted) {
    return given.isNumeric() && wanted.isNumeric();
  }

  /** The type of the start, or a wider one that holds what the lambda gives. */
  private LambdaOperator.Typed fold(DataType element, DataType start, List<RelDataType> captured) {
    checkParameters(2, 2);
    DataType sum = start;
    for (int attempt = 0; attempt < 3; attempt++) {
      List<DataType> parameters = List.of(sum, element);
      Body body = body(parameters, captured);
      DataType wider = common(sum, body.type());
      if (wider.equals(sum)) {
        return typed(parameters, captured, sum, body);
      }
      // every sum of decimals has a digit more than the one before
      sum =
          wider instanceof DecimalType decimal
              ? new DecimalType(DecimalType.MAX_PRECISION, decimal.scale())
              : wider;
    }
    throw wrong("the lambda of " + lambda.function() + " gives a wider type at every step")
        .hint("cast what it gives to the type of the start");
  }

  private DataType common(DataType a, DataType b) {
    RelDataType common =
        SqlTypes.INSTANCE.leastRestrictive(
            List.of(
                SqlTypes.INSTANCE.of(a, Field.Nullability.NULLABLE),
                SqlTypes.INSTANCE.of(b, Field.Nullability.NULLABLE)));
    if (common == null) {
      throw wrong(a + " and " + b + " do not go together in " + lambda.function())
          .hint("cast one of them");
    }
    return SqlTypes.toWeft(common);
  }

  /** A number is a condition too: it is not 0. */
  private Body condition(List<DataType> elements, List<RelDataType> captured) {
    Body body = body(elements, captured);
    if (body.type().isNumeric()) {
      SqlParserPos pos = lambda.body().getParserPosition();
      SqlNode zero = SqlLiteral.createExactNumeric("0", pos);
      return body(
          SqlStdOperatorTable.NOT_EQUALS.createCall(pos, lambda.body(), zero), elements, captured);
    }
    if (body.type() != SimpleType.BOOLEAN && body.type() != SimpleType.NULL) {
      throw wrong("the lambda of " + lambda.function() + " is a condition, not " + body.type());
    }
    return body;
  }

  private DataType type(RelDataType type) {
    return LibraryArguments.type(type);
  }

  private DataType element(RelDataType type) {
    if (type.getSqlTypeName() == SqlTypeName.NULL) {
      return SimpleType.NULL;
    }
    if (type(type) instanceof ListType list) {
      return list.element();
    }
    throw wrong(lambda.function() + " takes a list, not " + type(type));
  }

  private List<DataType> withPosition(List<DataType> elements) {
    return withPosition(elements, elements.size());
  }

  private List<DataType> withPosition(List<DataType> elements, int least) {
    checkParameters(least, least + 1);
    if (lambda.parameters().size() == least) {
      return elements;
    }
    List<DataType> all = new ArrayList<>(elements);
    all.add(SimpleType.INT64);
    return all;
  }

  private void checkParameters(int least, int most) {
    int count = lambda.parameters().size();
    if (count < least || count > most) {
      String wanted = least == most ? String.valueOf(least) : least + " or " + most;
      throw WeftException.of(
          ErrorCode.INVALID_QUERY,
          "the lambda of "
              + lambda.function()
              + " has "
              + wanted
              + (most == 1 ? " parameter, not " : " parameters, not ")
              + count);
    }
  }

  private static WeftException wrong(String sentence) {
    return WeftException.of(ErrorCode.TYPE_MISMATCH, sentence);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < lambda.parameters().size(); i++) {
      names.add("p" + i);
    }
    for (int i = 0; i < lambda.captured().size(); i++) {
      names.add("c" + i);
    }
    return names;
  }

  private static List<RelDataType> columns(List<DataType> parameters, List<RelDataType> captured) {
    List<RelDataType> columns = new ArrayList<>();
    for (DataType parameter : parameters) {
      columns.add(SqlTypes.INSTANCE.of(parameter, Field.Nullability.NULLABLE));
    }
    columns.addAll(captured);
    return columns;
  }

  private Body body(List<DataType> parameters, List<RelDataType> captured) {
    return body(lambda.body(), parameters, captured);
  }

  private Body body(SqlNode written, List<DataType> parameters, List<RelDataType> captured) {
    List<RelDataType> columns = columns(parameters, captured);
    List<String> names = names();
    Map<String, RelDataType> types = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      types.put(names.get(i), columns.get(i));
    }
    WeftValidator validator = new WeftValidator(reader);
    SqlNode valid = validator.validateParameterizedExpression(TreeCopy.of(written), types);
    return new Body(valid, validator, type(validator.getValidatedNodeType(valid)));
  }

  private LambdaOperator.Typed typed(
      List<DataType> parameters, List<RelDataType> captured, DataType result, Body body) {
    return new LambdaOperator.Typed(
        columns(parameters, captured),
        names(),
        SqlTypes.INSTANCE.of(result, Field.Nullability.NULLABLE),
        body.node(),
        body.validator());
  }
}
