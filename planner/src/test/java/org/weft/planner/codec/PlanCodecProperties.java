package org.weft.planner.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.weft.planner.error.ErrorReport;
import org.weft.planner.explain.ExplainTree;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.TableReference;
import org.weft.planner.stage.Stage;
import org.weft.planner.stage.StagePlan;
import org.weft.planner.type.Schema;

/** What was encoded comes back equal, whatever it is. */
class PlanCodecProperties {
  @Property
  void values(@ForAll Random random) {
    comesBack(random, Value.class);
  }

  @Property
  void expressions(@ForAll Random random) {
    comesBack(random, Expression.class);
    comesBack(random, AggregateCall.class);
  }

  @Property(tries = 300)
  void physicalPlans(@ForAll Random random) {
    comesBack(random, PhysicalPlan.class);
  }

  @Property(tries = 300)
  void stages(@ForAll Random random) {
    comesBack(random, Stage.class);
    comesBack(random, StagePlan.class);
    comesBack(random, Stage.TaskInput.class);
  }

  @Property(tries = 300)
  void theRest(@ForAll Random random) {
    comesBack(random, Schema.class);
    comesBack(random, TableReference.class);
    comesBack(random, ErrorReport.class);
    comesBack(random, ExplainTree.class);
  }

  /** Arrays in records have no equality of their own: their text is compared. */
  @Property(tries = 300)
  void recordsWithArrays(@ForAll Random random) {
    RandomRecords records = new RandomRecords(random);
    sameText(records.next(DataFile.class), DataFile.class);
    sameText(records.next(LogicalPlan.class), LogicalPlan.class);
  }

  private static <T> void comesBack(Random random, Class<T> type) {
    T record = new RandomRecords(random).next(type);
    assertThat(PlanCodec.decode(PlanCodec.encode(record), type)).isEqualTo(record);
  }

  private static <T> void sameText(T record, Class<T> type) {
    byte[] json = PlanCodec.encode(record);
    assertThat(PlanCodec.encode(PlanCodec.decode(json, type))).isEqualTo(json);
  }
}
