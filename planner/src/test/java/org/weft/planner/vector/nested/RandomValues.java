package org.weft.planner.vector.nested;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;

/** Types and values of them as {@link JavaValues} has them, from chance; extreme ones too. */
public final class RandomValues {
  private static final String[] NAMES = {"a", "B", "of \"two\" words", "größe", "", "x1", "1x"};

  private final Random random;

  public RandomValues(Random random) {
    this.random = random;
  }

  /** A type of at most this many levels; 1 is a type without types inside. */
  public DataType type(int levels) {
    int choice = levels <= 1 ? 0 : random.nextInt(5);
    return switch (choice) {
      case 1, 2 -> new ListType(type(levels - 1));
      case 3 -> struct(levels - 1);
      case 4 -> new MapType(leaf(SimpleType.BOOLEAN.ordinal()), type(levels - 1));
      default -> leaf(0);
    };
  }

  /** A list, struct or map of at most this many levels. */
  public DataType nested(int levels) {
    while (true) {
      DataType type = type(levels);
      if (type.isNested()) {
        return type;
      }
    }
  }

  private StructType struct(int levels) {
    List<Field> fields = new ArrayList<>();
    int count = 1 + random.nextInt(10);
    for (int i = 0; i < count; i++) {
      fields.add(Field.nullable(NAMES[random.nextInt(NAMES.length)], type(levels)));
    }
    return new StructType(fields);
  }

  private DataType leaf(int first) {
    int simple = SimpleType.values().length;
    int choice = first + random.nextInt(simple + 5 - first);
    return switch (choice - simple) {
      case 0 -> new DecimalType(18, random.nextInt(19));
      case 1 -> new DecimalType(38, random.nextInt(39));
      case 2 -> TimeType.MICROS;
      case 3 -> TimestampType.MICROS;
      case 4 -> new TimestampType(TimestampType.Unit.NANOS, TimestampType.Zone.UTC);
      default -> SimpleType.values()[choice];
    };
  }

  /** A value or null. */
  public Object any(DataType type) {
    return random.nextInt(6) == 0 ? null : value(type);
  }

  /** A value; null only for type null. */
  public Object value(DataType type) {
    return switch (type.kind()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT8 -> (long) (byte) integer();
      case INT16 -> (long) (short) integer();
      case INT32, DATE -> (long) (int) integer();
      case INT64, TIMESTAMP -> integer();
      case TIME -> Math.floorMod(integer(), ((TimeType) type).perDay());
      case FLOAT32 -> (double) (float) real();
      case FLOAT64 -> real();
      case DECIMAL -> decimal((DecimalType) type);
      case INTERVAL -> new Value.Span((int) integer(), (int) integer(), integer());
      case UUID -> new java.util.UUID(random.nextLong(), random.nextLong());
      case ENUM -> ((org.weft.planner.type.EnumType) type).values().get(0);
      case STRING -> text();
      case BINARY -> text().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      case LIST -> list(((ListType) type).element());
      case STRUCT -> struct((StructType) type);
      case MAP -> map((MapType) type);
    };
  }

  private long integer() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
      default -> random.nextInt(7) - 3L;
    };
  }

  private double real() {
    double[] some = {0.0, -0.0, 1.5, -2.25, Double.NaN, 1 / 0.0, -1 / 0.0, 1e300, 1e-300};
    return some[random.nextInt(some.length)];
  }

  private BigDecimal decimal(DecimalType type) {
    BigInteger limit = BigInteger.TEN.pow(random.nextBoolean() ? type.precision() : 1);
    BigInteger magnitude = new BigInteger(limit.bitLength() + 3, random).mod(limit);
    return new BigDecimal(random.nextBoolean() ? magnitude : magnitude.negate(), type.scale());
  }

  private String text() {
    String[] some = {"", "a", "ab", "b", "äß", "\uD83D\uDE00", "a\u0000", "a\u0000b", "null"};
    return random.nextInt(10) == 0
        ? "long".repeat(random.nextInt(100))
        : some[random.nextInt(some.length)];
  }

  private List<Object> list(DataType element) {
    List<Object> values = new ArrayList<>();
    int count = random.nextInt(10) == 0 ? random.nextInt(100) : random.nextInt(4);
    boolean nulls = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      values.add(nulls ? any(element) : value(element));
    }
    return values;
  }

  private List<Object> struct(StructType type) {
    List<Object> values = new ArrayList<>();
    type.fields().forEach(field -> values.add(any(field.type())));
    return values;
  }

  private List<Object> map(MapType type) {
    List<Object> pairs = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      pairs.add(new AbstractMap.SimpleEntry<>(value(type.key()), any(type.value())));
    }
    return pairs;
  }
}
