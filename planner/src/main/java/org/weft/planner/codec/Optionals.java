package org.weft.planner.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** The four optional types: their value, or null. */
final class Optionals {
  private Optionals() {}

  /** The writer for a class, or null if it is none of the four. */
  static JsonSerializer<?> writer(Class<?> type) {
    if (type == Optional.class) {
      return new Writer<Optional<?>>(optional -> optional.orElse(null));
    }
    if (type == OptionalInt.class) {
      return new Writer<OptionalInt>(o -> o.isPresent() ? o.getAsInt() : null);
    }
    if (type == OptionalLong.class) {
      return new Writer<OptionalLong>(o -> o.isPresent() ? o.getAsLong() : null);
    }
    if (type == OptionalDouble.class) {
      return new Writer<OptionalDouble>(o -> o.isPresent() ? o.getAsDouble() : null);
    }
    return null;
  }

  /** The reader for a type, or null if it is none of the four. */
  static JsonDeserializer<?> reader(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (raw == Optional.class) {
      return new Reader<Object>(type.containedTypeOrUnknown(0), Optional.empty(), Optional::of);
    }
    if (raw == OptionalInt.class) {
      return Reader.<Integer>of(Integer.class, OptionalInt.empty(), OptionalInt::of);
    }
    if (raw == OptionalLong.class) {
      return Reader.<Long>of(Long.class, OptionalLong.empty(), OptionalLong::of);
    }
    if (raw == OptionalDouble.class) {
      return Reader.<Double>of(Double.class, OptionalDouble.empty(), OptionalDouble::of);
    }
    return null;
  }

  private static final class Writer<T> extends JsonSerializer<T> {
    private final Function<T, Object> valueOrNull;

    Writer(Function<T, Object> valueOrNull) {
      this.valueOrNull = valueOrNull;
    }

    @Override
    public void serialize(T optional, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(valueOrNull.apply(optional), json);
    }
  }

  private static final class Reader<V> extends JsonDeserializer<Object> {
    private final JavaType valueType;
    private final Object absent;
    private final Function<V, Object> present;

    Reader(JavaType valueType, Object absent, Function<V, Object> present) {
      this.valueType = valueType;
      this.absent = absent;
      this.present = present;
    }

    static <V> Reader<V> of(Class<V> valueType, Object absent, Function<V, Object> present) {
      return new Reader<>(TypeFactory.defaultInstance().constructType(valueType), absent, present);
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return present.apply(context.readValue(json, valueType));
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
      return absent;
    }
  }
}
