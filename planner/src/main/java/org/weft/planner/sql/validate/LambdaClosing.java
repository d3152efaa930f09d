package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Util;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.function.LambdaFunctions;
import org.weft.planner.function.LambdaFunctions.Meaning;
import org.weft.planner.sql.parse.NamedCalls;
import org.weft.planner.sql.parse.QueryText;

/**
 * Makes calls of {@link LambdaOperator} of calls with lambdas, from the inside out: a name in the
 * body that is no parameter is captured, and so is what is made of many rows (an aggregate, a
 * window function, a query) without the parameters.
 */
final class LambdaClosing extends SqlShuttle {
  private static final String PAIR = "$pair";

  private final QueryText text;

  private LambdaClosing(QueryText text) {
    this.text = text;
  }

  /** The tree without lambdas. */
  static SqlNode apply(SqlNode tree, QueryText text) {
    return hasLambda(tree) ? tree.accept(new LambdaClosing(text)) : tree;
  }

  private static boolean hasLambda(SqlNode tree) {
    try {
      tree.accept(
          new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
              boolean needsLambda =
                  call instanceof SqlLambda
                      || (call.getOperator() instanceof SqlUnresolvedFunction
                          && LambdaFunctions.meaning(call.getOperator().getName()).isPresent());
              if (needsLambda) {
                throw Util.FoundOne.NULL;
              }
              return super.visit(call);
            }
          });
      return false;
    } catch (Util.FoundOne found) {
      return true;
    }
  }

  @Override
  public SqlNode visit(SqlCall call) {
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    boolean isFunction = call.getOperator() instanceof SqlUnresolvedFunction;
    boolean hasLambda = call.getOperandList().stream().anyMatch(SqlLambda.class::isInstance);
    if (!hasLambda) {
      boolean isCallWithout =
          isFunction
              && LambdaFunctions.meaning(name).isPresent()
              && FunctionRegistry.get(name).forms().isEmpty();
      if (isCallWithout) {
        throw error(call, "function " + name + " takes a lambda")
            .hint("use " + FunctionRegistry.get(name).explainedUsage(name));
      }
      CallCopyingArgHandler copy = new CallCopyingArgHandler(call, false);
      call.getOperator().acceptCall(this, call, false, copy);
      return copy.result();
    }
    Meaning meaning =
        LambdaFunctions.meaning(name)
            .filter(m -> isFunction)
            .orElseThrow(() -> error(call, "function " + name + " takes no lambda"));
    List<SqlNode> sources = new ArrayList<>();
    List<SqlLambda> lambdas = new ArrayList<>();
    StringBuilder shape = new StringBuilder();
    for (SqlNode operand : call.getOperandList()) {
      shape.append(operand instanceof SqlLambda ? 'l' : 'v');
      if (operand instanceof SqlLambda lambda) {
        lambdas.add(lambda);
      } else {
        sources.add(operand.accept(this));
      }
    }
    return switch (meaning) {
      case TRANSFORM -> {
        check(call, name, shape, "vl");
        yield closed(new Written(call, name, LambdaKind.TRANSFORM, 1), sources, lambdas.get(0));
      }
      case TRANSFORM_FROM_0 -> {
        check(call, name, shape, "vl");
        yield closed(new Written(call, name, LambdaKind.TRANSFORM, 0), sources, lambdas.get(0));
      }
      case FILTER -> {
        check(call, name, shape, "vl");
        yield closed(new Written(call, name, LambdaKind.FILTER, 1), sources, lambdas.get(0));
      }
      case ANY, ALL, NONE -> {
        check(call, name, shape, "vl");
        LambdaKind kind = meaning == Meaning.ALL ? LambdaKind.ALL : LambdaKind.ANY;
        SqlNode match = closed(new Written(call, name, kind, 1), sources, lambdas.get(0));
        yield meaning == Meaning.NONE
            ? SqlStdOperatorTable.NOT.createCall(call.getParserPosition(), match)
            : match;
      }
      case REDUCE -> {
        if (shape.toString().startsWith("vvl")) {
          yield fold(call, name, shape, sources, lambdas);
        }
        check(call, name, shape, "vl", "vlv");
        yield closed(new Written(call, name, LambdaKind.REDUCE, 1), sources, lambdas.get(0));
      }
      case AGGREGATE -> fold(call, name, shape, sources, lambdas);
      case ZIP -> {
        check(call, name, shape, "vvl");
        yield closed(new Written(call, name, LambdaKind.TRANSFORM, 1), sources, lambdas.get(0));
      }
      case MAP_FILTER -> {
        check(call, name, shape, "vl");
        yield filteredMap(call, name, sources.get(0), pair(lambdas.get(0), name));
      }
      case TRANSFORM_KEYS, TRANSFORM_VALUES -> {
        check(call, name, shape, "vl");
        SqlNode map = sources.get(0);
        SqlNode keys = function("map_keys", call, map);
        SqlNode values = function("map_values", call, TreeCopy.of(map));
        SqlNode made =
            closed(
                new Written(call, name, LambdaKind.TRANSFORM, 1),
                List.of(keys, values),
                pair(lambdas.get(0), name));
        yield meaning == Meaning.TRANSFORM_KEYS
            ? function("map_from_arrays", call, made, TreeCopy.of(values))
            : function("map_from_arrays", call, TreeCopy.of(keys), made);
      }
      case SORT -> {
        check(call, name, shape, "vl");
        yield closed(new Written(call, name, LambdaKind.SORT, 1), sources, lambdas.get(0));
      }
    };
  }

  /** The finish is made of the only element of a list. */
  private SqlNode fold(
      SqlCall call,
      String name,
      StringBuilder shape,
      List<SqlNode> sources,
      List<SqlLambda> lambdas) {
    check(call, name, shape, "vvl", "vvll");
    SqlNode sum = closed(new Written(call, name, LambdaKind.FOLD, 1), sources, lambdas.get(0));
    if (lambdas.size() == 1) {
      return sum;
    }
    SqlParserPos pos = call.getParserPosition();
    SqlNode list = NestedOperator.LIST.createCall(pos, sum);
    SqlNode finished =
        closed(new Written(call, name, LambdaKind.TRANSFORM, 1), List.of(list), lambdas.get(1));
    return SqlStdOperatorTable.ITEM.createCall(
        pos, finished, SqlLiteral.createExactNumeric("1", pos));
  }

  private SqlLambda pair(SqlLambda lambda, String name) {
    if (lambda.getParameters().size() != 2) {
      throw error(lambda, "the lambda of " + name + " has 2 parameters, the key and the value");
    }
    return lambda;
  }

  /** The pairs are structs of a key and a value. */
  private SqlNode filteredMap(SqlCall call, String name, SqlNode map, SqlLambda lambda) {
    List<String> fields = List.of("key", "value");
    SqlNode condition =
        lambda
            .getExpression()
            .accept(this)
            .accept(
                new SqlShuttle() {
                  @Override
                  public SqlNode visit(SqlIdentifier id) {
                    for (int i = 0; i < fields.size(); i++) {
                      String parameter =
                          ((SqlIdentifier) lambda.getParameters().get(i)).getSimple();
                      if (parameter.equalsIgnoreCase(id.names.get(0))) {
                        List<String> path = new ArrayList<>(List.of(PAIR, fields.get(i)));
                        path.addAll(id.names.subList(1, id.names.size()));
                        return new SqlIdentifier(path, id.getParserPosition());
                      }
                    }
                    return id;
                  }
                });
    SqlParserPos pos = lambda.getParserPosition();
    SqlNodeList parameters = new SqlNodeList(List.of(new SqlIdentifier(PAIR, pos)), pos);
    SqlNode filtered =
        closed(
            new Written(call, name, LambdaKind.FILTER, 1),
            List.of(function("map_entries", call, map)),
            new SqlLambda(pos, parameters, condition));
    return function("map_from_entries", call, filtered);
  }

  private static SqlNode function(String name, SqlNode place, SqlNode... operands) {
    return NamedCalls.of(name, place.getParserPosition(), operands);
  }

  private void check(SqlCall call, String name, StringBuilder shape, String... wanted) {
    if (!List.of(wanted).contains(shape.toString())) {
      throw error(call, "function " + name + " does not take these arguments")
          .hint("use " + FunctionRegistry.get(name).explainedUsage(name));
    }
  }

  private WeftException error(SqlNode place, String sentence) {
    return text.at(WeftException.of(ErrorCode.INVALID_QUERY, sentence), place);
  }

  /**
   * A call with a lambda.
   *
   * @param firstPosition the position of the first element, for lambdas that take it
   */
  private record Written(SqlCall call, String name, LambdaKind kind, int firstPosition) {}

  private SqlNode closed(Written written, List<SqlNode> sources, SqlLambda lambda) {
    List<String> parameters = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (SqlNode parameter : lambda.getParameters()) {
      String name = ((SqlIdentifier) parameter).getSimple();
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        throw error(parameter, "the lambda has two parameters '" + name + "'");
      }
      parameters.add(name);
    }
    SqlNode body = lambda.getExpression().accept(this);
    body.accept(new Refusal(seen));
    Capture capture = new Capture(parameters, written.firstPosition());
    SqlNode closed = body.accept(capture);
    LambdaOperator operator =
        new LambdaOperator(
            new LambdaSyntax(
                written.name(),
                written.kind(),
                sources.size(),
                parameters,
                capture.captured.stream().map(SqlNode::toString).toList(),
                closed));
    List<SqlNode> operands = new ArrayList<>(sources);
    operands.addAll(capture.captured);
    return operator.createCall(written.call().getParserPosition(), operands);
  }

  /** True for what is made of many rows. */
  private static boolean isOfRows(SqlCall call) {
    return call.isA(SqlKind.QUERY) || call.getKind() == SqlKind.OVER || isAggregate(call);
  }

  private static boolean isAggregate(SqlCall call) {
    String name = call.getOperator().getName();
    return call.getOperator() instanceof SqlAggFunction
        || call.getOperator() instanceof SqlUnresolvedFunction
            && Operators.isAggregate(name)
            && FunctionRegistry.find(name).map(f -> !f.family().isScalar()).orElse(true);
  }

  /** True if one of these names, in lower case, comes in the tree, be it that of something else. */
  private static boolean mentions(SqlNode tree, Set<String> names) {
    try {
      tree.accept(
          new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlIdentifier id) {
              if (!id.names.isEmpty() && names.contains(id.names.get(0).toLowerCase(Locale.ROOT))) {
                throw Util.FoundOne.NULL;
              }
              return null;
            }
          });
      return false;
    } catch (Util.FoundOne found) {
      return true;
    }
  }

  /** What has no place in a lambda with these parameters. */
  private final class Refusal extends SqlBasicVisitor<Void> {
    private final Set<String> parameters;

    Refusal(Set<String> parameters) {
      this.parameters = parameters;
    }

    @Override
    public Void visit(SqlCall call) {
      if (!isOfRows(call)) {
        return super.visit(call);
      }
      if (!mentions(call, parameters)) {
        return null; // the same for all elements: captured
      }
      if (call.isA(SqlKind.QUERY)) {
        throw unsupported(call, "a query of a lambda's parameter", "join it to the rows first");
      }
      if (call.getKind() == SqlKind.OVER) {
        throw unsupported(
            call,
            "a window function of a lambda's parameter",
            "compute it in a query below this one");
      }
      String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
      throw unsupported(
          call,
          "the aggregate function " + name + " of a lambda's parameter",
          "for the elements of a list use list_" + name);
    }

    @Override
    public Void visit(SqlIdentifier name) {
      if (name.isStar()) {
        throw unsupported(name, "* inside a lambda", "name the columns");
      }
      return null;
    }

    private WeftException unsupported(SqlNode place, String what, String hint) {
      return text.at(
          WeftException.of(ErrorCode.UNSUPPORTED_FEATURE, what + " is not supported").hint(hint),
          place);
    }
  }

  /** Gives the names in a body the names of the lambda's own columns. */
  private static final class Capture extends SqlShuttle {
    private final List<String> parameters;
    private final int firstPosition;
    private final List<SqlNode> captured = new ArrayList<>();

    Capture(List<String> parameters, int firstPosition) {
      this.parameters = parameters;
      this.firstPosition = firstPosition;
    }

    @Override
    public SqlNode visit(SqlIdentifier name) {
      for (int i = 0; i < parameters.size(); i++) {
        if (parameters.get(i).equalsIgnoreCase(name.names.get(0))) {
          return fields(parameter(i, name.getComponentParserPosition(0)), name);
        }
      }
      return captured(name, name.toString());
    }

    private SqlNode captured(SqlNode outer, String key) {
      int i = 0;
      while (i < captured.size() && !captured.get(i).toString().equalsIgnoreCase(key)) {
        i++;
      }
      if (i == captured.size()) {
        captured.add(outer);
      }
      return new SqlIdentifier("c" + i, outer.getParserPosition());
    }

    private SqlNode parameter(int index, SqlParserPos pos) {
      SqlNode value = new SqlIdentifier("p" + index, pos);
      boolean isPositionFrom0 = index == 1 && firstPosition == 0;
      return isPositionFrom0
          ? SqlStdOperatorTable.MINUS.createCall(
              pos, value, SqlLiteral.createExactNumeric("1", pos))
          : value;
    }

    private static SqlNode fields(SqlNode parameter, SqlIdentifier path) {
      SqlNode value = parameter;
      for (int i = 1; i < path.names.size(); i++) {
        SqlParserPos pos = path.getComponentParserPosition(i);
        value =
            SqlStdOperatorTable.ITEM.createCall(
                path.getParserPosition(),
                value,
                SqlLiteral.createCharString(path.names.get(i), pos));
      }
      return value;
    }

    @Override
    public SqlNode visit(SqlCall call) {
      if (isOfRows(call)) {
        captured.add(call);
        return new SqlIdentifier("c" + (captured.size() - 1), call.getParserPosition());
      }
      if (call.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
        return call.getOperator()
            .createCall(
                call.getParserPosition(), call.operand(0).<SqlNode>accept(this), call.operand(1));
      }
      CallCopyingArgHandler copy = new CallCopyingArgHandler(call, false);
      call.getOperator().acceptCall(this, call, false, copy);
      return copy.result();
    }
  }
}
