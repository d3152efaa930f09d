package org.weft.container.expression.cast;

import java.util.List;
import org.weft.container.expression.text.FreshText;
import org.weft.container.expression.tree.Failures;
import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.StrictNode;
import org.weft.planner.expr.Cast;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.DistinctKeys;
import org.weft.planner.vector.nested.ListReader;
import org.weft.planner.vector.nested.MapReader;

/** A list as a list of another type, or a map as a map of others. */
final class CollectionCast extends StrictNode {
  private final Misfit misfit;
  private final ElementCast keys;
  private final ElementCast values;
  private final ListReader keyReader;
  private final FreshText fresh;
  private final long data;
  private long nulls;

  CollectionCast(Cast cast, Parts parts) {
    super(cast.type(), List.of(parts.value(cast.input())), parts.memory());
    DataType from = cast.input().type();
    this.misfit = Misfit.of(cast.onError());
    if (from instanceof MapType source) {
      MapType target = (MapType) cast.type();
      this.keys = new ElementCast(source.key(), target.key(), cast.onError(), parts);
      this.values = new ElementCast(source.value(), target.value(), cast.onError(), parts);
      this.keyReader = new ListReader(target.key());
    } else {
      DataType target = ((ListType) cast.type()).element();
      this.keys = null;
      this.values = new ElementCast(((ListType) from).element(), target, cast.onError(), parts);
      this.keyReader = null;
    }
    this.fresh = new FreshText(parts.memory());
    this.data = parts.memory().rowBuffer(Views.WIDTH);
  }

  @Override
  protected void apply(Vector[] inputs, Rows rows, long valid, Vector out) {
    fresh.start(rows);
    int count = 0;
    int[] sel = rows.indices();
    int[] converted = new int[rows.count()];
    long[] lists = new long[rows.count()];
    for (int k = 0; k < rows.count(); k++) {
      int row = sel == null ? k : sel[k];
      if (isValid(valid, row)) {
        converted[count] = row;
        lists[count++] = Views.bytes(inputs[0].valueAddress(row));
      }
    }
    long nowValid = valid;
    if (keys == null) {
      values.convert(lists, count, fresh, (i, list, length) -> put(converted[i], list, length));
    } else {
      nowValid = maps(lists, converted, count, rows, valid);
    }
    out.pointFlat(Layout.VIEW, data, nowValid);
  }

  private void put(int row, long bytes, int length) {
    Views.put(data + (long) Views.WIDTH * row, bytes, length);
  }

  private long maps(long[] maps, int[] converted, int count, Rows rows, long valid) {
    long[] newKeys = new long[count];
    int[] keyLengths = new int[count];
    long[] parts = new long[count];
    for (int i = 0; i < count; i++) {
      parts[i] = MapReader.keys(maps[i]);
    }
    keys.convert(
        parts,
        count,
        fresh,
        (i, list, length) -> {
          newKeys[i] = list;
          keyLengths[i] = length;
        });
    for (int i = 0; i < count; i++) {
      parts[i] = MapReader.values(maps[i]);
    }
    long[] nowValid = {valid};
    values.convert(
        parts,
        count,
        fresh,
        (i, list, length) -> {
          putMap(converted[i], newKeys[i], keyLengths[i], list, length);
          if (!areKeys(newKeys[i])) {
            nowValid[0] = refused(converted[i], nowValid[0], rows);
          }
        });
    return nowValid[0];
  }

  private void putMap(int row, long keyList, int keyLength, long valueList, int valueLength) {
    int length = MapReader.assembledLength(keyLength, valueLength);
    long map = fresh.reserve(length);
    MapReader.assemble(map, keyList, keyLength, valueList, valueLength);
    put(row, map, length);
  }

  private boolean areKeys(long list) {
    keyReader.point(list);
    return keyReader.validity() == 0 && DistinctKeys.firstRepeated(keyReader) < 0;
  }

  private long refused(int row, long valid, Rows rows) {
    if (misfit != Misfit.NULL) {
      throw Failures.badValue("two keys of a map become the same " + ((MapType) type()).key());
    }
    if (nulls == 0) {
      nulls = memory().rowBuffer(1);
    }
    Memory.putLong(data + (long) Views.WIDTH * row, 0);
    return Misfit.markNull(row, valid, nulls, rows);
  }
}
