package org.weft.io.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.weft.io.parquet.footer.DataPages;
import org.weft.io.parquet.footer.RowGroup;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.Memory;
import org.weft.planner.physical.ColumnReferences;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.StatisticsFilter;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Views;

/**
 * Tells from dictionaries whether a filter can be true for some row, where every value of a chunk
 * is in its dictionary.
 *
 * @param schema the columns asked for
 * @param leaves of each column the only leaf; -1 for nested ones
 * @param chunks what is known of each column in the row group
 */
record DictionaryPruning(
    Schema schema, List<Integer> leaves, List<ColumnStatistics> chunks, RowGroup rowGroup) {
  /**
   * So many comparisons take about as long as it takes to look at the ids of a row group of DuckDB.
   */
  private static final int MOST_COMPARISONS = 1024;

  /**
   * False only if the filter is true for no row.
   *
   * @param dictionaries those of columns asked for; null for a chunk that has none
   */
  boolean mayMatch(Expression filter, IntFunction<Dictionary> dictionaries) {
    if (filter instanceof Call call && call.function() == Function.AND) {
      return call.inputs().stream().allMatch(part -> mayMatch(part, dictionaries));
    }
    BitSet used = ColumnReferences.of(filter);
    if (used.cardinality() != 1 || !isWorthwhile(filter, used.nextSetBit(0))) {
      return true;
    }
    int column = used.nextSetBit(0);
    Dictionary dictionary = dictionaries.apply(column);
    return dictionary == null || mayMatch(filter, column, dictionary);
  }

  private boolean isWorthwhile(Expression filter, int column) {
    int leaf = leaves.get(column);
    // of a dictionary whose size is not known the first entries tell most often
    double entries = chunks.get(column).distinct().orElse(1);
    return leaf >= 0
        && isPoint(filter)
        && areIds(rowGroup.chunks().get(leaf).dataPages())
        && entries * filter.inputs().size() < MOST_COMPARISONS;
  }

  private static boolean areIds(DataPages pages) {
    return pages == DataPages.IDS || pages == DataPages.LISTED_IDS;
  }

  /** Bounds of a chunk say enough of ranges. */
  private static boolean isPoint(Expression filter) {
    return filter instanceof Call call
        && switch (call.function()) {
          case EQUAL, IN, LIKE, STARTS_WITH -> true;
          default -> false;
        };
  }

  private boolean mayMatch(Expression filter, int column, Dictionary dictionary) {
    DataType type = schema.type(column);
    if (dictionary.size() * filter.inputs().size() > MOST_COMPARISONS || !isRead(type)) {
      return true;
    }
    List<ColumnStatistics> statistics = new ArrayList<>(chunks);
    for (int i = 0; i < dictionary.size(); i++) {
      // a comparison with null is not true
      statistics.set(column, only(value(type, dictionary, i)));
      if (StatisticsFilter.mayMatch(filter, schema, statistics, OptionalLong.of(1))) {
        return true;
      }
    }
    return false;
  }

  private static ColumnStatistics only(Value value) {
    return new ColumnStatistics(
        Optional.of(value), Optional.of(value), OptionalLong.of(0), OptionalDouble.empty());
  }

  private static boolean isRead(DataType type) {
    return switch (type.kind()) {
      case INT8, INT16, INT32, INT64, DATE, TIME, TIMESTAMP, DECIMAL, STRING, BINARY, UUID, ENUM ->
          true;
      case BOOLEAN, FLOAT32, FLOAT64, NULL, INTERVAL, LIST, STRUCT, MAP -> false;
    };
  }

  private static Value value(DataType type, Dictionary dictionary, int entry) {
    long at = dictionary.data() + ((long) entry << dictionary.layout().shift());
    return switch (dictionary.layout()) {
      case INT8 -> new Value.Int(Memory.getByte(at));
      case INT16 -> new Value.Int(Memory.getShort(at));
      case INT32 -> new Value.Int(Memory.getInt(at));
      case INT64 -> new Value.Int(Memory.getLong(at));
      case INT128 -> new Value.Big(Memory.getInt128(at));
      case VIEW ->
          type.kind() == TypeKind.STRING
              ? new Value.Text(new String(Views.toBytes(at), StandardCharsets.UTF_8))
              : new Value.Bytes(Views.toBytes(at));
      case BOOL8, FLOAT32, FLOAT64 -> throw new IllegalArgumentException("entries of " + type);
    };
  }
}
