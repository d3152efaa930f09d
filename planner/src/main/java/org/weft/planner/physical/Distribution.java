package org.weft.planner.physical;

import java.util.List;
import org.weft.planner.expr.SortKey;

/** Where the rows of an exchange go. */
public sealed interface Distribution {
  /** The number of partitions that come out. */
  int partitions();

  /** Rows with equal keys meet in one partition. Nulls are equal here. */
  record Hash(List<Integer> keys, int partitions) implements Distribution {
    public Hash {
      keys = List.copyOf(keys);
    }
  }

  /** Every row of partition n comes before every row of partition n + 1. */
  record Range(List<SortKey> keys, int partitions) implements Distribution {
    public Range {
      keys = List.copyOf(keys);
    }
  }

  /** All rows in one partition. */
  record Gather() implements Distribution {
    @Override
    public int partitions() {
      return 1;
    }
  }

  /** All rows for every reader. */
  record Broadcast() implements Distribution {
    @Override
    public int partitions() {
      return 1;
    }
  }
}
