package org.weft.planner.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Reads records of one class; every component must be there, and nothing else. */
final class RecordReader extends JsonDeserializer<Object> {
  private final RecordShape shape;

  /** Readers of the components, found at first use because records may contain themselves. */
  private final AtomicReferenceArray<JsonDeserializer<Object>> readers;

  RecordReader(RecordShape shape) {
    this.shape = shape;
    this.readers = new AtomicReferenceArray<>(shape.components().size());
  }

  @Override
  public boolean isCachable() {
    return true;
  }

  @Override
  public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
    if (!json.hasToken(JsonToken.START_OBJECT)) {
      return context.reportInputMismatch(
          shape.type(), "a %s is a JSON object", shape.type().getSimpleName());
    }
    json.nextToken();
    if (shape.memberName().isPresent()) {
      String member = FamilyReader.memberName(json, context, shape.type());
      if (!member.equals(shape.memberName().get())) {
        return context.reportInputMismatch(
            shape.type(), "a %s where a %s belongs", member, shape.memberName().get());
      }
    }
    return components(json, context);
  }

  /** Reads on from the first component's name to the end of the object. */
  Object components(JsonParser json, DeserializationContext context) throws IOException {
    List<RecordShape.Component> components = shape.components();
    Object[] values = new Object[components.size()];
    BitSet seen = new BitSet(values.length);
    for (; json.hasToken(JsonToken.FIELD_NAME); json.nextToken()) {
      String name = json.currentName();
      int ordinal = shape.ordinal(name);
      if (ordinal < 0 || seen.get(ordinal)) {
        return context.reportInputMismatch(
            shape.type(),
            ordinal < 0 ? "%s has no component '%s'" : "%s: component '%s' twice",
            shape.type().getSimpleName(),
            name);
      }
      json.nextToken();
      try {
        values[ordinal] = component(json, context, ordinal);
      } catch (JsonMappingException e) {
        throw JsonMappingException.wrapWithPath(e, shape.type(), name);
      }
      seen.set(ordinal);
    }
    int missing = seen.nextClearBit(0);
    if (missing < values.length) {
      return context.reportInputMismatch(
          shape.type(),
          "%s without component '%s'",
          shape.type().getSimpleName(),
          components.get(missing).name());
    }
    try {
      return shape.make(values);
    } catch (IllegalArgumentException e) {
      throw JsonMappingException.from(json, e.getMessage(), e);
    }
  }

  private Object component(JsonParser json, DeserializationContext context, int ordinal)
      throws IOException {
    JsonDeserializer<Object> reader = readers.get(ordinal);
    if (reader == null) {
      reader =
          context.findContextualValueDeserializer(shape.components().get(ordinal).type(), null);
      readers.set(ordinal, reader);
    }
    return json.hasToken(JsonToken.VALUE_NULL)
        ? reader.getNullValue(context)
        : reader.deserialize(json, context);
  }
}
