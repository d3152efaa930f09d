package org.weft.io.sketch;

import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/**
 * Looks at what is read of one column of one row group. All of a chunk is known once its dictionary
 * was seen, if every page refers to it, or else once every row was; rows that a filter leaves out
 * are not decoded and end it. Not thread-safe.
 */
public final class ChunkLearner {
  /** What else there is in a chunk than what its dictionary holds. */
  public enum Beyond {
    /** Nothing: every value is in the dictionary. */
    NOTHING,
    /** Perhaps values. */
    VALUES
  }

  private final long rows;
  private final Beyond beyond;
  private final DistinctSketch sketch = new DistinctSketch();
  private long dictionary = -1;
  private long seen;
  private boolean isGivenUp;

  /**
   * @param rows of the chunk
   */
  public ChunkLearner(long rows, Beyond beyond) {
    this.rows = rows;
    this.beyond = beyond;
  }

  /** Looks at a column of a batch, just read. */
  public void see(Batch batch, Vector vector) {
    if (isGivenUp || isComplete()) {
      return;
    }
    if (vector.encoding() == Vector.Encoding.DICTIONARY) {
      if (vector.dictionary().id() != dictionary) {
        dictionary = vector.dictionary().id();
        ValueHashes.add(
            vector.layout(), vector.dictionary().data(), vector.dictionary().size(), sketch);
      }
      seen += beyond == Beyond.NOTHING ? rows : batch.rowCount();
      return;
    }
    if (vector.encoding() != Vector.Encoding.FLAT || batch.selection() != null) {
      isGivenUp = true;
      return;
    }
    if (vector.mayHaveNulls()) {
      ValueHashes.addValid(
          vector.layout(), vector.data(), batch.rowCount(), vector.validity(), sketch);
    } else {
      ValueHashes.add(vector.layout(), vector.data(), batch.rowCount(), sketch);
    }
    seen += batch.rowCount();
  }

  /** True if the sketch holds every value of the chunk. */
  public boolean isComplete() {
    return seen >= rows;
  }

  /** What was seen. */
  public DistinctSketch sketch() {
    return sketch;
  }
}
