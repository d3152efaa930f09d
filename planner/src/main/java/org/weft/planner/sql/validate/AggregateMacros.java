package org.weft.planner.sql.validate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.weft.planner.sql.parse.NamedCalls;

/** Aggregates that are said with those of the standard, over other arguments. */
final class AggregateMacros {
  /** Also over windows where an ORDER BY of its own makes it an aggregate. */
  static final String NTH = "nth_value";

  private static final Set<String> JOINING = Set.of("string_agg", "group_concat", "listagg");

  private final SqlCall call;
  private final SqlParserPos pos;

  private AggregateMacros(SqlCall call, SqlParserPos pos) {
    this.call = call;
    this.pos = pos;
  }

  /** What is around an aggregate in an expression. */
  interface Frame {
    SqlNode around(List<SqlNode> aggregates);
  }

  /**
   * Aggregates, and what is made of their results.
   *
   * @param calls each gets the filter of the whole
   */
  record Expansion(List<SqlCall> calls, Frame frame) {
    static Expansion of(SqlCall only) {
      return new Expansion(List.of(only), results -> results.get(0));
    }
  }

  /** What a call of this name, in lower case, stands for; nothing if it is no macro. */
  static Optional<Expansion> expand(String name, SqlCall call, SqlParserPos pos) {
    AggregateMacros macros = new AggregateMacros(call, pos);
    if (isJoinedByNull(name, call)) {
      return Optional.of(macros.joinedByNull());
    }
    return switch (name) {
      case "mean", "favg", "try_avg" -> macros.single(() -> macros.avg(call.operand(0)));
      case "try_sum", "sum_no_overflow" -> macros.single(macros::sum);
      case "fsum", "sumkahan", "kahan_sum" -> macros.single(macros::realSum);
      case "count_if", "countif" -> macros.single(macros::countIf);
      case "count" ->
          call.operandCount() == 0
              ? Optional.of(Expansion.of(macros.countRows()))
              : Optional.empty();
      case "count_distinct" -> macros.single(macros::countDistinct);
      case "count_star" -> Optional.of(Expansion.of(macros.countRows()));
      case "json_group_array", "json_agg", "jsonb_agg" -> macros.json("list", 1);
      case "json_group_object", "json_object_agg", "jsonb_object_agg" -> macros.json("map_agg", 2);
      case "json_group_structure" -> macros.jsonStructure();
      case "arg_min_null", "arg_max_null" -> macros.argOfAny(name.substring(0, 7));
      case "numeric_histogram" -> macros.bins();
      case NTH -> macros.nth();
      case "geomean", "geometric_mean" -> macros.geometricMean();
      case "wavg", "weighted_avg" -> macros.weightedMean();
      default -> Optional.empty();
    };
  }

  /** True for texts with a null between them. */
  static boolean isJoinedByNull(String name, SqlCall call) {
    return JOINING.contains(name)
        && call.operandCount() == 2
        && SqlUtil.isNullLiteral(call.operand(1), true);
  }

  /** Null, of one row like any aggregate. */
  private Expansion joinedByNull() {
    return new Expansion(
        List.of(countRows()),
        results ->
            SqlCase.createSwitched(
                pos,
                null,
                SqlNodeList.of(SqlStdOperatorTable.IS_NULL.createCall(pos, results.get(0))),
                SqlNodeList.of(text("")),
                SqlLiteral.createNull(pos)));
  }

  private interface Rewrite {
    SqlCall call();
  }

  private Optional<Expansion> single(Rewrite rewrite) {
    return call.operandCount() == 1 ? Optional.of(Expansion.of(rewrite.call())) : Optional.empty();
  }

  /** What is common to the JSON of all rows: that of the elements of one list. */
  private Optional<Expansion> jsonStructure() {
    if (call.operandCount() != 1) {
      return Optional.empty();
    }
    SqlCall texts = function("string_agg", call.operand(0), text(","));
    return Optional.of(
        new Expansion(
            List.of(texts),
            results ->
                function(
                    "json_extract",
                    function("json_structure", function("format", text("[{}]"), results.get(0))),
                    text("$[0]"))));
  }

  private SqlNode text(String value) {
    return SqlLiteral.createCharString(value, pos);
  }

  /** JSON of a list or a map of the values. */
  private Optional<Expansion> json(String aggregate, int operands) {
    if (call.operandCount() != operands) {
      return Optional.empty();
    }
    SqlCall collected =
        NamedCalls.of(
            new SqlIdentifier(aggregate, pos),
            call.getFunctionQuantifier(),
            pos,
            call.getOperandList());
    return Optional.of(
        new Expansion(List.of(collected), results -> function("to_json", results.get(0))));
  }

  /** One of the values in their order, from the end if the place is negative. */
  private Optional<Expansion> nth() {
    if (call.operandCount() != 2) {
      return Optional.empty();
    }
    SqlCall values = function("list", call.operand(0));
    return Optional.of(
        new Expansion(
            List.of(values), results -> function("list_extract", results.get(0), call.operand(1))));
  }

  private SqlCall countDistinct() {
    SqlNode value = call.operand(0);
    return SqlStdOperatorTable.COUNT.createCall(SqlSelectKeyword.DISTINCT.symbol(pos), pos, value);
  }

  private SqlCall avg(SqlNode argument) {
    return SqlStdOperatorTable.AVG.createCall(call.getFunctionQuantifier(), pos, argument);
  }

  private SqlCall sum() {
    return SqlStdOperatorTable.SUM.createCall(
        call.getFunctionQuantifier(), pos, call.<SqlNode>operand(0));
  }

  /** The first argument may be null: it is chosen as a field of a struct, which is not. */
  private Optional<Expansion> argOfAny(String aggregate) {
    if (call.operandCount() != 2) {
      return Optional.empty();
    }
    SqlCall chosen =
        function(aggregate, function("named_struct", text("v"), call.operand(0)), call.operand(1));
    return Optional.of(
        new Expansion(
            List.of(chosen), results -> function("struct_extract", results.get(0), text("v"))));
  }

  /** Trino's: how many come first, and the result is a map. */
  private Optional<Expansion> bins() {
    if (call.operandCount() != 2) {
      return Optional.empty();
    }
    SqlCall list = function("histogram_numeric", call.operand(1), call.operand(0));
    return Optional.of(
        new Expansion(List.of(list), results -> function("map_from_entries", results.get(0))));
  }

  private SqlCall realSum() {
    return SqlStdOperatorTable.SUM.createCall(
        call.getFunctionQuantifier(), pos, real(call.operand(0)));
  }

  private SqlCall countRows() {
    return SqlStdOperatorTable.COUNT.createCall(pos, SqlIdentifier.star(pos));
  }

  private SqlCall countIf() {
    SqlNode present = when(call.operand(0), SqlLiteral.createBoolean(true, pos));
    return SqlStdOperatorTable.COUNT.createCall(call.getFunctionQuantifier(), pos, present);
  }

  private SqlNode when(SqlNode condition, SqlNode value) {
    return SqlCase.createSwitched(
        pos, null, SqlNodeList.of(condition), SqlNodeList.of(value), null);
  }

  private Optional<Expansion> geometricMean() {
    if (call.operandCount() != 1) {
      return Optional.empty();
    }
    SqlCall logarithm = avg(function("ln", call.operand(0)));
    return Optional.of(
        new Expansion(List.of(logarithm), results -> function("exp", results.get(0))));
  }

  /** Weights of null values do not count. */
  private Optional<Expansion> weightedMean() {
    if (call.operandCount() != 2) {
      return Optional.empty();
    }
    SqlNode value = call.operand(0);
    SqlNode weight = call.operand(1);
    SqlNode product = SqlStdOperatorTable.MULTIPLY.createCall(pos, value, weight);
    SqlNode isPresent = SqlStdOperatorTable.IS_NOT_NULL.createCall(pos, TreeCopy.of(value));
    SqlCall weights = SqlStdOperatorTable.SUM.createCall(pos, when(isPresent, TreeCopy.of(weight)));
    return Optional.of(
        new Expansion(
            List.of(SqlStdOperatorTable.SUM.createCall(pos, product), weights),
            results ->
                SqlStdOperatorTable.DIVIDE.createCall(
                    pos, real(results.get(0)), real(results.get(1)))));
  }

  private SqlNode real(SqlNode number) {
    SqlTypeNameSpec type = new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, pos);
    return SqlStdOperatorTable.CAST.createCall(pos, number, new SqlDataTypeSpec(type, pos));
  }

  private SqlCall function(String name, SqlNode... arguments) {
    return NamedCalls.of(name, pos, arguments);
  }
}
