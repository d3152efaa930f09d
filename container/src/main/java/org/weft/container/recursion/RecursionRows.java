package org.weft.container.recursion;

import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.OperatorMeter;
import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.container.shared.Reading;
import org.weft.container.shared.SharedRows;
import org.weft.planner.logical.LogicalPlan.Recursion.Duplicates;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.Schema;

/**
 * The rows of a recursion: those it starts with, then what each round adds. Only the rows of one
 * round are kept, and while they are not being read, on disk if memory is short.
 */
public final class RecursionRows implements AutoCloseable {
  private final Schema schema;
  private final Rounds rounds;
  private final ExecutionContext context;
  private final OperatorMeter meter;
  private final MemoryScope scope;
  private final FreshRows different;
  private SharedRows added;

  public RecursionRows(PhysicalPlan.Recursion plan, Rounds rounds, ExecutionContext context) {
    this.schema = plan.schema();
    this.rounds = rounds;
    this.context = context;
    this.meter = context.meter(plan);
    this.scope = context.pool().scope("recursion");
    this.different = plan.duplicates() == Duplicates.LEFT_OUT ? new FreshRows(schema, scope) : null;
    this.added = store();
  }

  private SharedRows store() {
    return new SharedRows(schema, 1, context, meter);
  }

  /** Takes the rows to start with. */
  public Sink first() {
    return sink(added);
  }

  private Sink sink(SharedRows rows) {
    return different == null ? rows : different.into(rows);
  }

  /** All rows, once the first are complete. */
  public Source output() {
    return new Output();
  }

  /** Makes what another round adds the rows to go on with. */
  private void nextRound(ParallelWork threads) {
    SharedRows next = store();
    try {
      rounds.run(added, sink(next), threads);
    } catch (RuntimeException | Error e) {
      next.close();
      throw e;
    }
    SharedRows old = added;
    added = next;
    old.close();
    meter.memory(scope.held());
  }

  /** May be called twice. */
  @Override
  public void close() {
    added.close();
    scope.close();
  }

  /** One thread hands on what was added; rounds run on all threads. */
  private final class Output implements Source {
    private ParallelWork threads;

    @Override
    public void prepare(ParallelWork work) {
      threads = work;
    }

    @Override
    public int parallelism() {
      return 1;
    }

    @Override
    public Source.Worker worker() {
      return new Source.Worker() {
        @Override
        public boolean pump(BatchConsumer next) {
          if (added.isEmpty()) {
            return false;
          }
          handOn(next);
          if (!next.wantsMore()) {
            return false;
          }
          context.cancellation().check();
          nextRound(threads);
          return true;
        }

        @Override
        public void close() {
          // the rows belong to the recursion
        }
      };
    }

    private void handOn(BatchConsumer next) {
      try (Reading reading = added.furtherReading();
          Source.Worker worker = reading.open().worker()) {
        while (next.wantsMore() && worker.pump(next)) {
          context.cancellation().check();
        }
      }
    }
  }
}
