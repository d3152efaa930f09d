package org.weft.container.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.weft.container.join.HashJoin;
import org.weft.container.join.KeyFilterOperator;
import org.weft.container.join.KeySelection;
import org.weft.container.join.KeyValues;
import org.weft.container.keys.SummaryFilter;
import org.weft.container.keys.ToldValues;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.StreamOperator;
import org.weft.container.sort.LeadingBound;
import org.weft.io.scan.Narrowing;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.physical.KeySources;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashJoin.NullKeys;
import org.weft.planner.scan.Pushdowns;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/**
 * Takes what is known of the keys of a join's build side, which is complete before the probe side
 * starts, to the tables that the probe side is made of: row groups whose statistics say that they
 * hold none of the keys are not read, and rows without a match are dropped. Where the join itself
 * would drop the rows a moment later the second gains nothing; it does where they would first be
 * grouped, or kept as the build side of another join, and where few rows are looked for by several
 * keys: a bit for one of them is asked for much sooner than a row by all of them.
 *
 * <p>The same is done with what other stages have told of their join's keys: the rows that it drops
 * need not be shuffled.
 */
final class RuntimeFilters {
  /**
   * A build side that is not clearly smaller than a table will not drop much of it. How large it
   * is, is known by the time the filter is made.
   */
  private static final double CLEARLY_SMALLER = 0.5;

  /** Of so few rows hardly a value of a table is expected to be one of theirs. */
  private static final double FEW = 1.0 / 16;

  private final ExecutionContext context;
  private final Map<Integer, Integer> occurrences = new HashMap<>();
  private final Set<Integer> shared = new HashSet<>();
  private final Map<Integer, List<StreamOperator>> byScan = new HashMap<>();
  private final Map<Integer, List<Wanted>> wanted = new HashMap<>();
  private final Map<Integer, KeyBoundFilter> bounds = new HashMap<>();

  RuntimeFilters(PhysicalPlan root, LeafSources leaves, ExecutionContext context) {
    this.context = context;
    count(root, leaves);
  }

  /** What several operators read is computed once, and its tables are read once. */
  private void count(PhysicalPlan plan, LeafSources leaves) {
    if (plan instanceof PhysicalPlan.Shared reference && !shared.add(reference.id())) {
      return;
    }
    if (plan instanceof PhysicalPlan.Scan scan) {
      occurrences.merge(scan.id(), 1, Integer::sum);
      leaves.told(scan).forEach(told -> add(scan, told));
    }
    plan.inputs().forEach(input -> count(input, leaves));
  }

  /** Other stages have told which values are wanted; for what is only joined there. */
  private void add(PhysicalPlan.Scan scan, ToldValues told) {
    if (isStoredAsNumber(scan.schema().type(told.column()))) {
      KeyValues values = told.values().values();
      narrow(scan, told.column(), () -> values);
    }
    KeySelection rows = new SummaryFilter(told.values());
    drop(scan, told.column(), () -> rows);
  }

  /** What statistics rule out is not read. */
  private void narrow(PhysicalPlan.Scan scan, int column, Supplier<KeyValues> values) {
    wanted.computeIfAbsent(scan.id(), id -> new ArrayList<>()).add(new Wanted(column, values));
  }

  /** Rows that were read go no further. */
  private void drop(PhysicalPlan.Scan scan, int column, Supplier<? extends KeySelection> rows) {
    byScan
        .computeIfAbsent(scan.id(), id -> new ArrayList<>())
        .add(new KeyFilterOperator(rows, column, scan.schema().type(column), context.meter(scan)));
  }

  /** A column of a table whose values must be among a join's keys. */
  private record Wanted(int column, Supplier<KeyValues> values) {}

  /** Finds the tables that a join's keys come from; before the probe side is compiled. */
  void add(PhysicalPlan.HashJoin plan, HashJoin join) {
    if (plan.nullKeys() != NullKeys.MATCH_NOTHING || !plan.type().dropsUnmatchedProbeRows()) {
      return;
    }
    for (int k = 0; k < plan.probeKeys().size(); k++) {
      for (KeySources.Source source : KeySources.removable(plan.probe(), plan.probeKeys().get(k))) {
        if (!(source.leaf() instanceof PhysicalPlan.Scan scan) || !mayLeaveOutRows(scan)) {
          continue;
        }
        if (isStoredAsNumber(scan.schema().type(source.column()))) {
          narrow(scan, source.column(), join.keyValues(k));
        }
        double useful =
            source.isWorthwhile() ? CLEARLY_SMALLER : plan.probeKeys().size() > 1 ? FEW : 0;
        if (useful > 0) {
          long mostRows = (long) (useful * scan.estimate().rows());
          drop(scan, source.column(), join.keyFilter(k, mostRows));
        }
      }
    }
  }

  /**
   * Finds the tables that the leading key of the first rows comes from: what lies beyond those that
   * were found so far need not be read. Before the rows are compiled.
   */
  void add(PhysicalPlan.TopN plan, LeadingBound bound) {
    for (KeySources.Source source : KeySources.removable(plan.input(), bound.key().ordinal())) {
      if (!(source.leaf() instanceof PhysicalPlan.Scan scan)) {
        continue;
      }
      Column column = column(scan.schema(), source.column());
      // what is grouped first, or kept by a join, has all been read when the first row gets here
      boolean isReadBefore = source.isWorthwhile();
      if (!isReadBefore && mayLeaveOutRows(scan) && LeadingBound.isFor(column.type())) {
        bounds.put(scan.id(), new KeyBoundFilter(bound, column));
      }
    }
  }

  /** False for a table that is read for others too, or only to a number of rows. */
  private boolean mayLeaveOutRows(PhysicalPlan.Scan scan) {
    return occurrences.get(scan.id()) == 1 && scan.pushdowns().limit().isEmpty();
  }

  /** Types whose values are the words of keys. */
  private static boolean isStoredAsNumber(DataType type) {
    return switch (type.kind()) {
      case INT8, INT16, INT32, INT64, DATE, TIME, TIMESTAMP -> true;
      case DECIMAL -> ((DecimalType) type).fitsLong();
      default -> false;
    };
  }

  /** What a scan may use to read less, with what joins have found out by now. */
  Narrowing narrowing(PhysicalPlan.Scan scan) {
    KeyBoundFilter bound = bounds.get(scan.id());
    return bound == null
        ? Narrowing.of(pushed(scan))
        : new Narrowing(pushed(scan), bound, Optional.of(bound.order()));
  }

  private Pushdowns pushed(PhysicalPlan.Scan scan) {
    List<Expression> conditions = new ArrayList<>();
    scan.pushdowns().filter().ifPresent(conditions::add);
    for (Wanted column : wanted.getOrDefault(scan.id(), List.of())) {
      KeyValues values = column.values().get();
      if (values != null && !values.isEmpty()) {
        conditions.addAll(conditions(scan.schema(), column.column(), values));
      }
    }
    return switch (conditions.size()) {
      case 0 -> scan.pushdowns();
      case 1 -> new Pushdowns(Optional.of(conditions.get(0)), scan.pushdowns().limit());
      default ->
          new Pushdowns(
              Optional.of(new Call(Function.AND, conditions, SimpleType.BOOLEAN)),
              scan.pushdowns().limit());
    };
  }

  private static List<Expression> conditions(Schema schema, int ordinal, KeyValues values) {
    Column column = column(schema, ordinal);
    if (!values.few().isEmpty()) {
      List<Expression> inputs = new ArrayList<>();
      inputs.add(column);
      values.few().forEach(value -> inputs.add(new Literal(column.type(), new Value.Int(value))));
      return List.of(new Call(Function.IN, inputs, SimpleType.BOOLEAN));
    }
    return List.of(
        compared(Function.GREATER_OR_EQUAL, column, values.least()),
        compared(Function.LESS_OR_EQUAL, column, values.greatest()));
  }

  private static Column column(Schema schema, int ordinal) {
    return new Column(ordinal, schema.field(ordinal).name(), schema.type(ordinal));
  }

  private static Expression compared(Function function, Column column, long value) {
    return Call.of(
        function, SimpleType.BOOLEAN, column, new Literal(column.type(), new Value.Int(value)));
  }

  /** What a scan's rows go through first. */
  List<StreamOperator> of(PhysicalPlan.Scan scan) {
    return byScan.getOrDefault(scan.id(), List.of());
  }
}
