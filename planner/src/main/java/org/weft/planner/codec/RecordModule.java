package org.weft.planner.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.type.ReferenceType;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import org.weft.planner.setting.Settings;
import org.weft.planner.type.DataType;

/** Tells Jackson which of our readers and writers belongs to a class. */
final class RecordModule extends Module {
  @Override
  public String getModuleName() {
    return "weft records";
  }

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public void setupModule(SetupContext context) {
    context.addSerializers(new Writers());
    context.addDeserializers(new Readers());
  }

  private static final class Writers extends Serializers.Base {
    @Override
    public JsonSerializer<?> findSerializer(
        SerializationConfig config, JavaType type, BeanDescription description) {
      Class<?> raw = type.getRawClass();
      if (DataType.class.isAssignableFrom(raw)) {
        return new StandInWriter<DataType>(DataType::toString);
      }
      if (raw == Settings.class) {
        return new StandInWriter<Settings>(Settings::asMap);
      }
      return raw.isRecord() ? new RecordWriter(new RecordShape(raw)) : Optionals.writer(raw);
    }

    @Override
    public JsonSerializer<?> findReferenceSerializer(
        SerializationConfig config,
        ReferenceType type,
        BeanDescription description,
        TypeSerializer contentTypeSerializer,
        JsonSerializer<Object> contentSerializer) {
      return Optionals.writer(type.getRawClass());
    }
  }

  private static final class Readers extends Deserializers.Base {
    @Override
    public JsonDeserializer<?> findBeanDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription description) {
      Class<?> raw = type.getRawClass();
      if (DataType.class.isAssignableFrom(raw)) {
        return new DataTypeReader(raw);
      }
      if (raw == Settings.class) {
        return new SettingsReader();
      }
      if (raw.isRecord()) {
        return new RecordReader(new RecordShape(raw));
      }
      return raw.isSealed() ? new FamilyReader(SealedFamily.of(raw)) : Optionals.reader(type);
    }

    @Override
    public JsonDeserializer<?> findEnumDeserializer(
        Class<?> type, DeserializationConfig config, BeanDescription description) {
      return DataType.class.isAssignableFrom(type) ? new DataTypeReader(type) : null;
    }

    @Override
    public JsonDeserializer<?> findReferenceDeserializer(
        ReferenceType type,
        DeserializationConfig config,
        BeanDescription description,
        TypeDeserializer contentTypeDeserializer,
        JsonDeserializer<?> contentDeserializer) {
      return Optionals.reader(type);
    }
  }

  /** Writes a value as something simpler that stands for it. */
  private static final class StandInWriter<T> extends JsonSerializer<T> {
    private final Function<T, Object> standIn;

    StandInWriter(Function<T, Object> standIn) {
      this.standIn = standIn;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(standIn.apply(value), json);
    }
  }

  private static final class DataTypeReader extends JsonDeserializer<Object> {
    private final Class<?> wanted;

    DataTypeReader(Class<?> wanted) {
      this.wanted = wanted;
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
      String text = context.readValue(json, String.class);
      try {
        DataType type = DataType.parse(text);
        if (wanted.isInstance(type)) {
          return type;
        }
      } catch (IllegalArgumentException e) {
        return context.reportInputMismatch(wanted, "%s", e.getMessage());
      }
      return context.reportInputMismatch(wanted, "not a %s: %s", wanted.getSimpleName(), text);
    }
  }

  private static final class SettingsReader extends JsonDeserializer<Settings> {
    @Override
    public Settings deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      JavaType map =
          context.getTypeFactory().constructMapType(Map.class, String.class, String.class);
      return Settings.of(context.readValue(json, map));
    }
  }
}
