package org.weft.container.expression.cast;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.weft.container.expression.decimal.Int128;
import org.weft.container.expression.text.FreshText;
import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.ListBuilder;
import org.weft.planner.vector.nested.ListReader;

/** A list of numbers as one of wider numbers, or of floats. */
final class ListCast extends RowCast {
  private final ListReader reader;
  private final ListBuilder builder;
  private final FreshText fresh;
  private final DataType source;
  private final DataType target;
  private final boolean toFloats;

  ListCast(ValueNode input, ListType to, Workspace memory) {
    super(input, to, Misfit.BAD_CAST, memory);
    this.reader = new ListReader(((ListType) input.type()).element());
    this.builder = new ListBuilder(to, memory.scope());
    this.fresh = new FreshText(memory);
    this.source = ((ListType) input.type()).element();
    this.target = to.element();
    this.toFloats = isFloat(to.element());
  }

  /** True if every value of one type of elements can become one of the other here. */
  static boolean widens(DataType from, DataType to) {
    if (from.kind() == TypeKind.NULL) {
      return true;
    }
    boolean isExact = from.isInteger() || from instanceof DecimalType;
    return from.isNumeric() && isFloat(to)
        || isExact && to instanceof DecimalType
        || from.isInteger() && to.isInteger() && from.kind().compareTo(to.kind()) <= 0;
  }

  private static boolean isFloat(DataType type) {
    return type.kind() == TypeKind.FLOAT32 || type.kind() == TypeKind.FLOAT64;
  }

  @Override
  void start(Rows rows) {
    fresh.start(rows);
  }

  @Override
  boolean convert(long from, long to) {
    reader.point(Views.bytes(from));
    builder.start();
    for (int i = 0; i < reader.size(); i++) {
      if (reader.isNull(i)) {
        builder.addNull();
      } else if (toFloats) {
        builder.addDouble(real(i));
      } else if (target instanceof DecimalType decimal) {
        BigInteger unscaled =
            exact(i).setScale(decimal.scale(), RoundingMode.HALF_UP).unscaledValue();
        if (decimal.fitsLong()) {
          builder.addLong(unscaled.longValueExact());
        } else {
          builder.addWide(unscaled.longValue(), unscaled.shiftRight(64).longValue());
        }
      } else {
        builder.add(reader.layout(), reader.value(i));
      }
    }
    int length = builder.length();
    long address = fresh.reserve(length);
    builder.write(address);
    Views.put(to, address, length);
    return true;
  }

  private double real(int index) {
    long at = reader.value(index);
    return switch (reader.layout()) {
      case FLOAT32 -> Memory.getFloat(at);
      case FLOAT64 -> Memory.getDouble(at);
      default -> exact(index).doubleValue();
    };
  }

  private BigDecimal exact(int index) {
    long at = reader.value(index);
    int scale = source instanceof DecimalType decimal ? decimal.scale() : 0;
    long small =
        switch (reader.layout()) {
          case INT8 -> Memory.getByte(at);
          case INT16 -> Memory.getShort(at);
          case INT32 -> Memory.getInt(at);
          default -> Memory.getLong(at);
        };
    return reader.layout() == Layout.INT128
        ? new BigDecimal(Int128.toBigInteger(at), scale)
        : BigDecimal.valueOf(small, scale);
  }

  @Override
  String show(long from) {
    return "list";
  }
}
