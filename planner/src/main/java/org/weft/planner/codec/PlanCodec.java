package org.weft.planner.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * Encodes any record of ours as JSON and reads it back, equal.
 *
 * <p>A record is an object of its components. A record of a sealed family also says which member it
 * is, by its simple name in the property {@code @}: {@code {"@":"Column","ordinal":0,…}}. Data
 * types are texts such as {@code decimal(15,2)}, byte arrays base64, absent optionals null.
 * Components may be primitives, strings, enums, big integers, arrays of bytes or longs, optionals,
 * lists, maps, settings, and records.
 */
public final class PlanCodec {
  /** Expressions nest, and each of their levels is two of JSON's. Deep enough, yet no overflow. */
  private static final int MAX_DEPTH = 2_000;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .streamWriteConstraints(
                      StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .addModule(new RecordModule())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private PlanCodec() {}

  /**
   * The JSON of a record.
   *
   * @throws IllegalArgumentException if it holds something that is not of the kinds above
   */
  public static byte[] encode(Object record) {
    try {
      return MAPPER.writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "no JSON for a " + record.getClass().getName() + ": " + e.getOriginalMessage(), e);
    }
  }

  /**
   * The record that was encoded.
   *
   * @param type its class, or the sealed interface it belongs to
   * @throws IllegalArgumentException if the bytes are not the JSON of such a record
   */
  public static <T> T decode(byte[] json, Class<T> type) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new IllegalArgumentException("not the JSON of a " + type.getName() + ": null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "not the JSON of a " + type.getName() + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory could not be read", e);
    }
  }
}
