package org.weft.planner.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.junit.jupiter.api.Test;
import org.weft.planner.function.Definition;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.function.FunctionRegistry;

class DefinedCallsTest {
  @Test
  void definitionsNameTheirParametersAndNothingElse() {
    int seen = 0;
    for (FunctionEntry entry : FunctionRegistry.entries()) {
      for (Definition definition : entry.definitions()) {
        Set<String> free = free(call(entry.name(), definition), definition);
        assertThat(free).as(entry.name() + ": " + definition).isEmpty();
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(50);
  }

  private static SqlNode call(String name, Definition definition) {
    List<SqlNode> operands = new ArrayList<>();
    for (String parameter : definition.parameters()) {
      operands.add(new SqlIdentifier("given_" + parameter, SqlParserPos.ZERO));
    }
    SqlCall call = NamedCalls.of(name, SqlParserPos.ZERO, operands);
    return DefinedCalls.of(call, definition, node -> node);
  }

  /** Names that are neither arguments nor parameters of lambdas, which start with a dollar sign. */
  private static Set<String> free(SqlNode node, Definition definition) {
    Set<String> free = new TreeSet<>();
    node.accept(
        new SqlShuttle() {
          @Override
          public SqlNode visit(SqlIdentifier name) {
            String first = name.names.get(0);
            boolean isArgument =
                first.startsWith("given_")
                    && definition.parameters().contains(first.substring("given_".length()));
            if (!isArgument && !first.startsWith("$")) {
              free.add(name.toString());
            }
            return name;
          }

          @Override
          public SqlNode visit(SqlCall call) {
            return call instanceof SqlLambda lambda
                ? lambda.getExpression().accept(this)
                : super.visit(call);
          }
        });
    return free;
  }
}
