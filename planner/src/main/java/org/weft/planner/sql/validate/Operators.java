package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlMonotonicBinaryOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.weft.planner.function.AggregateFunctions;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.function.FunctionRegistry;

/** Every operator and function that SQL knows: those that can be computed, and no others. */
public final class Operators {
  /** That of the standard's operators. */
  private static final int ADDITIVE_PRECEDENCE = 40;

  private static final int MULTIPLICATIVE_PRECEDENCE = 60;

  /** {@code +} of numbers, and of dates, times and intervals. */
  public static final SqlBinaryOperator PLUS =
      arithmetic("+", SqlKind.PLUS, ADDITIVE_PRECEDENCE, ReturnTypes.NULLABLE_SUM);

  /** {@code -} of numbers, and of dates, times and intervals. */
  public static final SqlBinaryOperator MINUS =
      arithmetic("-", SqlKind.MINUS, ADDITIVE_PRECEDENCE, ReturnTypes.NULLABLE_SUM);

  /** {@code *} of numbers, and of an interval and a number. */
  public static final SqlBinaryOperator TIMES =
      arithmetic("*", SqlKind.TIMES, MULTIPLICATIVE_PRECEDENCE, ReturnTypes.PRODUCT_NULLABLE);

  /** Names the grammar makes calls of, with arguments that are not the registry's. */
  private static final Set<String> PARSED = Set.of("trim");

  public static final SqlFunction FLOOR = new WholeNumberFunction(SqlKind.FLOOR);
  public static final SqlFunction CEIL = new WholeNumberFunction(SqlKind.CEIL);

  private static final List<SqlOperator> STANDARD =
      List.of(
          SqlStdOperatorTable.UNION,
          SqlStdOperatorTable.UNION_ALL,
          SqlStdOperatorTable.EXCEPT,
          SqlStdOperatorTable.EXCEPT_ALL,
          SqlStdOperatorTable.INTERSECT,
          SqlStdOperatorTable.INTERSECT_ALL,
          SqlStdOperatorTable.AND,
          SqlStdOperatorTable.OR,
          SqlStdOperatorTable.NOT,
          SqlStdOperatorTable.AS,
          SqlStdOperatorTable.FILTER,
          SqlStdOperatorTable.WITHIN_GROUP,
          SqlStdOperatorTable.CUBE,
          SqlStdOperatorTable.ROLLUP,
          SqlStdOperatorTable.GROUPING_SETS,
          SqlStdOperatorTable.GROUPING,
          SqlStdOperatorTable.GROUPING_ID,
          SqlStdOperatorTable.UNARY_MINUS,
          SqlStdOperatorTable.UNARY_PLUS,
          SqlStdOperatorTable.EQUALS,
          SqlStdOperatorTable.NOT_EQUALS,
          SqlStdOperatorTable.LESS_THAN,
          SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
          SqlStdOperatorTable.GREATER_THAN,
          SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
          SqlStdOperatorTable.IS_DISTINCT_FROM,
          SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
          SqlStdOperatorTable.IN,
          SqlStdOperatorTable.NOT_IN,
          SqlStdOperatorTable.SEARCH,
          SqlStdOperatorTable.BETWEEN,
          SqlStdOperatorTable.NOT_BETWEEN,
          SqlStdOperatorTable.SYMMETRIC_BETWEEN,
          SqlStdOperatorTable.SYMMETRIC_NOT_BETWEEN,
          SqlStdOperatorTable.LIKE,
          SqlStdOperatorTable.NOT_LIKE,
          SqlStdOperatorTable.ESCAPE,
          SqlLibraryOperators.ILIKE,
          SqlLibraryOperators.NOT_ILIKE,
          SqlLibraryOperators.RLIKE,
          SqlLibraryOperators.NOT_RLIKE,
          SqlStdOperatorTable.SIMILAR_TO,
          SqlStdOperatorTable.NOT_SIMILAR_TO,
          SqlStdOperatorTable.OVERLAY,
          SqlStdOperatorTable.DESC,
          SqlStdOperatorTable.NULLS_FIRST,
          SqlStdOperatorTable.NULLS_LAST,
          SqlStdOperatorTable.IS_NULL,
          SqlStdOperatorTable.IS_NOT_NULL,
          SqlStdOperatorTable.IS_TRUE,
          SqlStdOperatorTable.IS_NOT_TRUE,
          SqlStdOperatorTable.IS_FALSE,
          SqlStdOperatorTable.IS_NOT_FALSE,
          SqlStdOperatorTable.IS_UNKNOWN,
          SqlStdOperatorTable.IS_NOT_UNKNOWN,
          SqlStdOperatorTable.EXISTS,
          SqlStdOperatorTable.UNIQUE,
          SqlStdOperatorTable.EXPLICIT_TABLE,
          SqlStdOperatorTable.VALUES,
          SqlStdOperatorTable.LITERAL_CHAIN,
          SqlStdOperatorTable.ROW,
          ElementOperator.INSTANCE,
          SqlStdOperatorTable.DOT,
          SqlStdOperatorTable.UNNEST,
          SqlStdOperatorTable.UNNEST_WITH_ORDINALITY,
          SqlStdOperatorTable.LATERAL,
          SqlStdOperatorTable.SCALAR_QUERY,
          SqlStdOperatorTable.CASE,
          SqlStdOperatorTable.COALESCE,
          SqlStdOperatorTable.NULLIF,
          CastOperator.CAST,
          CastOperator.SAFE_CAST,
          CastOperator.TRY_CAST,
          // text
          SqlStdOperatorTable.SUBSTRING,
          SqlStdOperatorTable.TRIM,
          SqlStdOperatorTable.POSITION,
          // numbers
          FLOOR,
          CEIL,
          // aggregates
          SqlStdOperatorTable.COUNT,
          IntervalAggregates.SUM,
          SqlStdOperatorTable.SUM0,
          SqlStdOperatorTable.MIN,
          SqlStdOperatorTable.MAX,
          IntervalAggregates.AVG,
          SqlStdOperatorTable.ANY_VALUE,
          SqlStdOperatorTable.SINGLE_VALUE);

  private static final List<SqlOperator> QUANTIFIED =
      new ArrayList<>(SqlStdOperatorTable.QUANTIFY_OPERATORS);

  private static final List<SqlOperator> OWN =
      List.of(
          PLUS,
          MINUS,
          TIMES,
          DialectOperator.DIVIDE,
          DialectOperator.CONCAT,
          DialectOperator.REMAINDER,
          NestedOperator.LIST,
          WholeElements.INSTANCE,
          NestedOperator.MAP,
          NestedOperator.STRUCT,
          StructOperator.CONCAT,
          StructOperator.INSERT,
          StructOperator.UPDATE);

  /** All of them. */
  static final SqlOperatorTable TABLE = new OperatorTable(all());

  private static final Set<String> FUNCTION_NAMES = functionNames();

  private static final Set<String> AGGREGATE_NAMES =
      TABLE.getOperatorList().stream()
          .filter(SqlAggFunction.class::isInstance)
          .map(operator -> upper(operator.getName()))
          .collect(Collectors.toUnmodifiableSet());

  private Operators() {}

  /** The operator of the dialect that one of the standard stands for in the parser's trees. */
  static Optional<SqlOperator> ofDialect(SqlOperator standard) {
    if (standard == SqlStdOperatorTable.PLUS) {
      return Optional.of(PLUS);
    }
    if (standard == SqlStdOperatorTable.MINUS) {
      return Optional.of(MINUS);
    }
    if (standard == SqlStdOperatorTable.MULTIPLY) {
      return Optional.of(TIMES);
    }
    return standard == SqlStdOperatorTable.DIVIDE
        ? Optional.of(DialectOperator.DIVIDE)
        : Optional.empty();
  }

  private static Set<String> functionNames() {
    Set<String> names = new TreeSet<>();
    for (SqlOperator operator : all()) {
      if (operator instanceof SqlFunction && Character.isLetter(operator.getName().charAt(0))) {
        names.add(operator.getName());
      }
    }
    FunctionRegistry.entries().stream()
        .filter(f -> !f.definitions().isEmpty())
        .forEach(f -> f.names().forEach(n -> names.add(upper(n))));
    AggregateFunctions.list().forEach(f -> f.entry().names().forEach(n -> names.add(upper(n))));
    return names;
  }

  private static List<SqlOperator> all() {
    List<SqlOperator> all = new ArrayList<>(OWN);
    all.addAll(library());
    all.addAll(STANDARD);
    all.addAll(QUANTIFIED);
    all.addAll(WindowOperators.ALL);
    return all;
  }

  /** The registry's functions under all their names. */
  private static List<SqlOperator> library() {
    List<SqlOperator> operators = new ArrayList<>();
    for (FunctionEntry entry : FunctionRegistry.entries()) {
      if (entry.family().isScalar() && !entry.forms().isEmpty()) {
        for (String name : entry.names()) {
          if (!PARSED.contains(name)) {
            operators.add(operator(upper(name), entry));
          }
        }
      }
    }
    return operators;
  }

  private static LibraryOperator operator(String name, FunctionEntry entry) {
    return switch (entry.name()) {
      case "round", "round_even", "trunc", "ceil_to", "floor_to" ->
          new RoundingOperator(name, entry);
      case "date_part" -> new DatePartOperator(name, entry);
      default -> new LibraryOperator(name, entry);
    };
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  /** True for the name of a function that takes groups of rows. */
  static boolean isAggregate(String name) {
    return AGGREGATE_NAMES.contains(upper(name))
        || AggregateFunctions.find(name.toLowerCase(Locale.ROOT)).isPresent();
  }

  /** The names of the functions, for suggestions. */
  static Set<String> names() {
    return FUNCTION_NAMES;
  }

  private static SqlBinaryOperator arithmetic(
      String name, SqlKind kind, int precedence, SqlReturnTypeInference ofNumbers) {
    return new SqlMonotonicBinaryOperator(
        name,
        kind,
        precedence,
        true,
        call -> {
          RelDataType left = call.getOperandType(0);
          RelDataType right = call.getOperandType(1);
          return TimeOperation.of(kind, left, right)
              .map(operation -> operation.type(left, right))
              .orElseGet(() -> ofNumbers.inferReturnType(call));
        },
        TimeOperation.UNKNOWNS,
        OperandTypes.or(OperandTypes.NUMERIC_NUMERIC, TimeOperation.OPERANDS));
  }
}
