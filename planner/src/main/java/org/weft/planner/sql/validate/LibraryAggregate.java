package org.weft.planner.sql.validate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Optionality;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.Literal;
import org.weft.planner.function.AggregateFunction;
import org.weft.planner.function.AggregateFunction.Constants;
import org.weft.planner.function.AggregateFunction.Results;
import org.weft.planner.function.AggregateFunctions;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.function.Trait;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.SimpleType;

/**
 * An aggregate function of the library, together with the constants it was called with: its
 * operands are columns only. The constants are part of its name, because the algebra takes
 * operators of one name for one and the same.
 */
public final class LibraryAggregate extends SqlAggFunction {
  private final AggregateFunction function;
  private final List<Literal> parameters;
  private final Results results;

  LibraryAggregate(AggregateFunction function, List<Literal> parameters, Results results) {
    super(
        name(function, parameters),
        null,
        SqlKind.OTHER_FUNCTION,
        null,
        null,
        new LibraryArguments(function.name(), function.entry()),
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        false,
        false,
        function.aggregate().dependsOnOrder() ? Optionality.OPTIONAL : Optionality.FORBIDDEN);
    this.function = function;
    this.parameters = List.copyOf(parameters);
    this.results = results;
  }

  /**
   * An aggregate without parameters.
   *
   * @throws java.util.NoSuchElementException if there is none of that name
   */
  public static LibraryAggregate of(String name) {
    return new LibraryAggregate(
        AggregateFunctions.find(name).orElseThrow(), List.of(), Results.ONE);
  }

  private static String name(AggregateFunction function, List<Literal> parameters) {
    return parameters.equals(function.fixed())
        ? function.name()
        : parameters.stream()
            .map(Literal::toString)
            .collect(Collectors.joining(", ", function.name() + "[", "]"));
  }

  /**
   * True if it interpolates between lengths, as quantiles of intervals do. The median of intervals
   * is one of them, as in DuckDB.
   */
  public boolean isOfLengths(DataType argument) {
    return argument == SimpleType.INTERVAL
        && function.aggregate() == Aggregate.QUANTILE_CONT
        && function.constants() == Constants.FRACTION;
  }

  public AggregateFunction function() {
    return function;
  }

  /** What it is given besides columns. */
  public List<Literal> parameters() {
    return parameters;
  }

  /** True if a result is a list, with one value for each of several constants. */
  public boolean givesLists() {
    return results == Results.LIST;
  }

  /** As which types columns of these types are given. */
  public List<DataType> given(List<DataType> columns) {
    return bind(columns).arguments();
  }

  /** The type of the result over columns of these types. */
  public DataType result(List<DataType> columns) {
    return function.result(bind(columns), results);
  }

  private FunctionEntry.Binding bind(List<DataType> columns) {
    Optional<FunctionEntry.Binding> bound = function.entry().bind(columns);
    if (bound.isEmpty()) {
      throw new IllegalStateException(getName() + " over " + columns + " was not checked");
    }
    return bound.get();
  }

  /** The operator is this one, known since the text was read; the table is not asked again. */
  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    SqlValidatorScope operandScope = scope.getOperandScope(call);
    for (SqlNode operand : call.getOperandList()) {
      validator.deriveType(operandScope, operand);
    }
    return validateOperands(validator, operandScope, call);
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding call) {
    List<DataType> columns =
        call.collectOperandTypes().stream().map(LibraryArguments::type).toList();
    return SqlTypes.INSTANCE.of(
        result(columns),
        function.entry().has(Trait.NEVER_NULL)
            ? Field.Nullability.REQUIRED
            : Field.Nullability.NULLABLE);
  }

  @Override
  public boolean skipsNullInputs() {
    return false;
  }
}
