package org.weft.shuffle.read;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.fetch.BlockSupply;
import org.weft.shuffle.fetch.ShuffleClient;

/**
 * Merges ordered outputs: a tournament of their present rows by encoded key. Equal rows come in the
 * order of the outputs.
 *
 * <p>A batch of the result refers to the inputs' memory; it ends when one of them needs its next
 * block, so strings are never copied.
 */
final class MergingReader implements ShuffleReader {
  private final MemoryScope memory;
  private final List<MergedInput> inputs = new ArrayList<>();
  private final Batch batch;
  private final GatheredColumn[] columns;
  private final int[] fromInput = new int[Batch.CAPACITY];
  private final int[] fromRow = new int[Batch.CAPACITY];

  // a binary heap of the numbers of the inputs that have a row, the smallest row on top
  private final int[] heap;
  private int heapSize;

  /** Which inputs have a batch. */
  private final boolean[] live;

  /** The input whose batch is used up, to be advanced before the next result; -1 if none. */
  private int usedUp = -1;

  private State state = State.OPENED;

  private enum State {
    OPENED,
    READING
  }

  private MergingReader(List<BlockSupply> supplies, ShuffleRequest request, MemoryScope memory) {
    this.memory = memory;
    for (BlockSupply supply : supplies) {
      inputs.add(
          new MergedInput(supply, request, memory.pool().scope(memory.owner() + ", merged")));
    }
    this.batch = new Batch(request.schema());
    this.columns = new GatheredColumn[request.schema().size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new GatheredColumn(request.schema().type(i), memory);
    }
    this.heap = new int[inputs.size()];
    this.live = new boolean[inputs.size()];
  }

  static MergingReader open(ShuffleClient client, ShuffleRequest request, MemoryScope memory) {
    List<BlockSupply> supplies = client.fetchEach(request.outputs(), request.partitions(), memory);
    MergingReader reader = new MergingReader(supplies, request, memory);
    try {
      supplies.forEach(BlockSupply::start);
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
    return reader;
  }

  @Override
  public boolean advance() {
    if (state == State.OPENED) {
      state = State.READING;
      for (int i = 0; i < inputs.size(); i++) {
        add(i);
      }
    } else if (usedUp >= 0) {
      int input = usedUp;
      usedUp = -1;
      add(input);
    }
    int rows = select();
    if (rows == 0) {
      return false;
    }
    batch.start(rows);
    for (int i = 0; i < columns.length; i++) {
      gather(i, rows);
    }
    return true;
  }

  /** Lets an input take part again, if it has another batch. */
  private void add(int input) {
    live[input] = inputs.get(input).nextBatch();
    if (live[input]) {
      heap[heapSize++] = input;
      siftUp(heapSize - 1);
    }
  }

  /** Takes the next rows, as long as no input is used up; returns how many. */
  private int select() {
    int rows = 0;
    while (heapSize > 0 && rows < Batch.CAPACITY && usedUp < 0) {
      int input = heap[0];
      MergedInput top = inputs.get(input);
      fromInput[rows] = input;
      fromRow[rows++] = top.row();
      if (!top.nextRow()) {
        usedUp = input;
        heap[0] = heap[--heapSize];
      }
      siftDown();
    }
    return rows;
  }

  private void siftUp(int start) {
    int at = start;
    while (at > 0 && before(heap[at], heap[(at - 1) / 2])) {
      swap(at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
  }

  private void siftDown() {
    int at = 0;
    while (2 * at + 1 < heapSize) {
      int child = 2 * at + 1;
      if (child + 1 < heapSize && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], heap[at])) {
        return;
      }
      swap(at, child);
      at = child;
    }
  }

  private void swap(int a, int b) {
    int input = heap[a];
    heap[a] = heap[b];
    heap[b] = input;
  }

  private boolean before(int a, int b) {
    int order = inputs.get(a).key().compareTo(inputs.get(b).key());
    return order < 0 || (order == 0 && a < b);
  }

  private void gather(int column, int rows) {
    GatheredColumn target = columns[column];
    for (int i = 0; i < inputs.size(); i++) {
      if (live[i]) {
        target.source(i, inputs.get(i).batch().column(column), inputs.size());
      }
    }
    target.gather(fromInput, fromRow, rows, batch.column(column));
  }

  @Override
  public Batch batch() {
    return batch;
  }

  @Override
  public long bytesFetched() {
    return inputs.stream().mapToLong(input -> input.reader().bytesFetched()).sum();
  }

  @Override
  public void cancel() {
    inputs.forEach(input -> input.reader().cancel());
  }

  @Override
  public void close() {
    inputs.forEach(MergedInput::close);
    memory.close();
  }
}
