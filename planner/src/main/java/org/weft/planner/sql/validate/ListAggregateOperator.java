package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.function.AggregateFunctions;
import org.weft.planner.sql.parse.NamedCalls;
import org.weft.planner.sql.parse.QueryText;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.SimpleType;

/** An aggregate over the elements of a list: {@code list_aggregate(list, 'median')}. */
public final class ListAggregateOperator extends SqlFunction {
  /** Aggregates that are functions of lists by another name. */
  private static final Map<String, String> OWN =
      Map.ofEntries(
          Map.entry("sum", "list_sum"),
          Map.entry("sum_no_overflow", "list_sum"),
          Map.entry("avg", "list_avg"),
          Map.entry("mean", "list_avg"),
          Map.entry("favg", "list_avg"),
          Map.entry("min", "list_min"),
          Map.entry("max", "list_max"),
          Map.entry("count", "list_count"),
          Map.entry("product", "list_product"),
          Map.entry("bool_and", "list_bool_and"),
          Map.entry("bool_or", "list_bool_or"),
          Map.entry("any_value", "list_any_value"));

  private final LibraryAggregate aggregate;

  /** Of the elements of a list what this aggregate gives for rows. */
  public ListAggregateOperator(LibraryAggregate aggregate) {
    super(
        "LIST_AGGREGATE " + aggregate.getName(),
        SqlKind.OTHER_FUNCTION,
        null,
        null,
        OperandTypes.ANY,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.aggregate = aggregate;
  }

  /**
   * A call of an aggregate by its name.
   *
   * @param operands the list and then constants
   */
  static SqlNode call(String name, List<SqlNode> operands, SqlNode place, QueryText text) {
    SqlParserPos pos = place.getParserPosition();
    String own = OWN.get(name.toLowerCase(Locale.ROOT));
    if (own != null && operands.size() == 1) {
      return NamedCalls.of(own, pos, operands);
    }
    Optional<SqlNode> written =
        AggregateFunctions.find(name)
            .map(
                function ->
                    new AggregateWriting(
                            function,
                            AggregateParts.of((SqlBasicCall) NamedCalls.of(name, pos, operands)),
                            text)
                        .written(false));
    boolean isPlain =
        written.isPresent()
            && written.get() instanceof SqlCall call
            && call.getOperator() instanceof LibraryAggregate
            && call.operandCount() == 1;
    if (!isPlain) {
      throw text.at(
          WeftException.of(
                  ErrorCode.UNSUPPORTED_FEATURE,
                  "no aggregate '" + name + "' of the elements of a list")
              .hint("use one with one column, such as 'sum', 'median' or 'string_agg'"),
          place);
    }
    SqlCall plain = (SqlCall) written.get();
    return new ListAggregateOperator((LibraryAggregate) plain.getOperator())
        .createCall(pos, plain.getOperandList());
  }

  /** The aggregate. */
  public LibraryAggregate aggregate() {
    return aggregate;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.of(1);
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    RelDataType list = validator.deriveType(scope, call.operand(0));
    boolean isList =
        list.getSqlTypeName() == SqlTypeName.ARRAY || list.getSqlTypeName() == SqlTypeName.NULL;
    if (!isList || aggregate.function().entry().bind(List.of(element(list))).isEmpty()) {
      throw LibraryArguments.at(
          call.getParserPosition(),
          WeftException.of(
              ErrorCode.TYPE_MISMATCH,
              "the aggregate "
                  + aggregate.function().name()
                  + " does not take the elements of "
                  + LibraryArguments.type(list)));
    }
    return result(list);
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding call) {
    return result(call.getOperandType(0));
  }

  private RelDataType result(RelDataType list) {
    return SqlTypes.INSTANCE.of(
        aggregate.result(List.of(element(list))), Field.Nullability.NULLABLE);
  }

  private static DataType element(RelDataType list) {
    return LibraryArguments.type(list) instanceof ListType type ? type.element() : SimpleType.NULL;
  }

  /** The types as which elements of a type are given. */
  public DataType given(DataType element) {
    return new ArrayList<>(aggregate.given(List.of(element))).get(0);
  }
}
