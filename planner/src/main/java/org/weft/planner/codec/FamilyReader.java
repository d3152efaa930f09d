package org.weft.planner.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Reads the members of a sealed family by the name in their first property. */
final class FamilyReader extends JsonDeserializer<Object> {
  private final SealedFamily family;
  private final Map<String, RecordReader> readers = new TreeMap<>();

  FamilyReader(SealedFamily family) {
    this.family = family;
    family
        .members()
        .forEach((name, type) -> readers.put(name, new RecordReader(new RecordShape(type))));
  }

  @Override
  public boolean isCachable() {
    return true;
  }

  @Override
  public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
    if (!json.hasToken(JsonToken.START_OBJECT)) {
      return context.reportInputMismatch(
          family.root(), "a %s is a JSON object", family.root().getSimpleName());
    }
    json.nextToken();
    String member = memberName(json, context, family.root());
    RecordReader reader = readers.get(member);
    if (reader == null) {
      return context.reportInputMismatch(
          family.root(),
          "no %s is called '%s'; there are %s",
          family.root().getSimpleName(),
          member,
          readers.keySet());
    }
    return reader.components(json, context);
  }

  /** Reads the property {@code @} and moves to what follows it. */
  static String memberName(JsonParser json, DeserializationContext context, Class<?> type)
      throws IOException {
    if (!json.hasToken(JsonToken.FIELD_NAME) || !json.currentName().equals(SealedFamily.MEMBER)) {
      return context.reportInputMismatch(
          type, "a %s begins with property '%s'", type.getSimpleName(), SealedFamily.MEMBER);
    }
    json.nextToken();
    if (!json.hasToken(JsonToken.VALUE_STRING)) {
      return context.reportInputMismatch(
          type, "property '%s' of a %s is a text", SealedFamily.MEMBER, type.getSimpleName());
    }
    String name = json.getText();
    json.nextToken();
    return name;
  }
}
