package org.weft.planner.physical;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.RankLimit;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.UnnestSpec;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.logical.Estimate;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.scan.Pushdowns;
import org.weft.planner.scan.ReadOptions;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.write.WriteSpec;

/** An operator and its inputs. Closed: see {@link PhysicalVisitor}. */
public sealed interface PhysicalPlan {
  /** The columns that come out, in order. */
  Schema schema();

  List<PhysicalPlan> inputs();

  /** How much is expected to come out. */
  Estimate estimate();

  <R> R accept(PhysicalVisitor<R> visitor);

  /**
   * Reads files.
   *
   * @param id unique in the plan; tasks are handed their share of {@code tasks} by it
   * @param options how they are read, with everything found out
   * @param schema the projected columns, named as in the table
   * @param tasks what to read; empty in a stage's plan, where every task brings its own
   */
  record Scan(
      int id,
      String table,
      ReadOptions options,
      Schema schema,
      Pushdowns pushdowns,
      List<ScanTask> tasks,
      Estimate estimate)
      implements PhysicalPlan {
    public Scan {
      tasks = List.copyOf(tasks);
    }

    /** The same scan of other tasks. */
    public Scan withTasks(List<ScanTask> other) {
      return new Scan(id, table, options, schema, pushdowns, other, estimate);
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of();
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.scan(this);
    }
  }

  /** Literal rows. */
  record Values(List<List<Literal>> rows, Schema schema, Estimate estimate)
      implements PhysicalPlan {
    public Values {
      rows = List.copyOf(rows);
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of();
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.values(this);
    }
  }

  /** The rows for which the predicate is true. */
  record Filter(PhysicalPlan input, Expression predicate, Estimate estimate)
      implements PhysicalPlan {
    @Override
    public Schema schema() {
      return input.schema();
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.filter(this);
    }
  }

  /** One output column for each expression. */
  record Project(PhysicalPlan input, List<Expression> expressions, Schema schema, Estimate estimate)
      implements PhysicalPlan {
    public Project {
      expressions = List.copyOf(expressions);
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.project(this);
    }
  }

  /**
   * Groups by input columns with a hash table: keys come out first, then one column per call. No
   * keys: exactly one row comes out (of SINGLE and FINAL), also for no input.
   *
   * <p>Calls are those of states of fixed width, {@link AggregateCall#isHashed}: DISTINCT and AVG
   * have been rewritten. PARTIAL gives each call's state in one column, as {@link
   * org.weft.planner.expr.Aggregate#state} says; FINAL takes input in that form: its call's only
   * argument is the ordinal of the state column, and it merges states (a count's by adding).
   */
  record HashAggregate(
      PhysicalPlan input,
      Phase phase,
      List<Integer> keys,
      List<AggregateCall> calls,
      Schema schema,
      Estimate estimate)
      implements PhysicalPlan {
    /** How much of the aggregation this node does. */
    public enum Phase {
      SINGLE,
      PARTIAL,
      FINAL
    }

    public HashAggregate {
      keys = List.copyOf(keys);
      calls = List.copyOf(calls);
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.hashAggregate(this);
    }
  }

  /**
   * Groups by input columns, one group at a time: the rows of a task come ordered by the keys. Keys
   * come out first, then one column per call. No keys: exactly one row comes out (of SINGLE and
   * FINAL), also for no input.
   *
   * <p>Calls may be any, DISTINCT too. PARTIAL gives each call's state in one column, as {@link
   * org.weft.planner.expr.Aggregate#state} says; FINAL takes input in that form: its call's only
   * argument is the ordinal of the state column.
   */
  record SortedAggregate(
      PhysicalPlan input,
      HashAggregate.Phase phase,
      List<Integer> keys,
      List<AggregateCall> calls,
      Schema schema,
      Estimate estimate)
      implements PhysicalPlan {
    public SortedAggregate {
      keys = List.copyOf(keys);
      calls = List.copyOf(calls);
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.sortedAggregate(this);
    }
  }

  /**
   * Joins by a hash table over the build side. Probe columns come out first, then build columns;
   * only one side's for the semi and anti kinds, and behind them one boolean for the mark kind.
   * Keys are compared pairwise and have equal types; a null key matches nothing unless {@code
   * nullKeys} says so. Without keys every pair is tried.
   *
   * @param residual over probe columns followed by build columns; a pair matches only if it is true
   * @param distribution for people: whether the build side was broadcast
   */
  record HashJoin(
      PhysicalPlan probe,
      PhysicalPlan build,
      HashJoinType type,
      List<Integer> probeKeys,
      List<Integer> buildKeys,
      NullKeys nullKeys,
      Optional<Expression> residual,
      JoinDistribution distribution,
      Schema schema,
      Estimate estimate)
      implements PhysicalPlan {
    /** Whether null keys are equal to each other. */
    public enum NullKeys {
      MATCH_NOTHING,
      MATCH_EACH_OTHER,
      /**
       * A null key of either side matches every key: it might be equal. What NOT IN means. Only for
       * one key without a residual, in joins that only ask for a match.
       */
      MATCH_EVERYTHING
    }

    /** How the build side reached the probing tasks. */
    public enum JoinDistribution {
      PARTITIONED,
      BROADCAST
    }

    public HashJoin {
      probeKeys = List.copyOf(probeKeys);
      buildKeys = List.copyOf(buildKeys);
      if (probeKeys.size() != buildKeys.size()) {
        throw new IllegalArgumentException("keys differ: " + probeKeys + ", " + buildKeys);
      }
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of(probe, build);
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.hashJoin(this);
    }
  }

  /**
   * Joins by sorting the rows of both sides together: rows with equal keys become neighbours.
   *
   * @param pairs what comes out, said as a hash join
   * @param nearest if present, only one of the build rows with equal keys matches
   */
  record MergeJoin(HashJoin pairs, Optional<Nearest> nearest) implements PhysicalPlan {
    /**
     * Which build row matches: the one with the nearest value on one side of the probe row's. Nulls
     * match nothing.
     *
     * @param probeKey the column compared, of the probe side
     * @param buildKey the column compared, of the build side
     * @param bound how the build row's value relates to the probe row's
     */
    public record Nearest(int probeKey, int buildKey, Bound bound) {
      /** Where the build row's value lies. */
      public enum Bound {
        AT_MOST,
        LESS,
        AT_LEAST,
        GREATER
      }
    }

    @Override
    public Schema schema() {
      return pairs.schema();
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return pairs.inputs();
    }

    @Override
    public Estimate estimate() {
      return pairs.estimate();
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.mergeJoin(this);
    }
  }

  /** All rows, ordered. */
  record Sort(PhysicalPlan input, List<SortKey> keys, Estimate estimate) implements PhysicalPlan {
    public Sort {
      keys = List.copyOf(keys);
    }

    @Override
    public Schema schema() {
      return input.schema();
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.sort(this);
    }
  }

  /**
   * All rows, ordered, on one thread or several: rows that are equal in the leading keys come out
   * on one thread, in order, with nothing between them. Between such groups there is no order.
   *
   * @param groupKeys how many of the keys those are; 0: all rows are one group
   */
  record GroupedSort(PhysicalPlan input, int groupKeys, List<SortKey> keys, Estimate estimate)
      implements PhysicalPlan {
    public GroupedSort {
      keys = List.copyOf(keys);
      if (groupKeys < 0 || groupKeys > keys.size()) {
        throw new IllegalArgumentException(groupKeys + " of " + keys);
      }
    }

    @Override
    public Schema schema() {
      return input.schema();
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.groupedSort(this);
    }
  }

  /**
   * The input's columns, then one for each call. The input is a {@link GroupedSort}, or another
   * window over one, which puts the rows of a partition behind each other in the order of the order
   * keys; so is what comes out.
   */
  record Window(
      PhysicalPlan input,
      List<Integer> partitionKeys,
      List<SortKey> orderKeys,
      List<WindowCall> calls,
      Schema schema,
      Estimate estimate)
      implements PhysicalPlan {
    public Window {
      partitionKeys = List.copyOf(partitionKeys);
      orderKeys = List.copyOf(orderKeys);
      calls = List.copyOf(calls);
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.window(this);
    }
  }

  /**
   * Rows without those that surely are not among the first of their partition. Others of them may
   * pass: whoever needs exactly the first rows has to look again.
   *
   * @param limit how far rows are needed, by the order keys
   */
  record PartitionTop(
      PhysicalPlan input,
      List<Integer> partitionKeys,
      List<SortKey> orderKeys,
      RankLimit limit,
      Estimate estimate)
      implements PhysicalPlan {
    public PartitionTop {
      partitionKeys = List.copyOf(partitionKeys);
      orderKeys = List.copyOf(orderKeys);
    }

    @Override
    public Schema schema() {
      return input.schema();
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.partitionTop(this);
    }
  }

  /** The first {@code limit} rows in order, after {@code offset} left out; ordered. */
  record TopN(PhysicalPlan input, List<SortKey> keys, long offset, long limit, Estimate estimate)
      implements PhysicalPlan {
    public TopN {
      keys = List.copyOf(keys);
    }

    @Override
    public Schema schema() {
      return input.schema();
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.topN(this);
    }
  }

  /** Some {@code limit} rows after {@code offset} others; in input order where that has one. */
  record Limit(PhysicalPlan input, long offset, OptionalLong limit, Estimate estimate)
      implements PhysicalPlan {
    @Override
    public Schema schema() {
      return input.schema();
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.limit(this);
    }
  }

  /**
   * A row for every element of the input's lists. The kept columns of the input come out first,
   * then what the specification adds.
   *
   * @param kept ordinals in the input
   * @param spec over the input's columns
   */
  record Unnest(
      PhysicalPlan input, List<Integer> kept, UnnestSpec spec, Schema schema, Estimate estimate)
      implements PhysicalPlan {
    public Unnest {
      kept = List.copyOf(kept);
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.unnest(this);
    }
  }

  /** All rows of all inputs. */
  record UnionAll(List<PhysicalPlan> inputs, Schema schema, Estimate estimate)
      implements PhysicalPlan {
    public UnionAll {
      inputs = List.copyOf(inputs);
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.unionAll(this);
    }
  }

  /**
   * Rows that are computed once and read in several places. All references to the same rows have
   * the same number and the same input. In plans of stages only inside a {@link Recursion}:
   * elsewhere such rows are a stage of their own.
   *
   * @param id from 1, unique in the query
   */
  record Shared(int id, PhysicalPlan input) implements PhysicalPlan {
    @Override
    public Schema schema() {
      return input.schema();
    }

    @Override
    public Estimate estimate() {
      return input.estimate();
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.shared(this);
    }
  }

  /**
   * The rows of the first input, and those that the rounds of the second add, until one adds none.
   * What of a round is the same each time is {@link Shared}. All in one task.
   *
   * @param id unique in the query, also its working table's
   */
  record Recursion(
      int id,
      PhysicalPlan first,
      PhysicalPlan round,
      LogicalPlan.Recursion.Duplicates duplicates,
      Schema schema,
      Estimate estimate)
      implements PhysicalPlan {
    @Override
    public List<PhysicalPlan> inputs() {
      return List.of(first, round);
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.recursion(this);
    }
  }

  /** What the round before added to the {@link Recursion} of this number. */
  record WorkingTable(int id, Schema schema, Estimate estimate) implements PhysicalPlan {
    @Override
    public List<PhysicalPlan> inputs() {
      return List.of();
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.workingTable(this);
    }
  }

  /** Moves rows between tasks. Not in plans for one process, nor in the plan of a stage. */
  record Exchange(PhysicalPlan input, Distribution distribution, Estimate estimate)
      implements PhysicalPlan {
    @Override
    public Schema schema() {
      return input.schema();
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.exchange(this);
    }
  }

  /**
   * Reads what another stage wrote. Only in the plan of a stage.
   *
   * @param stage the stage that wrote it
   * @param mergeKeys if not empty, every map output is ordered by them and so is what comes out
   */
  record ShuffleRead(
      int stage, Mode mode, List<SortKey> mergeKeys, Schema schema, Estimate estimate)
      implements PhysicalPlan {
    /** Which part a task reads. */
    public enum Mode {
      /**
       * The task reads its partition of every map output; nothing if its partition is -1 or there
       * are fewer partitions.
       */
      PARTITION,
      /** Every task reads everything. */
      ALL,
      /** Task n reads all of map output n. */
      MAP_OUTPUT
    }

    public ShuffleRead {
      mergeKeys = List.copyOf(mergeKeys);
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of();
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.shuffleRead(this);
    }
  }

  /**
   * Writes files, in a directory that nobody reads, and gives one row for each: see {@link
   * #MANIFEST}.
   *
   * @param staging that directory; empty until the query starts
   */
  record Write(PhysicalPlan input, WriteSpec spec, String staging) implements PhysicalPlan {
    /**
     * What was written: the attempt's directory below the staging one, the file's path below that
     * (which is also its path below the target), its rows and its bytes.
     */
    public static final Schema MANIFEST =
        Schema.of(
            Field.required("attempt", SimpleType.STRING),
            Field.required("file", SimpleType.STRING),
            Field.required("rows", SimpleType.INT64),
            Field.required("bytes", SimpleType.INT64));

    /** The same write to a staging directory. */
    public Write in(String directory) {
      return new Write(input, spec, directory);
    }

    @Override
    public Schema schema() {
      return MANIFEST;
    }

    @Override
    public Estimate estimate() {
      double files = Math.max(1, input.estimate().bytes() / spec.fileBytes());
      return new Estimate(files, 100);
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.write(this);
    }
  }

  /**
   * Moves the files of a write to where readers see them, all or none. Always the root, and done by
   * whoever started the query: neither a stage nor a task has it.
   */
  record Commit(Write input) implements PhysicalPlan {
    @Override
    public Schema schema() {
      return WriteSpec.RESULT;
    }

    @Override
    public Estimate estimate() {
      return new Estimate(1, 3 * Long.BYTES);
    }

    @Override
    public List<PhysicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(PhysicalVisitor<R> visitor) {
      return visitor.commit(this);
    }
  }
}
