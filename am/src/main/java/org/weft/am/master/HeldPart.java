package org.weft.am.master;

import java.util.ArrayDeque;
import java.util.Deque;
import org.weft.container.result.OwnedBatch;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * A part that is fetched before its first row is given away, so that it can be made again if its
 * worker dies meanwhile. What does not fit is read while it is given away.
 */
final class HeldPart implements PartReader {
  private final PartReader reader;
  private final Deque<OwnedBatch> held = new ArrayDeque<>();
  private final Hold hold;
  private State state = State.FETCHING;
  private OwnedBatch present;

  private enum State {
    FETCHING,
    /** All of the part is held. */
    HELD,
    /** What was held comes first, then the rest from the reader. */
    PARTLY_HELD
  }

  /**
   * Where and how much is held.
   *
   * @param mostBytes of memory for one part
   */
  record Hold(Schema schema, MemoryPool pool, long mostBytes) {}

  HeldPart(PartReader reader, Hold hold) {
    this.reader = reader;
    this.hold = hold;
  }

  @Override
  public boolean advance() {
    if (state == State.FETCHING) {
      state = fetch();
    }
    if (present != null) {
      present.close();
      present = null;
    }
    present = held.poll();
    return present != null || (state == State.PARTLY_HELD && reader.advance());
  }

  private State fetch() {
    long bytes = 0;
    OwnedBatch last = null;
    while (bytes < hold.mostBytes()) {
      if (!reader.advance()) {
        return State.HELD;
      }
      Batch batch = reader.batch();
      for (int row = 0; row < batch.selectedCount(); ) {
        if (last == null || last.isFull()) {
          bytes += last == null ? 0 : last.bytes();
          last = new OwnedBatch(hold.schema(), hold.pool());
          held.add(last);
        }
        row += last.append(batch, row);
      }
    }
    return State.PARTLY_HELD;
  }

  @Override
  public Batch batch() {
    return present != null ? present.batch() : reader.batch();
  }

  @Override
  public void close() {
    if (present != null) {
      present.close();
      present = null;
    }
    held.forEach(OwnedBatch::close);
    held.clear();
    reader.close();
  }
}
