package org.weft.container.keys;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * A sink that also notes the values of some columns of what goes into it. For tasks: one thread.
 */
public final class TellingSink implements Sink {
  private final Sink rows;
  private final List<TellingColumn> columns = new ArrayList<>();

  /**
   * @param rows where the rows go; stays the caller's
   * @param told the columns, by ordinal
   * @param mostBytes for each of them
   */
  public TellingSink(Sink rows, Schema schema, List<Integer> told, long mostBytes) {
    this.rows = rows;
    told.forEach(column -> columns.add(new TellingColumn(column, schema.type(column), mostBytes)));
  }

  /** What was noted, column by column. */
  public List<KeySummary> told() {
    return columns.stream().map(column -> column.values.summary()).toList();
  }

  @Override
  public Sink.Worker worker() {
    return new Worker(rows.worker());
  }

  @Override
  public void finish(ParallelWork threads) {
    rows.finish(threads);
  }

  @Override
  public void close() {
    // the sink is the caller's
  }

  private static final class TellingColumn {
    private final List<Integer> column;
    private final KeyBatch keys;
    private final KeySummaryBuilder values;

    TellingColumn(int column, DataType type, long mostBytes) {
      this.column = List.of(column);
      this.keys = new KeyBatch(List.of(type));
      this.values = new KeySummaryBuilder(mostBytes);
    }

    void add(Batch batch) {
      int count = batch.selectedCount();
      keys.load(batch, column, RowNumbers.of(batch), count);
      long[] words = keys.wordsOrHashes();
      for (int i = 0; i < count; i++) {
        if (!keys.hasNull(i)) {
          values.add(words[i]);
        }
      }
    }
  }

  private final class Worker implements Sink.Worker {
    private final Sink.Worker next;

    Worker(Sink.Worker next) {
      this.next = next;
    }

    @Override
    public void accept(Batch batch) {
      columns.forEach(column -> column.add(batch));
      next.accept(batch);
    }

    @Override
    public boolean wantsMore() {
      return next.wantsMore();
    }

    @Override
    public void finish() {
      next.finish();
    }

    @Override
    public void close() {
      next.close();
    }
  }
}
