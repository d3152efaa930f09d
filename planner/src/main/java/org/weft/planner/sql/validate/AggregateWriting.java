package org.weft.planner.sql.validate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Litmus;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.function.AggregateFunction;
import org.weft.planner.function.AggregateFunction.Constants;
import org.weft.planner.function.AggregateFunction.Results;
import org.weft.planner.sql.parse.QueryText;
import org.weft.planner.sql.rewrite.OrderKeys;
import org.weft.planner.type.SimpleType;

/** Writes one call of an aggregate of the library in the one way that is understood behind. */
final class AggregateWriting {
  private static final String COMMA = ",";

  /** Results of one group that are kept in memory at once. */
  private static final BigDecimal MOST = BigDecimal.valueOf(100_000);

  /** Of sketches, as logarithms of 2: what Spark's have, and what sketches can have. */
  private static final long DEFAULT_REGISTERS = 12;

  private static final BigDecimal LEAST_REGISTERS = BigDecimal.valueOf(4);
  private static final BigDecimal MOST_REGISTERS = BigDecimal.valueOf(21);

  private final AggregateFunction function;
  private final AggregateParts parts;
  private final QueryText text;
  private final List<SqlNode> columns;
  private final List<SqlNode> filter;
  private final List<Literal> parameters = new ArrayList<>();
  private Results results = Results.ONE;
  private List<SqlNode> order;

  AggregateWriting(AggregateFunction function, AggregateParts parts, QueryText text) {
    this.function = function;
    this.parts = parts;
    this.text = text;
    this.columns = new ArrayList<>(parts.arguments());
    this.filter = new ArrayList<>(parts.filter());
    this.order = parts.order();
  }

  /** The call; over a window what is said of nulls stays for the window to understand. */
  SqlNode written(boolean isWindow) {
    parameters.addAll(function.fixed());
    switch (function.constants()) {
      case NONE -> takeOrderedColumn();
      case FRACTION -> takeFraction();
      case SEPARATOR -> takeSeparator();
      case IGNORE_NULLS -> takeIgnoreNulls();
      case NEVER_NULLS, NEVER_TWICE -> ignoreNulls();
      case COUNT -> takeCount();
      case ERROR -> dropBehind(1);
      case REGISTERS -> takeRegisters();
      case FLAG -> takeFlag();
    }
    SqlParserPos pos = parts.call().getParserPosition();
    SqlNode call =
        new SqlBasicCall(
            new LibraryAggregate(function, parameters, results), columns, pos, quantifier());
    boolean ignores = parts.nulls().filter(kind -> kind == SqlKind.IGNORE_NULLS).isPresent();
    if (ignores && (!isWindow || function.constants() == Constants.IGNORE_NULLS)) {
      ignoreNulls();
    } else if (ignores) {
      call = SqlStdOperatorTable.IGNORE_NULLS.createCall(pos, call);
    }
    if (!order.isEmpty() && function.aggregate().dependsOnOrder()) {
      call =
          SqlStdOperatorTable.WITHIN_GROUP.createCall(
              parts.whole().getParserPosition(), call, new SqlNodeList(order, pos));
    }
    return AggregateSyntax.filtered(call, filter, parts.whole());
  }

  private SqlLiteral quantifier() {
    return function.constants() == Constants.NEVER_TWICE
        ? SqlSelectKeyword.DISTINCT.symbol(parts.call().getParserPosition())
        : parts.quantifier();
  }

  private void takeCount() {
    int place = function.aggregate().arguments();
    Optional<BigDecimal> count =
        columns.size() > place ? ConstantNumbers.of(columns.get(place)) : Optional.empty();
    boolean fits =
        count.isPresent()
            && count.get().stripTrailingZeros().scale() <= 0
            && count.get().signum() > 0
            && count.get().compareTo(MOST) <= 0;
    if (!fits) {
      throw wrong("needs a constant count from 1 to " + MOST, parts.call());
    }
    columns.remove(place);
    parameters.add(new Literal(SimpleType.INT64, new Value.Int(count.get().longValueExact())));
  }

  private void takeRegisters() {
    long registers = DEFAULT_REGISTERS;
    if (columns.size() > 1) {
      SqlNode written = columns.remove(1);
      Optional<BigDecimal> number = ConstantNumbers.of(written);
      boolean fits =
          number.isPresent()
              && number.get().stripTrailingZeros().scale() <= 0
              && number.get().compareTo(LEAST_REGISTERS) >= 0
              && number.get().compareTo(MOST_REGISTERS) <= 0;
      if (!fits) {
        throw wrong(
            "needs a constant from 4 to 21, of which 2 to that power are registers", written);
      }
      registers = number.get().longValueExact();
    }
    parameters.add(new Literal(SimpleType.INT64, new Value.Int(registers)));
  }

  private void takeFlag() {
    boolean value = false;
    if (columns.size() > 1) {
      SqlNode written = columns.remove(1);
      if (!(written instanceof SqlLiteral flag) || flag.getTypeName() != SqlTypeName.BOOLEAN) {
        throw wrong("needs TRUE or FALSE", written);
      }
      value = flag.booleanValue();
    }
    parameters.add(new Literal(SimpleType.BOOLEAN, new Value.Bool(value)));
  }

  /** {@code mode() WITHIN GROUP (ORDER BY x)} is mode(x). */
  private void takeOrderedColumn() {
    if (function.aggregate() == Aggregate.MODE) {
      takeMode();
    }
    if (columns.isEmpty() && order.size() == 1) {
      columns.add(OrderKeys.bare(order.get(0)));
      order = List.of();
    }
  }

  /** Of values that come equally often the first in their own order. */
  private void takeMode() {
    if (parts.isWithinGroup() && !columns.isEmpty()) {
      throw wrong("takes its value from WITHIN GROUP, or in parentheses", parts.call());
    }
    boolean isOwnOrder =
        order.size() == 1
            && (columns.isEmpty()
                || OrderKeys.bare(order.get(0)).equalsDeep(columns.get(0), Litmus.IGNORE));
    if (isOwnOrder && OrderKeys.isDescending(order.get(0))) {
      parameters.add(new Literal(SimpleType.BOOLEAN, new Value.Bool(true)));
    }
  }

  private void takeFraction() {
    boolean isDescending = !order.isEmpty() && OrderKeys.isDescending(order.get(0));
    if (parts.isWithinGroup() && columns.size() != 1) {
      throw wrong("takes one fraction beside WITHIN GROUP", parts.call());
    }
    if (columns.size() == 1 && order.size() == 1) {
      columns.add(0, OrderKeys.bare(order.get(0)));
    }
    order = List.of();
    if (columns.size() < 2) {
      throw wrong("needs a fraction from 0 to 1", parts.call());
    }
    dropBehind(2);
    SqlNode written = columns.remove(1);
    if (written.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
      results = Results.LIST;
      ((SqlCall) written).getOperandList().forEach(each -> addFraction(each, isDescending));
    } else {
      addFraction(written, isDescending);
    }
  }

  private void addFraction(SqlNode written, boolean isDescending) {
    Optional<Double> number = ConstantNumbers.of(written).map(Number::doubleValue);
    double least = parts.isWithinGroup() ? 0 : -1;
    if (number.isEmpty() || !(number.get() >= least && number.get() <= 1)) {
      throw wrong("needs a constant fraction from 0 to 1", written);
    }
    double fraction = isDescending ? -number.get() : number.get();
    parameters.add(new Literal(SimpleType.FLOAT64, new Value.Real(fraction)));
  }

  private void takeSeparator() {
    SqlNode written = parts.separator().orElse(columns.size() > 1 ? columns.remove(1) : null);
    if (written == null) {
      parameters.add(new Literal(SimpleType.STRING, new Value.Text(COMMA)));
    } else if (DialectCoercion.isTextLiteral(written)) {
      String separator = ((SqlLiteral) written).getValueAs(String.class);
      parameters.add(new Literal(SimpleType.STRING, new Value.Text(separator)));
    } else {
      throw wrong("needs a constant text as separator", written);
    }
  }

  private void takeIgnoreNulls() {
    if (columns.size() == 2
        && columns.get(1) instanceof SqlLiteral flag
        && flag.getTypeName() == SqlTypeName.BOOLEAN) {
      columns.remove(1);
      if (flag.booleanValue()) {
        ignoreNulls();
      }
    }
  }

  private void ignoreNulls() {
    SqlParserPos pos = parts.call().getParserPosition();
    for (SqlNode column : columns) {
      filter.add(SqlStdOperatorTable.IS_NOT_NULL.createCall(pos, TreeCopy.of(column)));
    }
  }

  /** Leaves out constants that only say how exact an approximation has to be. */
  private void dropBehind(int wanted) {
    while (columns.size() > wanted && ConstantNumbers.of(columns.get(wanted)).isPresent()) {
      columns.remove(wanted);
    }
  }

  private WeftException wrong(String problem, SqlNode place) {
    return text.at(
        WeftException.of(ErrorCode.INVALID_QUERY, function.name() + " " + problem)
            .hint("use " + function.entry().usage()),
        place);
  }
}
