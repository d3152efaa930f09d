package org.weft.planner.sql.algebra;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlRowTypeNameSpec;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.sql.validate.CastOperator;
import org.weft.planner.sql.validate.DialectOperator;
import org.weft.planner.sql.validate.LambdaOperator;
import org.weft.planner.sql.validate.LibraryOperator;
import org.weft.planner.sql.validate.ListAggregateOperator;
import org.weft.planner.sql.validate.NestedOperator;
import org.weft.planner.sql.validate.Operators;
import org.weft.planner.sql.validate.StructOperator;
import org.weft.planner.sql.validate.TimeOperation;
import org.weft.planner.sql.validate.WholeElements;
import org.weft.planner.sql.validate.WindowOperators;

/** How calls become algebra: our own operators here, all others as Calcite does. */
final class Convertlets implements SqlRexConvertletTable {
  static final SqlRexConvertletTable INSTANCE = new Convertlets();

  private static final LibraryOperator LIST_CONCAT =
      LibraryOperator.of(FunctionRegistry.get("list_concat"));

  private Convertlets() {}

  @Override
  public SqlRexConvertlet get(SqlCall call) {
    SqlOperator operator = call.getOperator();
    if (operator == DialectOperator.DIVIDE || operator == SqlStdOperatorTable.DIVIDE) {
      return Convertlets::quotient;
    }
    if (operator == DialectOperator.CONCAT || operator == SqlStdOperatorTable.CONCAT) {
      return Convertlets::concatenation;
    }
    if (operator == DialectOperator.REMAINDER) {
      return Convertlets::kernel;
    }
    if (operator == Operators.PLUS) {
      return Convertlets::plus;
    }
    if (operator == Operators.MINUS) {
      return Convertlets::minus;
    }
    if (operator == Operators.TIMES) {
      return Convertlets::times;
    }
    if (operator == SqlStdOperatorTable.UNARY_MINUS) {
      return Convertlets::negation;
    }
    if (operator instanceof CastOperator) {
      return Convertlets::cast;
    }
    if (operator == SqlStdOperatorTable.CAST && isOfStruct(call)) {
      return Convertlets::coercion;
    }
    if (operator == SqlStdOperatorTable.IS_DISTINCT_FROM
        || operator == SqlStdOperatorTable.IS_NOT_DISTINCT_FROM) {
      return Convertlets::distinct;
    }
    if (operator instanceof LambdaOperator) {
      return LambdaAlgebra::of;
    }
    // a mean over a window stays one: the standard's way would round it as a decimal
    boolean isOurs =
        operator instanceof LibraryOperator
            || operator instanceof NestedOperator
            || operator instanceof ListAggregateOperator
            || operator instanceof StructOperator
            || operator == WholeElements.INSTANCE;
    if (isOurs || operator.getKind() == SqlKind.AVG || operator == WindowOperators.TAKEN) {
      return Convertlets::kernel;
    }
    return StandardConvertletTable.INSTANCE.get(call);
  }

  private static RexNode quotient(SqlRexContext context, SqlCall call) {
    List<RexNode> operands = operands(context, call);
    Optional<RexNode> ofTimes =
        TimeOperations.of(
            call.getParserPosition(),
            SqlKind.DIVIDE,
            operands.get(0),
            operands.get(1),
            context.getRexBuilder());
    if (ofTimes.isPresent()) {
      return ofTimes.get();
    }
    boolean areIntegers =
        DialectOperator.isQuotientOfIntegers(operands.get(0).getType(), operands.get(1).getType());
    if (!areIntegers) {
      return standard(context, call, SqlStdOperatorTable.DIVIDE);
    }
    return context
        .getRexBuilder()
        .makeCall(
            call.getParserPosition(),
            SqlStdOperatorTable.DIVIDE,
            as(context, call, operands.get(0), SqlTypeName.DOUBLE),
            as(context, call, operands.get(1), SqlTypeName.DOUBLE));
  }

  private static RexNode concatenation(SqlRexContext context, SqlCall call) {
    List<RexNode> operands = operands(context, call);
    if (DialectOperator.isListConcatenation(operands.get(0).getType(), operands.get(1).getType())) {
      return unlessNull(context, call, LIST_CONCAT, operands, operands);
    }
    Optional<FunctionEntry> addition =
        DialectOperator.addition(operands.get(0).getType(), operands.get(1).getType());
    if (addition.isPresent()) {
      int list = addition.get().name().equals("list_append") ? 0 : 1;
      LibraryOperator adding = LibraryOperator.of(addition.get());
      return unlessNull(context, call, adding, operands, List.of(operands.get(list)));
    }
    RelDataType left = operands.get(0).getType();
    RelDataType right = operands.get(1).getType();
    List<RexNode> given =
        DialectOperator.isConcatenation(left, right)
            ? operands
            : List.of(
                as(context, call, operands.get(0), SqlTypeName.VARCHAR),
                as(context, call, operands.get(1), SqlTypeName.VARCHAR));
    RelDataTypeFactory types = context.getTypeFactory();
    RelDataType type =
        types.createTypeWithNullability(
            types.createSqlType(DialectOperator.joined(left, right)),
            left.isNullable() || right.isNullable());
    return context
        .getRexBuilder()
        .makeCall(call.getParserPosition(), type, SqlStdOperatorTable.CONCAT, given);
  }

  /** A function of lists that leaves out null lists, with null for them. */
  private static RexNode unlessNull(
      SqlRexContext context,
      SqlCall call,
      SqlOperator function,
      List<RexNode> operands,
      List<RexNode> lists) {
    RexBuilder rex = context.getRexBuilder();
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    RexNode result = rex.makeCall(call.getParserPosition(), type, function, operands);
    for (RexNode list : lists) {
      if (list.getType().isNullable()) {
        RexNode isNull = rex.makeCall(SqlStdOperatorTable.IS_NULL, list);
        result =
            rex.makeCall(
                type, SqlStdOperatorTable.CASE, List.of(isNull, rex.makeNullLiteral(type), result));
      }
    }
    return result;
  }

  private static RexNode as(SqlRexContext context, SqlCall call, RexNode value, SqlTypeName name) {
    RelDataTypeFactory types = context.getTypeFactory();
    RelDataType type =
        types.createTypeWithNullability(types.createSqlType(name), value.getType().isNullable());
    return SqlTypeUtil.inCharFamily(type) && isWidened(value)
        ? context
            .getRexBuilder()
            .makeAbstractCast(call.getParserPosition(), type, kept(context, (RexCall) value), false)
        : context.getRexBuilder().makeCast(call.getParserPosition(), type, value);
  }

  private static RexNode plus(SqlRexContext context, SqlCall call) {
    return arithmetic(context, call, SqlStdOperatorTable.PLUS);
  }

  private static RexNode minus(SqlRexContext context, SqlCall call) {
    return arithmetic(context, call, SqlStdOperatorTable.MINUS);
  }

  private static RexNode times(SqlRexContext context, SqlCall call) {
    return arithmetic(context, call, SqlStdOperatorTable.MULTIPLY);
  }

  private static RexNode arithmetic(SqlRexContext context, SqlCall call, SqlOperator ofNumbers) {
    List<RexNode> operands = operands(context, call);
    return TimeOperations.of(
            call.getParserPosition(),
            ofNumbers.getKind(),
            operands.get(0),
            operands.get(1),
            context.getRexBuilder())
        .orElseGet(() -> standard(context, call, ofNumbers));
  }

  private static RexNode negation(SqlRexContext context, SqlCall call) {
    RexNode operand = context.convertExpression(call.operand(0));
    return SqlTypeUtil.isInterval(operand.getType())
        ? context.getRexBuilder().makeCall(call.getParserPosition(), TimeOperation.NEGATE, operand)
        : standard(context, call, SqlStdOperatorTable.UNARY_MINUS);
  }

  /** Of structs as a whole: the standard's way wants all of their fields to be distinct. */
  private static RexNode distinct(SqlRexContext context, SqlCall call) {
    List<RexNode> operands = operands(context, call);
    boolean areStructs = operands.stream().anyMatch(operand -> operand.getType().isStruct());
    return areStructs
        ? context.getRexBuilder().makeCall(call.getParserPosition(), call.getOperator(), operands)
        : standard(context, call, call.getOperator());
  }

  private static RexNode cast(SqlRexContext context, SqlCall call) {
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    RexNode value = context.convertExpression(call.operand(0));
    CastOperator operator = (CastOperator) call.getOperator();
    Optional<RexNode> rounded = RoundedTimes.cast(value, type, context.getRexBuilder());
    if (rounded.isPresent()) {
      return rounded.get();
    }
    if (operator.isSafe() && type.getSqlTypeName() == SqlTypeName.REAL && isTooLarge(value)) {
      return context.getRexBuilder().makeNullLiteral(type);
    }
    if (CastOperator.isNested(type) || CastOperator.isNested(value.getType())) {
      return context
          .getRexBuilder()
          .makeAbstractCast(call.getParserPosition(), type, value, operator.isSafe());
    }
    if (SqlTypeUtil.inCharFamily(type) && isWidened(value)) {
      return context
          .getRexBuilder()
          .makeAbstractCast(
              call.getParserPosition(), type, kept(context, (RexCall) value), operator.isSafe());
    }
    return standard(
        context, call, operator.isSafe() ? SqlLibraryOperators.TRY_CAST : SqlStdOperatorTable.CAST);
  }

  /** True for a constant that no REAL holds: Calcite would give it that type nevertheless. */
  private static boolean isTooLarge(RexNode value) {
    if (!(value instanceof RexLiteral literal)
        || literal.isNull()
        || !SqlTypeUtil.isNumeric(literal.getType())) {
      return false;
    }
    return Float.isInfinite(literal.getValueAs(Double.class).floatValue());
  }

  private static boolean isOfStruct(SqlCall cast) {
    return cast.operand(1) instanceof SqlDataTypeSpec type
        && type.getTypeNameSpec() instanceof SqlRowTypeNameSpec;
  }

  /** A cast of a struct that nobody wrote: by the names of fields, which Calcite's is not. */
  private static RexNode coercion(SqlRexContext context, SqlCall call) {
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    return context
        .getRexBuilder()
        .makeAbstractCast(
            call.getParserPosition(), type, context.convertExpression(call.operand(0)), false);
  }

  /** True for a cast of a number to one that is written with a fraction. */
  private static boolean isWidened(RexNode value) {
    return value.isA(SqlKind.CAST)
        && SqlTypeUtil.isNumeric(value.getType())
        && !SqlTypeUtil.isIntType(value.getType());
  }

  /**
   * The same cast as TRY_CAST, which cannot fail either where the cast loses nothing: Calcite takes
   * casts that lose nothing out from under others, but {@code 1::DOUBLE::VARCHAR} is 1.0.
   */
  private static RexNode kept(SqlRexContext context, RexCall cast) {
    RexNode operand = cast.getOperands().get(0);
    return RexUtil.isLosslessCast(cast)
        ? context
            .getRexBuilder()
            .makeAbstractCast(cast.getParserPosition(), cast.getType(), operand, true)
        : cast;
  }

  private static RexNode kernel(SqlRexContext context, SqlCall call) {
    return context
        .getRexBuilder()
        .makeCall(
            call.getParserPosition(),
            context.getValidator().getValidatedNodeType(call),
            call.getOperator(),
            operands(context, call));
  }

  private static List<RexNode> operands(SqlRexContext context, SqlCall call) {
    return call.getOperandList().stream().map(context::convertExpression).toList();
  }

  private static RexNode standard(SqlRexContext context, SqlCall call, SqlOperator operator) {
    SqlCall same = operator.createCall(call.getParserPosition(), call.getOperandList());
    context
        .getValidator()
        .setValidatedNodeType(same, context.getValidator().getValidatedNodeType(call));
    return StandardConvertletTable.INSTANCE.get(same).convertCall(context, same);
  }
}
