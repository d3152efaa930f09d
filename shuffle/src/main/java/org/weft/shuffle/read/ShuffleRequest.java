package org.weft.shuffle.read;

import java.util.List;
import org.weft.planner.expr.SortKey;
import org.weft.planner.type.Schema;
import org.weft.shuffle.exchange.MapOutputLocation;
import org.weft.shuffle.exchange.PartitionRange;

/**
 * What to read.
 *
 * @param mergeKeys for {@link Order#MERGED}: the keys by which the rows of each output's partitions
 *     are ordered
 */
public record ShuffleRequest(
    List<MapOutputLocation> outputs,
    PartitionRange partitions,
    Schema schema,
    Order order,
    List<SortKey> mergeKeys) {
  /** In which order rows come out. */
  public enum Order {
    /** In none. */
    ANY,
    /** Output by output as listed, each in the order of its partitions and rows. */
    LISTED,
    /** By the merge keys. */
    MERGED
  }

  public ShuffleRequest {
    outputs = List.copyOf(outputs);
    mergeKeys = List.copyOf(mergeKeys);
  }

  /** The rows in any order. */
  public static ShuffleRequest unordered(
      List<MapOutputLocation> outputs, PartitionRange partitions, Schema schema) {
    return new ShuffleRequest(outputs, partitions, schema, Order.ANY, List.of());
  }

  /** The rows output by output. */
  public static ShuffleRequest listed(
      List<MapOutputLocation> outputs, PartitionRange partitions, Schema schema) {
    return new ShuffleRequest(outputs, partitions, schema, Order.LISTED, List.of());
  }

  /** The rows of ordered outputs in their common order. */
  public static ShuffleRequest merged(
      List<MapOutputLocation> outputs,
      PartitionRange partitions,
      Schema schema,
      List<SortKey> mergeKeys) {
    return new ShuffleRequest(outputs, partitions, schema, Order.MERGED, mergeKeys);
  }
}
