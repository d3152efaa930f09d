package org.weft.planner.logical;

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
import org.weft.planner.scan.TableData;
import org.weft.planner.type.Schema;
import org.weft.planner.write.WriteSpec;

/** A relational operator and its inputs. Closed: see {@link LogicalVisitor}. */
public sealed interface LogicalPlan {
  /** The columns that come out. */
  Schema schema();

  /** How much is expected to come out. */
  Estimate estimate();

  List<LogicalPlan> inputs();

  <R> R accept(LogicalVisitor<R> visitor);

  /**
   * Columns of a table.
   *
   * @param columns ordinals in the table's schema, in output order
   * @param filter over the output columns: a hint for skipping; the exact filter stands above
   */
  record Scan(
      TableData table,
      List<Integer> columns,
      Optional<Expression> filter,
      Schema schema,
      Estimate estimate)
      implements LogicalPlan {
    public Scan {
      columns = List.copyOf(columns);
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of();
    }

    @Override
    public <R> R accept(LogicalVisitor<R> visitor) {
      return visitor.scan(this);
    }
  }

  /** Literal rows. */
  record Values(List<List<Literal>> rows, Schema schema, Estimate estimate) implements LogicalPlan {
    public Values {
      rows = List.copyOf(rows);
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of();
    }

    @Override
    public <R> R accept(LogicalVisitor<R> visitor) {
      return visitor.values(this);
    }
  }

  /** The rows for which the predicate is true. */
  record Filter(LogicalPlan input, Expression predicate, Estimate estimate) implements LogicalPlan {
    @Override
    public Schema schema() {
      return input.schema();
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(LogicalVisitor<R> visitor) {
      return visitor.filter(this);
    }
  }

  /** One output column for each expression. */
  record Project(LogicalPlan input, List<Expression> expressions, Schema schema, Estimate estimate)
      implements LogicalPlan {
    public Project {
      expressions = List.copyOf(expressions);
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(LogicalVisitor<R> visitor) {
      return visitor.project(this);
    }
  }

  /** Groups by input columns: the keys come out first, then the aggregates. */
  record Aggregate(
      LogicalPlan input,
      List<Integer> keys,
      List<AggregateCall> calls,
      Schema schema,
      Estimate estimate)
      implements LogicalPlan {
    public Aggregate {
      keys = List.copyOf(keys);
      calls = List.copyOf(calls);
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(LogicalVisitor<R> visitor) {
      return visitor.aggregate(this);
    }
  }

  /**
   * Pairs of rows. The left columns come out first; SEMI and ANTI give left columns only, MARK
   * those and a boolean.
   *
   * @param condition over the left columns followed by the right ones
   * @param nearest if present, an as-of join: of the right rows for which the condition holds, a
   *     left row matches the one that fulfils this order comparison of a left and a right column
   *     and is nearest to equality in it
   */
  record Join(
      LogicalPlan left,
      LogicalPlan right,
      JoinType type,
      Expression condition,
      Optional<Expression> nearest,
      JoinHint hint,
      Schema schema,
      Estimate estimate)
      implements LogicalPlan {
    /** A join as the planner finds best. */
    public Join(
        LogicalPlan left,
        LogicalPlan right,
        JoinType type,
        Expression condition,
        Schema schema,
        Estimate estimate) {
      this(left, right, type, condition, Optional.empty(), JoinHint.NONE, schema, estimate);
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of(left, right);
    }

    @Override
    public <R> R accept(LogicalVisitor<R> visitor) {
      return visitor.join(this);
    }
  }

  /** Ordered rows; without keys only a limit. {@code offset} rows are left out first. */
  record Sort(
      LogicalPlan input, List<SortKey> keys, long offset, OptionalLong limit, Estimate estimate)
      implements LogicalPlan {
    public Sort {
      keys = List.copyOf(keys);
    }

    @Override
    public Schema schema() {
      return input.schema();
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(LogicalVisitor<R> visitor) {
      return visitor.sort(this);
    }
  }

  /**
   * The input's columns, then one for each call, computed over the rows that are equal in the
   * partition keys (nulls are equal), in the order of the order keys.
   *
   * @param limit which rows are needed; others may be left out
   */
  record Window(
      LogicalPlan input,
      List<Integer> partitionKeys,
      List<SortKey> orderKeys,
      List<WindowCall> calls,
      Optional<RankLimit> limit,
      Schema schema,
      Estimate estimate)
      implements LogicalPlan {
    public Window {
      partitionKeys = List.copyOf(partitionKeys);
      orderKeys = List.copyOf(orderKeys);
      calls = List.copyOf(calls);
    }

    /** The same window, of which only some rows are needed. */
    public Window limited(RankLimit needed) {
      return new Window(
          input, partitionKeys, orderKeys, calls, Optional.of(needed), schema, estimate);
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(LogicalVisitor<R> visitor) {
      return visitor.window(this);
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
      LogicalPlan input, List<Integer> kept, UnnestSpec spec, Schema schema, Estimate estimate)
      implements LogicalPlan {
    public Unnest {
      kept = List.copyOf(kept);
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(LogicalVisitor<R> visitor) {
      return visitor.unnest(this);
    }
  }

  /** All rows of all inputs, whose types agree column by column. */
  record Union(List<LogicalPlan> inputs, Schema schema, Estimate estimate) implements LogicalPlan {
    public Union {
      inputs = List.copyOf(inputs);
    }

    @Override
    public <R> R accept(LogicalVisitor<R> visitor) {
      return visitor.union(this);
    }
  }

  /**
   * Rows that the query needs in several places and computes once. All references to the same rows
   * have the same number and the same input.
   *
   * @param id from 1, unique in the query
   */
  record Shared(int id, LogicalPlan input) implements LogicalPlan {
    @Override
    public Schema schema() {
      return input.schema();
    }

    @Override
    public Estimate estimate() {
      return input.estimate();
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(LogicalVisitor<R> visitor) {
      return visitor.shared(this);
    }
  }

  /**
   * The rows of the first input, and those that the rounds of the second add, until one adds none.
   * A round sees the rows that the one before added: its {@link WorkingTable}.
   *
   * @param id unique in the query, also its working table's
   * @param round of the same columns as {@code first}
   */
  record Recursion(
      int id,
      LogicalPlan first,
      LogicalPlan round,
      Duplicates duplicates,
      Schema schema,
      Estimate estimate)
      implements LogicalPlan {
    /** Whether a row that is there already is added again. */
    public enum Duplicates {
      KEPT,
      LEFT_OUT
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of(first, round);
    }

    @Override
    public <R> R accept(LogicalVisitor<R> visitor) {
      return visitor.recursion(this);
    }
  }

  /** What the round before added to the {@link Recursion} of this number. */
  record WorkingTable(int id, Schema schema, Estimate estimate) implements LogicalPlan {
    @Override
    public List<LogicalPlan> inputs() {
      return List.of();
    }

    @Override
    public <R> R accept(LogicalVisitor<R> visitor) {
      return visitor.workingTable(this);
    }
  }

  /**
   * Ends a query in files. Always the root. Its one row says how much was written; the files show
   * when all of them are complete, or never.
   */
  record Write(LogicalPlan input, WriteSpec spec) implements LogicalPlan {
    @Override
    public Schema schema() {
      return WriteSpec.RESULT;
    }

    @Override
    public Estimate estimate() {
      return new Estimate(1, 3 * Long.BYTES);
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public <R> R accept(LogicalVisitor<R> visitor) {
      return visitor.write(this);
    }
  }
}
