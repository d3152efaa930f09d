package org.weft.container.function;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.weft.container.expression.decimal.Int128;
import org.weft.container.expression.tree.Operand;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.cache.LastUsed;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.vector.Intervals;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Uuids;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.JavaValues;

/** The arguments of one row, read by position. */
public final class Arguments {
  /** Different texts whose products are kept for one argument. */
  private static final int MAX_PRODUCTS = 64;

  private final DataType[] types;
  private final Operand[] operands;
  private final Layout[] layouts;
  private final Vector[] vectors;
  private final String[] constants;
  private final Products[] products;
  private int row;

  Arguments(List<ValueNode> inputs, Workspace memory) {
    int count = inputs.size();
    types = new DataType[count];
    operands = new Operand[count];
    layouts = new Layout[count];
    vectors = new Vector[count];
    constants = new String[count];
    products = new Products[count];
    for (int i = 0; i < count; i++) {
      types[i] = inputs.get(i).type();
      operands[i] = new Operand(memory);
    }
  }

  /** Turns to the rows of a batch. */
  void start(Vector[] inputs, Rows rows) {
    for (int i = 0; i < inputs.length; i++) {
      vectors[i] = inputs[i];
      layouts[i] = readAs(inputs[i].layout());
      operands[i].as(inputs[i], rows, layouts[i]);
      constants[i] = null;
    }
  }

  private static Layout readAs(Layout layout) {
    return switch (layout) {
      case INT8, INT16, INT32, INT64 -> Layout.INT64;
      case FLOAT32, FLOAT64 -> Layout.FLOAT64;
      case BOOL8, INT128, VIEW -> layout;
    };
  }

  void turnTo(int nextRow) {
    row = nextRow;
  }

  /** How many there are. */
  public int count() {
    return types.length;
  }

  /** The type of an argument. */
  public DataType type(int argument) {
    return types[argument];
  }

  /** True if an argument is null; only functions that take nulls need to ask. */
  public boolean isNull(int argument) {
    return vectors[argument].isNull(row);
  }

  /** Where an argument lies: in INT64, FLOAT64, INT128, BOOL8, or as a view. */
  public long address(int argument) {
    Operand operand = operands[argument];
    return operand.isConstant()
        ? operand.data()
        : operand.data() + ((long) row << layouts[argument].shift());
  }

  Layout layout(int argument) {
    return layouts[argument];
  }

  /** An integer, the days of a date, the units of a timestamp. */
  public long integer(int argument) {
    return Memory.getLong(address(argument));
  }

  /** An integer of 32 bits; what is beyond it becomes its end. */
  public int count(int argument) {
    long value = integer(argument);
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
  }

  public double real(int argument) {
    return Memory.getDouble(address(argument));
  }

  public UUID uuid(int argument) {
    return Uuids.get(address(argument));
  }

  public Value.Span interval(int argument) {
    return Intervals.value(address(argument));
  }

  public boolean flag(int argument) {
    return Memory.getByte(address(argument)) != 0;
  }

  /** An exact number. */
  public BigDecimal decimal(int argument) {
    long at = address(argument);
    int scale = types[argument] instanceof DecimalType decimal ? decimal.scale() : 0;
    return layouts[argument] == Layout.INT128
        ? new BigDecimal(Int128.toBigInteger(at), scale)
        : BigDecimal.valueOf(Memory.getLong(at), scale);
  }

  /** The bytes of a text or binary value. */
  public byte[] bytes(int argument) {
    return Views.toBytes(address(argument));
  }

  public String text(int argument) {
    if (!operands[argument].isConstant()) {
      return new String(bytes(argument), StandardCharsets.UTF_8);
    }
    if (constants[argument] == null) {
      constants[argument] = new String(bytes(argument), StandardCharsets.UTF_8);
    }
    return constants[argument];
  }

  /** The argument as {@code JavaValues} reads it; null for null. Slow. */
  public Object value(int argument) {
    if (isNull(argument)) {
      return null;
    }
    return layouts[argument] == Layout.FLOAT64
        ? (Object) real(argument)
        : JavaValues.read(types[argument], layouts[argument], address(argument));
  }

  /** What is made of a text, once for all rows that have the same one. */
  public <T> T made(int argument, Function<String, T> maker) {
    return made(argument, text(argument), maker);
  }

  /** What is made of a text in an argument, such as an element, once for all that are the same. */
  <T> T made(int argument, String text, Function<String, T> maker) {
    if (products[argument] == null) {
      products[argument] = new Products();
    }
    @SuppressWarnings("unchecked") // one function has one maker for each argument
    T product = (T) products[argument].of(text, maker);
    return product;
  }

  /** What is made of a text and another behind it, once for all rows that have the same two. */
  public <T> T made(int argument, int other, BiFunction<String, String, T> maker) {
    String first = text(argument);
    String second = other < types.length ? text(other) : "";
    return made(argument, second + '\0' + first, both -> maker.apply(first, second));
  }

  /** The last texts and what was made of them. */
  private static final class Products {
    private final Map<String, Object> known = new LastUsed<>(MAX_PRODUCTS);
    private String last;
    private Object lastProduct;

    Object of(String text, Function<String, ?> maker) {
      if (!text.equals(last)) {
        lastProduct = known.get(text);
        if (lastProduct == null) {
          lastProduct = maker.apply(text);
          known.put(text, lastProduct);
        }
        last = text;
      }
      return lastProduct;
    }
  }
}
