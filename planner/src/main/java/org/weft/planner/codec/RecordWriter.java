package org.weft.planner.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/** Writes records of one class: the member's name if it has one, then every component. */
final class RecordWriter extends JsonSerializer<Object> {
  private final RecordShape shape;

  RecordWriter(RecordShape shape) {
    this.shape = shape;
  }

  @Override
  public void serialize(Object value, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    json.writeStartObject();
    if (shape.memberName().isPresent()) {
      json.writeStringField(SealedFamily.MEMBER, shape.memberName().get());
    }
    for (RecordShape.Component component : shape.components()) {
      json.writeFieldName(component.name());
      provider.defaultSerializeValue(shape.read(value, component), json);
    }
    json.writeEndObject();
  }
}
