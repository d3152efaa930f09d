package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.function.Definition;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.sql.parse.DefinedCalls;
import org.weft.planner.sql.parse.NamedCalls;
import org.weft.planner.sql.parse.QueryText;
import org.weft.planner.type.DecimalType;

/** Functions of single values that are said with others. An argument may be said several times. */
final class ScalarMacros extends SqlShuttle {
  /** Decimals of numbers whose format is not known before. */
  private static final int SCALE = 9;

  private final QueryText text;

  private ScalarMacros(QueryText text) {
    this.text = text;
  }

  static SqlNode apply(SqlNode tree, QueryText text) {
    return tree.accept(new ScalarMacros(text));
  }

  @Override
  public SqlNode visit(SqlCall call) {
    CallCopyingArgHandler copy = new CallCopyingArgHandler(call, false);
    call.getOperator().acceptCall(this, call, false, copy);
    SqlNode visited = copy.result();
    boolean isNamed =
        visited instanceof SqlCall same && same.getOperator() instanceof SqlUnresolvedFunction;
    if (isNamed || visited.getKind() == SqlKind.UNNEST) {
      requirePlaces((SqlCall) visited);
    }
    return isNamed ? expansion((SqlCall) visited).orElse(visited) : visited;
  }

  /** Arguments have names in functions of FROM and of structs only, where they are read before. */
  private void requirePlaces(SqlCall call) {
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    boolean isWhole = name.equals(WholeElements.INSTANCE.getName().toLowerCase(Locale.ROOT));
    boolean isKnown =
        isWhole || call.getKind() == SqlKind.UNNEST || FunctionRegistry.find(name).isPresent();
    for (SqlNode operand : call.getOperandList()) {
      if (isKnown && operand != null && operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
        throw text.at(
            WeftException.of(
                    ErrorCode.INVALID_QUERY,
                    "the arguments of "
                        + (isWhole ? "explode" : name)
                        + " are written without names")
                .hint("write them in their order"),
            operand);
      }
    }
  }

  private Optional<SqlNode> expansion(SqlCall call) {
    Optional<SqlNode> macro = new Macro(call).expansion();
    return macro.isPresent() ? macro : defined(call);
  }

  private Optional<SqlNode> defined(SqlCall call) {
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    Optional<FunctionEntry> function =
        FunctionRegistry.find(name).filter(entry -> !entry.definitions().isEmpty());
    if (function.isEmpty()) {
      return Optional.empty();
    }
    Optional<Definition> definition = function.get().definition(call.operandCount());
    if (definition.isEmpty() && function.get().forms().isEmpty()) {
      throw text.at(function.get().wrongCount(name, call.operandCount()), call);
    }
    return definition.map(meant -> DefinedCalls.of(call, meant, TreeCopy::of).accept(this));
  }

  /** One call that may be one. */
  private record Macro(SqlCall call) {
    Optional<SqlNode> expansion() {
      String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
      return switch (name) {
        case "ago" ->
            when(1, () -> SqlStdOperatorTable.MINUS.createCall(pos(), function("now"), operand(0)));
        case "not_like_escape", "not_ilike_escape" ->
            Optional.of(
                SqlStdOperatorTable.NOT.createCall(
                    pos(), function(name.substring(4), call.getOperandList())));
        case "list_element" -> when(2, () -> function("list_extract", call.getOperandList()));
        case "array_to_string_comma_default" ->
            when(1, () -> function("array_to_string", operand(0), text(",")));
        case "unpivot_list", "array_value", "to_list" ->
            Optional.of(function("list_value", call.getOperandList()));
        case "timezone_hour", "timezone_minute" ->
            when(1, () -> function("date_part", text(name), operand(0)));
        case "date_part", "datepart" -> parts();
        case "to_number" -> number("number_of", SqlStdOperatorTable.CAST);
        case "try_to_number" -> number("try_number_of", SqlLibraryOperators.TRY_CAST);
        case "constant_or_null" -> constantOrNull();
        case "decode" -> decoded();
        case "regexp_extract" -> matchedGroups();
        case "regexp_extract_all" -> allMatchedGroups();
        case "map_zip_with" -> zippedMaps();
        default -> Optional.empty();
      };
    }

    private interface Maker {
      SqlNode make();
    }

    private Optional<SqlNode> when(int operands, Maker maker) {
      return call.operandCount() == operands ? Optional.of(maker.make()) : Optional.empty();
    }

    private SqlParserPos pos() {
      return call.getParserPosition();
    }

    private SqlNode operand(int index) {
      return TreeCopy.of(call.operand(index));
    }

    private SqlNode text(String value) {
      return SqlLiteral.createCharString(value, pos());
    }

    private SqlCall function(String name, SqlNode... operands) {
      return function(name, List.of(operands));
    }

    private SqlCall function(String name, List<SqlNode> operands) {
      return NamedCalls.of(name, pos(), operands);
    }

    private SqlNode choice(List<SqlNode> conditions, List<SqlNode> values, SqlNode otherwise) {
      return SqlCase.createSwitched(
          pos(),
          null,
          new SqlNodeList(conditions, pos()),
          new SqlNodeList(values, pos()),
          otherwise);
    }

    /** Of a list of names a struct of the parts. */
    private Optional<SqlNode> parts() {
      boolean isList =
          call.operandCount() == 2 && call.operand(0).getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR;
      List<String> names = isList ? texts(call.operand(0)) : List.of();
      if (names.isEmpty()) {
        return Optional.empty();
      }
      List<SqlNode> fields = new ArrayList<>();
      for (String name : names) {
        fields.add(text(name));
        fields.add(function("date_part", text(name), operand(1)));
      }
      return Optional.of(unlessNull(1, function("named_struct", fields)));
    }

    /** A text in a format, which says how many digits the decimal has if it is constant. */
    private Optional<SqlNode> number(String reader, SqlFunction cast) {
      if (call.operandCount() != 2) {
        return Optional.empty();
      }
      int digits = DecimalType.MAX_PRECISION;
      int scale = SCALE;
      if (call.operand(1) instanceof SqlCharStringLiteral literal) {
        String format = literal.getValueAs(String.class).toUpperCase(Locale.ROOT);
        int point = Math.max(format.indexOf('.'), format.indexOf('D'));
        scale = point < 0 ? 0 : places(format.substring(point));
        digits = Math.max(1, Math.min(places(format), DecimalType.MAX_PRECISION));
      }
      SqlDataTypeSpec type =
          new SqlDataTypeSpec(
              new SqlBasicTypeNameSpec(SqlTypeName.DECIMAL, digits, scale, pos()), pos());
      return Optional.of(cast.createCall(pos(), function(reader, operand(0), operand(1)), type));
    }

    private static int places(String format) {
      return (int) format.chars().filter(c -> c == '0' || c == '9').count();
    }

    /** The first value unless one of the others is null. */
    private Optional<SqlNode> constantOrNull() {
      if (call.operandCount() < 2) {
        return Optional.empty();
      }
      List<SqlNode> nulls = new ArrayList<>();
      List<SqlNode> values = new ArrayList<>();
      for (int i = 1; i < call.operandCount(); i++) {
        nulls.add(SqlStdOperatorTable.IS_NULL.createCall(pos(), operand(i)));
        values.add(SqlLiteral.createNull(pos()));
      }
      return Optional.of(choice(nulls, values, operand(0)));
    }

    /** Oracle's: {@code decode(value, a, result, b, result, otherwise)}; a null is equal to one. */
    private Optional<SqlNode> decoded() {
      int count = call.operandCount();
      if (count < 3) {
        return Optional.empty();
      }
      List<SqlNode> conditions = new ArrayList<>();
      List<SqlNode> values = new ArrayList<>();
      for (int i = 1; i + 1 < count; i += 2) {
        conditions.add(
            SqlStdOperatorTable.IS_NOT_DISTINCT_FROM.createCall(pos(), operand(0), operand(i)));
        values.add(operand(i + 1));
      }
      return Optional.of(
          choice(
              conditions,
              values,
              count % 2 == 0 ? operand(count - 1) : SqlLiteral.createNull(pos())));
    }

    /** With a list of names in the place of the group's number: a struct of the groups. */
    private Optional<SqlNode> matchedGroups() {
      List<String> names = groupNames();
      if (names.isEmpty()) {
        return Optional.empty();
      }
      List<SqlNode> fields = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        fields.add(text(names.get(i)));
        fields.add(group("regexp_extract", i + 1));
      }
      return Optional.of(unlessNull(0, function("named_struct", fields)));
    }

    private Optional<SqlNode> allMatchedGroups() {
      List<String> names = groupNames();
      if (names.isEmpty()) {
        return Optional.empty();
      }
      List<SqlNode> groups = new ArrayList<>();
      List<SqlNode> fields = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        groups.add(group("regexp_extract_all", i + 1));
        fields.add(text(names.get(i)));
        fields.add(new SqlIdentifier(List.of("groups", "f" + (i + 1)), pos()));
      }
      SqlNodeList parameters = SqlNodeList.of(new SqlIdentifier("groups", pos()));
      return Optional.of(
          function(
              "list_transform",
              function("list_zip", groups),
              new SqlLambda(pos(), parameters, function("named_struct", fields))));
    }

    private List<String> groupNames() {
      boolean isList =
          call.operandCount() > 2 && call.operand(2).getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR;
      return isList ? texts(call.operand(2)) : List.of();
    }

    /** The elements of a list of text literals; nothing if it is another one. */
    private static List<String> texts(SqlCall list) {
      List<String> texts = new ArrayList<>();
      for (SqlNode element : list.getOperandList()) {
        if (!(element instanceof SqlCharStringLiteral literal)) {
          return List.of();
        }
        texts.add(literal.getValueAs(String.class));
      }
      return texts;
    }

    private SqlNode group(String function, int number) {
      List<SqlNode> operands = new ArrayList<>(List.of(operand(0), operand(1)));
      operands.add(SqlLiteral.createExactNumeric(String.valueOf(number), pos()));
      if (call.operandCount() > 3) {
        operands.add(operand(3));
      }
      return function(function, operands);
    }

    private SqlNode unlessNull(int index, SqlNode value) {
      SqlNode isNull = SqlStdOperatorTable.IS_NULL.createCall(pos(), operand(index));
      return choice(List.of(isNull), List.of(SqlLiteral.createNull(pos())), value);
    }

    /** A map of what the lambda makes of each key of either map and its values there. */
    private Optional<SqlNode> zippedMaps() {
      boolean hasLambda =
          call.operandCount() == 3
              && call.operand(2) instanceof SqlLambda lambda
              && lambda.getParameters().size() == 3;
      if (!hasLambda) {
        return Optional.empty();
      }
      SqlLambda lambda = call.operand(2);
      List<String> names = new ArrayList<>();
      lambda.getParameters().forEach(name -> names.add(((SqlIdentifier) name).getSimple()));
      SqlIdentifier key = new SqlIdentifier(names.get(0), pos());
      SqlNode body =
          lambda
              .getExpression()
              .accept(
                  new SqlShuttle() {
                    @Override
                    public SqlNode visit(SqlIdentifier name) {
                      for (int i = 1; i <= 2; i++) {
                        if (name.isSimple() && name.getSimple().equalsIgnoreCase(names.get(i))) {
                          return SqlStdOperatorTable.ITEM.createCall(
                              pos(), operand(i - 1), key.clone(pos()));
                        }
                      }
                      return name;
                    }
                  });
      SqlNode keys =
          function(
              "list_distinct",
              function(
                  "list_concat",
                  function("map_keys", operand(0)),
                  function("map_keys", operand(1))));
      SqlNode values =
          function(
              "list_transform", keys, new SqlLambda(pos(), SqlNodeList.of(key.clone(pos())), body));
      return Optional.of(function("map_from_arrays", TreeCopy.of(keys), values));
    }
  }
}
