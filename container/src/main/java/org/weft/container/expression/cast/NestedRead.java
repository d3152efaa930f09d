package org.weft.container.expression.cast;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.weft.container.expression.text.FreshText;
import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.DistinctKeys;
import org.weft.planner.vector.nested.JavaValues;
import org.weft.planner.vector.nested.ListReader;
import org.weft.planner.vector.nested.MapReader;
import org.weft.planner.vector.nested.NestedBuilder;

/**
 * Text as a nested value of texts, which further casts then turn into what was asked for: {@code
 * [1, NULL]}, {@code {'a': 1}}, {@code {key=value}}, and JSON.
 */
final class NestedRead extends RowCast {
  private final DataType shape;
  private final NestedBuilder builder;
  private final FreshText fresh;

  /**
   * Reads text as a shape.
   *
   * @param shape a type of {@link #shape}
   */
  NestedRead(ValueNode input, DataType shape, Misfit misfit, Workspace memory) {
    super(input, shape, misfit, memory);
    this.shape = shape;
    this.builder = NestedBuilder.of(shape, memory.scope());
    this.fresh = new FreshText(memory);
  }

  /** The same lists, structs and maps with texts in place of all other values. */
  static DataType shape(DataType type) {
    if (type instanceof ListType list) {
      return new ListType(shape(list.element()));
    }
    if (type instanceof MapType map) {
      return new MapType(shape(map.key()), shape(map.value()));
    }
    if (type instanceof StructType struct) {
      return new StructType(
          struct.fields().stream()
              .map(field -> Field.nullable(field.name(), shape(field.type())))
              .toList());
    }
    return SimpleType.STRING;
  }

  @Override
  void start(Rows rows) {
    fresh.start(rows);
  }

  @Override
  boolean convert(long from, long to) {
    String text = new String(Views.toBytes(from), StandardCharsets.UTF_8);
    Optional<List<Object>> value = NestedTextReader.read(text, shape);
    if (value.isEmpty()) {
      return false;
    }
    JavaValues.build(shape, value.get(), builder);
    int length = builder.length();
    long bytes = fresh.reserve(length);
    builder.write(bytes);
    Views.put(to, bytes, length);
    return hasDistinctKeys(bytes);
  }

  /** Of the outermost map; those inside are looked at when they are cast. */
  private boolean hasDistinctKeys(long bytes) {
    if (!(shape instanceof MapType map)) {
      return true;
    }
    ListReader keys = new ListReader(map.key()).point(MapReader.keys(bytes));
    return keys.validity() == 0 && DistinctKeys.firstRepeated(keys) < 0;
  }

  @Override
  String show(long from) {
    return "'" + new String(Views.toBytes(from), StandardCharsets.UTF_8) + "'";
  }
}
