package org.weft.container.expression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;

/** Values and types with a liking for borders. */
public final class RandomValues {
  private static final String[] WORDS = {
    "",
    "a",
    "ab",
    "abc",
    "abcd",
    "abcde",
    "special requests",
    "specialrequests",
    "PROMO BRUSHED",
    "promo",
    "%",
    "_",
    "a%b",
    "ä",
    "grün",
    "日本語",
    "x日y",
    "😀",
    "a😀b",
    " lead",
    "trail ",
    "  both  ",
    "BRASS",
    "LARGE POLISHED BRASS",
    "12",
    "-7",
    "3.25",
    "1995-01-31",
    "true"
  };

  private RandomValues() {}

  /** Some type, decimals of all widths among them. */
  public static DataType type(Random random) {
    List<DataType> simple =
        List.of(
            SimpleType.BOOLEAN,
            SimpleType.INT8,
            SimpleType.INT16,
            SimpleType.INT32,
            SimpleType.INT64,
            SimpleType.FLOAT32,
            SimpleType.FLOAT64,
            SimpleType.DATE,
            SimpleType.STRING,
            TimestampType.MICROS);
    int pick = random.nextInt(simple.size() + 4);
    return pick < simple.size() ? simple.get(pick) : decimal(random);
  }

  /** Some decimal type. */
  public static DecimalType decimal(Random random) {
    int precision = 1 + random.nextInt(random.nextBoolean() ? 18 : 38);
    return new DecimalType(precision, random.nextInt(Math.min(precision, 12) + 1));
  }

  /** Values of a type, some null, often repeated. */
  public static List<Value> column(DataType type, int count, double nulls, Random random) {
    List<Value> pool = new ArrayList<>();
    int distinct = 1 + random.nextInt(random.nextBoolean() ? 5 : count);
    boolean modest = random.nextInt(3) > 0;
    for (int i = 0; i < distinct; i++) {
      pool.add(modest ? modest(type, random) : any(type, random));
    }
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean isNull = random.nextDouble() < nulls;
      values.add(isNull ? new Value.Null() : pool.get(random.nextInt(distinct)));
    }
    return values;
  }

  /** A small value, so that arithmetic mostly succeeds. */
  public static Value modest(DataType type, Random random) {
    return switch (type.kind()) {
      case INT8, INT16, INT32, INT64 -> new Value.Int(random.nextInt(21) - 10);
      case DECIMAL -> {
        DecimalType decimal = (DecimalType) type;
        BigInteger limit = BigInteger.TEN.pow(Math.min(decimal.precision(), 4));
        yield Value.decimal(
            BigInteger.valueOf(random.nextInt(20_001) - 10_000).remainder(limit), decimal);
      }
      case FLOAT32, FLOAT64 -> new Value.Real((random.nextInt(401) - 200) / 8.0);
      case DATE -> new Value.Int(random.nextInt(30_000) - 5_000);
      case TIMESTAMP -> new Value.Int((random.nextInt() + 1_000L) * 1_234_567L);
      default -> any(type, random);
    };
  }

  /** Any value. */
  public static Value any(DataType type, Random random) {
    return switch (type.kind()) {
      case NULL -> new Value.Null();
      case BOOLEAN -> new Value.Bool(random.nextBoolean());
      case INT8 -> new Value.Int((byte) integer(random));
      case INT16 -> new Value.Int((short) integer(random));
      case INT32 -> new Value.Int((int) integer(random));
      case INT64 -> new Value.Int(integer(random));
      case DATE -> new Value.Int(random.nextInt(4_000_000) - 1_000_000);
      case TIMESTAMP -> new Value.Int(random.nextLong() >> random.nextInt(30));
      case FLOAT32 -> new Value.Real((float) real(random));
      case FLOAT64 -> new Value.Real(real(random));
      case DECIMAL -> decimalValue((DecimalType) type, random);
      case STRING -> new Value.Text(text(random));
      case BINARY -> {
        byte[] bytes = new byte[random.nextInt(12)];
        random.nextBytes(bytes);
        yield new Value.Bytes(bytes);
      }
      case TIME -> new Value.Int(Math.floorMod(random.nextLong(), ((TimeType) type).perDay()));
      case INTERVAL -> new Value.Span(random.nextInt(100) - 50, random.nextInt(), integer(random));
      case UUID ->
          org.weft.planner.vector.Uuids.value(
              new java.util.UUID(random.nextLong(), random.nextLong()));
      case ENUM ->
          new Value.Int(random.nextInt(((org.weft.planner.type.EnumType) type).values().size()));
      case LIST, STRUCT, MAP -> throw new IllegalArgumentException("no literals of " + type);
    };
  }

  /** Text of words, also none and also long. */
  public static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int words = random.nextInt(4);
    for (int i = 0; i < words; i++) {
      text.append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }

  private static Value decimalValue(DecimalType type, Random random) {
    BigInteger limit = BigInteger.TEN.pow(type.precision());
    BigInteger value =
        switch (random.nextInt(4)) {
          case 0 -> limit.subtract(BigInteger.ONE);
          case 1 -> BigInteger.valueOf(random.nextInt(100)).remainder(limit);
          default -> new BigInteger(127, random).remainder(limit);
        };
    return Value.decimal(random.nextBoolean() ? value : value.negate(), type);
  }

  private static long integer(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> Long.MAX_VALUE;
      case 1 -> Long.MIN_VALUE;
      case 2 -> Integer.MIN_VALUE;
      case 3 -> Integer.MAX_VALUE;
      case 4 -> 0;
      default -> random.nextLong() >> random.nextInt(64);
    };
  }

  private static double real(Random random) {
    double[] special = {
      0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.5, 1.5, -2.5
    };
    return random.nextInt(3) == 0
        ? special[random.nextInt(special.length)]
        : random.nextGaussian() * Math.pow(10, random.nextInt(12) - 3);
  }
}
