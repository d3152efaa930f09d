package org.weft.shuffle.read;

import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.fetch.BlockSupply;
import org.weft.shuffle.partition.KeyBuffer;
import org.weft.shuffle.partition.SortKeyEncoder;

/** One ordered input of a merge: its present batch, row and the row's key. */
final class MergedInput implements AutoCloseable {
  private final BlockReader reader;
  private final SortKeyEncoder encoder;
  private final KeyBuffer key = new KeyBuffer();
  private int row;

  MergedInput(BlockSupply supply, ShuffleRequest request, MemoryScope memory) {
    this.reader = new BlockReader(supply, request, memory);
    this.encoder = new SortKeyEncoder(request.mergeKeys(), request.schema());
  }

  BlockReader reader() {
    return reader;
  }

  /** Moves to the next batch and its first row; false at the end. */
  boolean nextBatch() {
    if (!reader.advance()) {
      return false;
    }
    encoder.bind(reader.batch());
    row = 0;
    encodeKey();
    return true;
  }

  /** Moves to the next row of the batch; false if there is none. */
  boolean nextRow() {
    row++;
    if (row == reader.batch().rowCount()) {
      return false;
    }
    encodeKey();
    return true;
  }

  private void encodeKey() {
    key.clear();
    encoder.append(row, key);
  }

  int row() {
    return row;
  }

  KeyBuffer key() {
    return key;
  }

  Batch batch() {
    return reader.batch();
  }

  @Override
  public void close() {
    reader.close();
  }
}
