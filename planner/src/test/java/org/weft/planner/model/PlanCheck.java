package org.weft.planner.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.SortKey;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/** That the parts of a physical plan fit together: ordinals, types, estimates. */
public final class PlanCheck {
  private PlanCheck() {}

  /** Fails at the first node that does not fit its inputs. */
  public static void check(PhysicalPlan plan) {
    plan.inputs().forEach(PlanCheck::check);
    assertThat(plan.estimate().rows()).isGreaterThanOrEqualTo(0).isFinite();
    assertThat(plan.estimate().bytesPerRow()).isGreaterThanOrEqualTo(0).isFinite();
    if (plan instanceof PhysicalPlan.Filter filter) {
      expression(filter.predicate(), filter.schema());
      assertThat(filter.predicate().type()).isEqualTo(SimpleType.BOOLEAN);
    } else if (plan instanceof PhysicalPlan.Project project) {
      project(project);
    } else if (plan instanceof PhysicalPlan.HashAggregate aggregate) {
      aggregate(aggregate);
    } else if (plan instanceof PhysicalPlan.HashJoin join) {
      join(join);
    } else if (plan instanceof PhysicalPlan.MergeJoin join) {
      join(join.pairs());
    } else if (plan instanceof PhysicalPlan.Sort sort) {
      keys(sort.keys(), sort.schema());
    } else if (plan instanceof PhysicalPlan.TopN topN) {
      keys(topN.keys(), topN.schema());
    } else if (plan instanceof PhysicalPlan.UnionAll union) {
      union.inputs().forEach(input -> sameTypes(input.schema(), union.schema()));
    } else if (plan instanceof PhysicalPlan.Scan scan) {
      scan.pushdowns().filter().ifPresent(filter -> expression(filter, scan.schema()));
    }
  }

  private static void expression(Expression expression, Schema input) {
    if (expression instanceof Column column) {
      assertThat(column.ordinal()).as("%s of %s", column, input).isLessThan(input.size());
      assertThat(column.type())
          .as("%s of %s", column, input)
          .isEqualTo(input.type(column.ordinal()));
    }
    expression.inputs().forEach(part -> expression(part, input));
  }

  private static void keys(List<SortKey> keys, Schema input) {
    keys.forEach(key -> assertThat(key.ordinal()).isLessThan(input.size()));
  }

  private static void sameTypes(Schema actual, Schema expected) {
    assertThat(actual.fields())
        .extracting(field -> field.type())
        .isEqualTo(expected.fields().stream().map(field -> field.type()).toList());
  }

  private static void project(PhysicalPlan.Project project) {
    project.expressions().forEach(e -> expression(e, project.input().schema()));
    assertThat(project.expressions())
        .extracting(Expression::type)
        .as("%s", project.schema())
        .isEqualTo(project.schema().fields().stream().map(field -> field.type()).toList());
  }

  private static void aggregate(PhysicalPlan.HashAggregate aggregate) {
    Schema input = aggregate.input().schema();
    Schema output = aggregate.schema();
    int keys = aggregate.keys().size();
    assertThat(output.size()).isEqualTo(keys + aggregate.calls().size());
    for (int i = 0; i < keys; i++) {
      assertThat(output.type(i)).isEqualTo(input.type(aggregate.keys().get(i)));
    }
    for (int i = 0; i < aggregate.calls().size(); i++) {
      AggregateCall call = aggregate.calls().get(i);
      assertThat(call.function()).isNotEqualTo(Aggregate.AVG);
      assertThat(call.distinctness()).isEqualTo(AggregateCall.Distinctness.ALL);
      assertThat(output.type(keys + i)).isEqualTo(call.type());
      call.filter().ifPresent(f -> assertThat(input.type(f)).isEqualTo(SimpleType.BOOLEAN));
      if (aggregate.phase() == PhysicalPlan.HashAggregate.Phase.FINAL) {
        assertThat(input.type(call.argument().orElseThrow())).isEqualTo(call.type());
        assertThat(call.filter()).isEmpty();
      }
    }
  }

  private static void join(PhysicalPlan.HashJoin join) {
    Schema probe = join.probe().schema();
    Schema build = join.build().schema();
    for (int i = 0; i < join.probeKeys().size(); i++) {
      assertThat(probe.type(join.probeKeys().get(i)))
          .isEqualTo(build.type(join.buildKeys().get(i)));
    }
    join.residual().ifPresent(residual -> expression(residual, probe.concat(build)));
    Schema expected =
        switch (join.type()) {
          case INNER, PROBE_OUTER, BUILD_OUTER, FULL -> probe.concat(build);
          case PROBE_SEMI, PROBE_ANTI -> probe;
          case PROBE_MARK ->
              probe.concat(new Schema(List.of(Field.required("mark", SimpleType.BOOLEAN))));
          case BUILD_SEMI, BUILD_ANTI -> build;
        };
    sameTypes(join.schema(), expected);
  }
}
