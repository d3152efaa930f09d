package org.weft.container.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/**
 * A batch of random values in random encodings, often with some of its rows selected.
 *
 * @param rows the selected ones
 */
public record RandomBatch(Batch batch, List<List<Value>> rows) {
  /**
   * A batch, possibly without selected rows.
   *
   * @param smallFor one of so many is up to as large as batches can be, the others are small
   */
  public static RandomBatch of(
      List<DataType> types, int smallFor, MemoryScope memory, Random random) {
    int count = 1 + random.nextInt(random.nextInt(smallFor) == 0 ? Batch.CAPACITY : 100);
    TestBatch source = new TestBatch(memory, random);
    double nulls = random.nextInt(3) == 0 ? 0.2 : 0;
    for (DataType type : types) {
      Vector.Encoding encoding = Vector.Encoding.values()[random.nextInt(3)];
      source.column(type, encoding, RandomValues.column(type, count, nulls, random));
    }
    Batch batch = source.build();
    if (random.nextBoolean()) {
      TestBatch.selectSome(batch, random, 0.6);
    }
    List<List<Value>> rows = new ArrayList<>();
    for (int n = 0; n < batch.selectedCount(); n++) {
      List<Value> row = new ArrayList<>();
      for (int c = 0; c < types.size(); c++) {
        row.add(source.value(c, batch.row(n)));
      }
      rows.add(row);
    }
    return new RandomBatch(batch, rows);
  }
}
