package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.weft.planner.function.Definition;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.function.Trait;

/**
 * Calls of functions that are said with others: the expression they stand for, with the arguments
 * in the places of the parameters. An argument that gives something else every time is computed
 * once, as the element of a list that a lambda gets.
 */
public final class DefinedCalls {
  private final SqlCall call;
  private final Definition definition;

  private DefinedCalls(SqlCall call, Definition definition) {
    this.call = call;
    this.definition = definition;
  }

  /**
   * What a call stands for. All of it lies at the place of the call, but for the arguments, which
   * stay where they are.
   *
   * @param copy makes a copy of an argument that shares no node with it
   */
  public static SqlNode of(SqlCall call, Definition definition, UnaryOperator<SqlNode> copy) {
    return new DefinedCalls(call, definition).made(copy);
  }

  private SqlNode made(UnaryOperator<SqlNode> copy) {
    SqlNode body = new Grammar(new Tokens(definition.sql())).expressions.expression();
    SqlParserPos pos = call.getParserPosition();
    List<SqlNode> given = new ArrayList<>();
    List<SqlNode> once = new ArrayList<>();
    List<SqlIdentifier> names = new ArrayList<>();
    for (int i = 0; i < call.operandCount(); i++) {
      boolean isKept =
          isVolatile(call.operand(i)) && uses(body, definition.parameters().get(i)) > 1;
      if (isKept) {
        once.add(call.operand(i));
        names.add(new SqlIdentifier("$once" + i, pos));
      }
      given.add(isKept ? names.get(names.size() - 1) : call.operand(i));
    }
    SqlNode made = body.accept(new Places(given, copy));
    for (int i = 0; i < once.size(); i++) {
      SqlNode list = NamedCalls.of("list_value", pos, once.get(i));
      SqlLambda lambda = new SqlLambda(pos, SqlNodeList.of(names.get(i)), made);
      made = NamedCalls.of("list_first", pos, NamedCalls.of("list_transform", pos, list, lambda));
    }
    return made;
  }

  private static boolean isVolatile(SqlNode argument) {
    boolean[] found = new boolean[1];
    argument.accept(
        new SqlShuttle() {
          @Override
          public SqlNode visit(SqlCall inner) {
            found[0] |=
                inner.getOperator() instanceof SqlUnresolvedFunction
                    && FunctionRegistry.find(inner.getOperator().getName())
                        .filter(function -> function.has(Trait.VOLATILE))
                        .isPresent();
            return super.visit(inner);
          }
        });
    return found[0];
  }

  private static int uses(SqlNode body, String parameter) {
    int[] count = new int[1];
    body.accept(
        new SqlShuttle() {
          @Override
          public SqlNode visit(SqlIdentifier name) {
            count[0] += is(name, parameter) ? 1 : 0;
            return name;
          }
        });
    return count[0];
  }

  private static boolean is(SqlIdentifier name, String parameter) {
    return name.isSimple() && name.getSimple().toLowerCase(Locale.ROOT).equals(parameter);
  }

  /** Puts arguments in the places of parameters, and all else at the place of the call. */
  private final class Places extends SqlShuttle {
    private final SqlParserPos pos = call.getParserPosition();
    private final List<SqlNode> given;
    private final UnaryOperator<SqlNode> copy;

    Places(List<SqlNode> given, UnaryOperator<SqlNode> copy) {
      this.given = given;
      this.copy = copy;
    }

    @Override
    public SqlNode visit(SqlIdentifier name) {
      for (int i = 0; i < given.size(); i++) {
        if (is(name, definition.parameters().get(i))) {
          return copy.apply(given.get(i));
        }
      }
      return name.clone(pos);
    }

    @Override
    public SqlNode visit(SqlLiteral literal) {
      return literal.clone(pos);
    }

    @Override
    public SqlNode visit(SqlDataTypeSpec type) {
      return type.clone(pos);
    }

    @Override
    public SqlNode visit(SqlCall inner) {
      if (inner instanceof SqlLambda lambda) {
        return new SqlLambda(pos, lambda.getParameters(), lambda.getExpression().accept(this));
      }
      CallCopyingArgHandler copying = new CallCopyingArgHandler(inner, true);
      inner.getOperator().acceptCall(this, inner, false, copying);
      return copying.result().clone(pos);
    }
  }
}
