package org.weft.planner.sql.algebra;

import java.time.LocalDateTime;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.weft.planner.function.Trait;
import org.weft.planner.sql.validate.BoundLambda;
import org.weft.planner.sql.validate.LibraryOperator;

/**
 * The present, as constants: the same wherever a statement asks for it, on every worker that runs a
 * part of it, and known to the optimiser.
 */
public final class StatementTime {
  private static final int MICROS = 6;

  private final RexBuilder rex;
  private final Present present;

  private StatementTime(RexBuilder rex, Present present) {
    this.rex = rex;
    this.present = present;
  }

  /** The tree of a statement that starts then. */
  public static RelNode fix(RelNode tree, Present present) {
    return new StatementTime(tree.getCluster().getRexBuilder(), present).in(tree);
  }

  private RelNode in(RelNode tree) {
    RexShuttle expressions =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            boolean isStable =
                call.getOperator() instanceof LibraryOperator operator
                    && operator.entry().has(Trait.STABLE);
            if (isStable) {
              return constant(call);
            }
            RexNode visited = super.visitCall(isAgeToday(call) ? untilToday(call) : call);
            return visited instanceof RexCall same
                    && same.getOperator() instanceof BoundLambda lambda
                ? rex.makeCall(
                    same.getType(), lambda.with(lambda.body().accept(this)), same.getOperands())
                : visited;
          }

          @Override
          public RexNode visitSubQuery(RexSubQuery query) {
            RexNode visited = super.visitSubQuery(query);
            return visited instanceof RexSubQuery same ? same.clone(in(same.rel)) : visited;
          }
        };
    return EveryExpression.of(tree, expressions);
  }

  private static boolean isAgeToday(RexCall call) {
    return call.getOperator() instanceof LibraryOperator operator
        && operator.entry().name().equals("age")
        && call.getOperands().size() == 1;
  }

  /** AGE of one time: until midnight of the present day. */
  private RexCall untilToday(RexCall call) {
    TimestampString today = new TimestampString(present.moment().toLocalDate() + " 00:00:00");
    return (RexCall)
        rex.makeCall(
            call.getType(),
            call.getOperator(),
            List.of(rex.makeTimestampLiteral(today, MICROS), call.getOperands().get(0)));
  }

  private RexNode constant(RexCall call) {
    return switch (call.getType().getSqlTypeName()) {
      case DATE -> rex.makeDateLiteral(new DateString(present.moment().toLocalDate().toString()));
      case TIME -> rex.makeTimeLiteral(time(), MICROS);
      case TIMESTAMP -> rex.makeTimestampLiteral(timestamp(), MICROS);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          rex.makeTimestampWithLocalTimeZoneLiteral(timestamp(), MICROS);
      default -> throw new IllegalStateException("no constant for " + call);
    };
  }

  private TimeString time() {
    LocalDateTime now = present.moment();
    TimeString seconds = new TimeString(now.getHour(), now.getMinute(), now.getSecond());
    return now.getNano() == 0 ? seconds : seconds.withNanos(now.getNano());
  }

  private TimestampString timestamp() {
    return TimestampStrings.of(present.moment());
  }
}
