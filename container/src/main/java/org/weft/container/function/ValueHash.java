package org.weft.container.function;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.weft.container.function.hash.Murmur3;
import org.weft.container.function.hash.Xxh64;
import org.weft.planner.type.TypeKind;

/** Hashes of arguments of any type, as Spark computes them. */
final class ValueHash {
  private static final int MAX_LONG_DIGITS = 18;

  private ValueHash() {}

  /** The XXH64 of an argument, starting from the hash of those before. */
  static long xxh64(Arguments in, int argument, long seed) {
    return switch (in.type(argument).kind()) {
      case BOOLEAN -> Xxh64.of(in.flag(argument) ? 1 : 0, seed);
      case INT8, INT16, INT32, DATE, ENUM -> Xxh64.of((int) in.integer(argument), seed);
      case INT64, TIME, TIMESTAMP -> Xxh64.of(in.integer(argument), seed);
      case FLOAT32 -> Xxh64.of(Float.floatToIntBits((float) (in.real(argument) + 0.0)), seed);
      case FLOAT64 -> Xxh64.of(Double.doubleToLongBits(in.real(argument) + 0.0), seed);
      case DECIMAL -> {
        BigDecimal value = in.decimal(argument);
        yield isShort(in, argument)
            ? Xxh64.of(value.unscaledValue().longValue(), seed)
            : Xxh64.of(value.unscaledValue().toByteArray(), seed);
      }
      case UUID -> Xxh64.of(in.uuid(argument).toString().getBytes(StandardCharsets.UTF_8), seed);
      case INTERVAL -> Xxh64.of(in.interval(argument).hashCode(), seed);
      case NULL, STRING, BINARY, LIST, STRUCT, MAP -> Xxh64.of(in.bytes(argument), seed);
    };
  }

  private static boolean isShort(Arguments in, int argument) {
    return ((org.weft.planner.type.DecimalType) in.type(argument)).precision() <= MAX_LONG_DIGITS;
  }

  /** The Murmur3 of an argument, starting from the hash of those before. */
  static int murmur3(Arguments in, int argument, int seed) {
    return switch (in.type(argument).kind()) {
      case BOOLEAN -> Murmur3.of(in.flag(argument) ? 1 : 0, seed);
      case INT8, INT16, INT32, DATE, ENUM -> Murmur3.of((int) in.integer(argument), seed);
      case INT64, TIME, TIMESTAMP -> Murmur3.of(in.integer(argument), seed);
      case FLOAT32 -> Murmur3.of(Float.floatToIntBits((float) (in.real(argument) + 0.0)), seed);
      case FLOAT64 -> Murmur3.of(Double.doubleToLongBits(in.real(argument) + 0.0), seed);
      case DECIMAL -> {
        BigDecimal value = in.decimal(argument);
        yield isShort(in, argument)
            ? Murmur3.of(value.unscaledValue().longValue(), seed)
            : Murmur3.ofSpark(value.unscaledValue().toByteArray(), seed);
      }
      case UUID ->
          Murmur3.ofSpark(in.uuid(argument).toString().getBytes(StandardCharsets.UTF_8), seed);
      case INTERVAL -> Murmur3.of(in.interval(argument).hashCode(), seed);
      case NULL, STRING, BINARY, LIST, STRUCT, MAP -> Murmur3.ofSpark(in.bytes(argument), seed);
    };
  }

  /** Iceberg's hash, from which it makes buckets. */
  static int iceberg(Arguments in, int argument) {
    TypeKind kind = in.type(argument).kind();
    return switch (kind) {
      case INT8, INT16, INT32, INT64, DATE -> Murmur3.of(in.integer(argument), 0);
      case TIME, TIMESTAMP -> Murmur3.of(TimeKernels.micros(in, argument), 0);
      case DECIMAL -> Murmur3.of(in.decimal(argument).unscaledValue().toByteArray(), 0);
      case STRING, BINARY -> Murmur3.of(in.bytes(argument), 0);
      default ->
          throw org.weft.container.expression.tree.Failures.badValue(
              "Iceberg has no buckets of " + in.type(argument));
    };
  }
}
