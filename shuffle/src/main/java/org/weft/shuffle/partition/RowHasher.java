package org.weft.shuffle.partition;

import java.util.Arrays;
import java.util.List;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/**
 * Hashes the key columns of rows: the same rows give the same hashes in every process, whatever the
 * encoding and layout. Nulls are equal to each other, as are the two zeros and all NaNs.
 *
 * <p>Made for partitioning only: hash tables behind a shuffle need another function, because the
 * rows of one partition share bits of this one. For one thread.
 */
public final class RowHasher {
  /** Larger dictionaries may hold more entries than rows will ever ask for. */
  private static final int LARGEST_DICTIONARY = 4 * Batch.CAPACITY;

  private final ColumnHasher[] columns;
  private final long[] scratch = new long[Batch.CAPACITY];

  /** A hasher of these columns, in this order. */
  public RowHasher(List<Integer> keys) {
    columns = keys.stream().map(ColumnHasher::new).toArray(ColumnHasher[]::new);
  }

  /** Puts the hash of the i-th selected row into {@code hashes[i]}. */
  public void hash(Batch batch, long[] hashes) {
    int[] rows = SelectedValues.rows(batch);
    int n = batch.selectedCount();
    if (columns.length == 0) {
      Arrays.fill(hashes, 0, n, HashKernels.NULL);
      return;
    }
    columns[0].hash(batch, rows, n, hashes);
    for (int i = 1; i < columns.length; i++) {
      columns[i].hash(batch, rows, n, scratch);
      HashKernels.combine(hashes, scratch, n);
    }
  }

  /** One key column, with what is known of its present dictionary. */
  private static final class ColumnHasher {
    private final int ordinal;
    private final SelectedValues values = new SelectedValues();
    private long dictionaryId;
    private long[] entries = new long[0];

    ColumnHasher(int ordinal) {
      this.ordinal = ordinal;
    }

    void hash(Batch batch, int[] rows, int n, long[] out) {
      Vector vector = batch.column(ordinal);
      if (vector.type().kind() == TypeKind.NULL) {
        Arrays.fill(out, 0, n, HashKernels.NULL);
        return;
      }
      values.point(vector, rows, n);
      Dictionary dictionary = vector.dictionary();
      if (dictionary != null && dictionary.size() <= LARGEST_DICTIONARY) {
        HashKernels.lookUp(entryHashes(dictionary), values.index(), n, out);
      } else if (values.layout() == Layout.VIEW && values.validity() != 0) {
        HashKernels.hashNullableView(values, n, out);
        return;
      } else {
        HashKernels.hash(values.layout(), values.data(), values.index(), n, out);
      }
      if (values.validity() != 0) {
        HashKernels.nulls(values.validity(), values.validityIndex(), n, out);
      }
    }

    private long[] entryHashes(Dictionary dictionary) {
      if (dictionaryId != dictionary.id()) {
        int size = dictionary.size();
        long[] hashes = new long[size];
        long[] part = new long[Math.min(size, Batch.CAPACITY)];
        for (int from = 0; from < size; from += Batch.CAPACITY) {
          int n = Math.min(Batch.CAPACITY, size - from);
          long data = dictionary.data() + ((long) from << dictionary.layout().shift());
          HashKernels.hash(dictionary.layout(), data, SelectedValues.identity(), n, part);
          System.arraycopy(part, 0, hashes, from, n);
        }
        entries = hashes;
        dictionaryId = dictionary.id();
      }
      return entries;
    }
  }
}
