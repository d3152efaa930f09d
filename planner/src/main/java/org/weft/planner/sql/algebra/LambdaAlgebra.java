package org.weft.planner.sql.algebra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.weft.planner.sql.validate.BoundLambda;
import org.weft.planner.sql.validate.LambdaOperator;

/** Calls with lambdas as algebra: the body is turned into an expression on its own. */
final class LambdaAlgebra {
  private static final HepProgram NOTHING = HepProgram.builder().build();

  private LambdaAlgebra() {}

  static RexNode of(SqlRexContext context, SqlCall call) {
    SqlValidator validator = context.getValidator();
    CalciteCatalogReader reader = (CalciteCatalogReader) validator.getCatalogReader();
    List<RexNode> operands =
        call.getOperandList().stream()
            .map((SqlNode node) -> context.convertExpression(node))
            .toList();
    LambdaOperator operator = (LambdaOperator) call.getOperator();
    LambdaOperator.Typed typed =
        operator.typed(operands.stream().map(RexNode::getType).toList(), reader);
    RexBuilder rex = context.getRexBuilder();
    RelOptCluster cluster = RelOptCluster.create(new HepPlanner(NOTHING), rex);
    Map<String, RexNode> columns = new HashMap<>();
    for (int i = 0; i < typed.names().size(); i++) {
      columns.put(typed.names().get(i), rex.makeInputRef(typed.parameters().get(i), i));
    }
    RexNode body =
        Algebra.converter(typed.validator(), reader, cluster)
            .convertExpression(typed.body(), columns);
    RelDataType type = validator.getValidatedNodeType(call);
    return rex.makeCall(
        call.getParserPosition(),
        type,
        new BoundLambda(operator.lambda(), typed.parameters(), body),
        operands);
  }
}
