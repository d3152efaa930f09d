package org.weft.planner.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.weft.planner.setting.Settings;
import org.weft.planner.type.DataType;

/**
 * Makes any record of ours from chance, by reflection: a component that is added tomorrow is tested
 * tomorrow.
 */
public final class RandomRecords {
  private static final int MAX_DEPTH = 6;
  private static final int MAX_ATTEMPTS = 1_000;
  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1.5,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    Double.MAX_VALUE
  };
  private static final String[] STRINGS = {
    "", "a", "O'Neill \"q\" \\", "größe", "数\uD83D\uDE00", "\u0000\n\t", "null", "NaN", "@"
  };
  private static final String[] TYPES = {
    "null",
    "boolean",
    "int8",
    "int64",
    "float32",
    "float64",
    "decimal(15,2)",
    "decimal(38,10)",
    "date",
    "timestamp(us)",
    "timestamp(ns,utc)",
    "string",
    "binary",
    "time(us)",
    "interval",
    "list(struct(a int32, \"O'Neill \"\"q\"\" \" decimal(5,1)))",
    "map(string, list(float64))"
  };

  private final Random random;

  public RandomRecords(Random random) {
    this.random = random;
  }

  /** A value of this class: a record, a member of a sealed family, … */
  public <T> T next(Class<T> type) {
    return type.cast(value(type, 0));
  }

  private Object value(Type type, int depth) {
    if (type instanceof ParameterizedType generic) {
      return container(generic, depth);
    }
    Class<?> raw = (Class<?>) type;
    if (DataType.class.isAssignableFrom(raw)) {
      return DataType.parse(TYPES[random.nextInt(TYPES.length)]);
    }
    if (raw == Settings.class) {
      return Settings.DEFAULTS.with("num_partitions", Integer.toString(random.nextInt(9)));
    }
    if (raw.isRecord()) {
      return record(raw, depth);
    }
    if (raw.isSealed()) {
      return value(member(raw, depth), depth);
    }
    return raw.isEnum() ? pick(raw.getEnumConstants()) : scalar(raw);
  }

  /** Deep down only members without inputs are chosen, so that trees end. */
  private Class<?> member(Class<?> family, int depth) {
    List<Class<?>> members = new ArrayList<>(SealedFamily.of(family).members().values());
    if (depth >= MAX_DEPTH) {
      members.removeIf(member -> holds(member, family, new HashSet<>()));
    }
    return members.get(random.nextInt(members.size()));
  }

  /** True if a record has a part of the family, be it inside of another record. */
  private static boolean holds(Class<?> record, Class<?> family) {
    return Arrays.stream(record.getRecordComponents())
        .map(RecordComponent::getType)
        .anyMatch(part -> part == family || (part.isRecord() && holds(part, family)));
  }

  /** True if a record has a component of the family, or one that is a record that has one. */
  private static boolean holds(Class<?> record, Class<?> family, Set<Class<?>> seen) {
    for (RecordComponent component : record.getRecordComponents()) {
      Class<?> part = component.getType();
      if (family.isAssignableFrom(part)
          || part.isRecord() && seen.add(part) && holds(part, family, seen)) {
        return true;
      }
    }
    return false;
  }

  private Object record(Class<?> type, int depth) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] signature = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      signature[i] = components[i].getType();
    }
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        values[i] = value(components[i].getGenericType(), depth + 1);
      }
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(signature);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
      } catch (InvocationTargetException refused) {
        continue; // the record holds an invariant that chance did not meet
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException("chance makes no " + type);
  }

  private Object container(ParameterizedType type, int depth) {
    Type inner = type.getActualTypeArguments()[0];
    int size = depth >= MAX_DEPTH && mayBeEndless(inner) ? 0 : random.nextInt(3);
    if (type.getRawType() == Optional.class) {
      return size == 0 ? Optional.empty() : Optional.of(value(inner, depth + 1));
    }
    if (type.getRawType() == List.class) {
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        list.add(value(inner, depth + 1));
      }
      return list;
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      map.put(value(inner, depth + 1), value(type.getActualTypeArguments()[1], depth + 1));
    }
    return map;
  }

  private static boolean mayBeEndless(Type type) {
    return type instanceof Class<?> raw
        && (raw.isSealed()
            || raw.isRecord()
                && Arrays.stream(raw.getRecordComponents())
                    .anyMatch(part -> part.getGenericType().toString().contains(raw.getName())));
  }

  private Object scalar(Class<?> type) {
    boolean absent = random.nextBoolean();
    return switch (type.getSimpleName()) {
      case "boolean", "Boolean" -> random.nextBoolean();
      case "int", "Integer" -> random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(20);
      case "long", "Long" -> random.nextBoolean() ? random.nextLong() : random.nextInt(20);
      case "double", "Double" -> DOUBLES[random.nextInt(DOUBLES.length)];
      case "String" -> STRINGS[random.nextInt(STRINGS.length)];
      case "BigInteger" -> new BigInteger(127, random).subtract(BigInteger.ONE.shiftLeft(126));
      case "byte[]" -> bytes();
      case "long[]" -> random.longs(random.nextInt(4)).toArray();
      case "OptionalInt" -> absent ? OptionalInt.empty() : OptionalInt.of(random.nextInt(20));
      case "OptionalLong" -> absent ? OptionalLong.empty() : OptionalLong.of(random.nextLong());
      case "OptionalDouble" ->
          absent ? OptionalDouble.empty() : OptionalDouble.of(random.nextDouble());
      default -> throw new IllegalStateException("no chance for " + type);
    };
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(5)];
    random.nextBytes(bytes);
    return bytes;
  }

  private Object pick(Object[] values) {
    return values[random.nextInt(values.length)];
  }
}
