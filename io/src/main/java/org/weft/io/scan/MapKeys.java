package org.weft.io.scan;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;
import org.weft.planner.vector.nested.JavaValues;

/**
 * Checks that no key of a map is null or comes twice: other engines' files may hold such maps, ours
 * cannot, and leaving pairs out would lose data silently. Values are as {@link JavaValues} says.
 */
final class MapKeys {
  private MapKeys() {}

  /** True if values of the type are, or hold, maps. */
  static boolean isIn(DataType type) {
    return type instanceof MapType
        || type instanceof ListType list && isIn(list.element())
        || type instanceof StructType struct
            && struct.fields().stream().anyMatch(field -> isIn(field.type()));
  }

  /**
   * @throws WeftException CORRUPT_FILE if a map of the value has such a key
   */
  static void check(DataType type, Object value) {
    if (value == null || !isIn(type)) {
      return;
    }
    if (type instanceof ListType list) {
      for (Object element : (List<?>) value) {
        check(list.element(), element);
      }
    } else if (type instanceof StructType struct) {
      for (int i = 0; i < struct.size(); i++) {
        check(struct.type(i), ((List<?>) value).get(i));
      }
    } else {
      checkPairs((MapType) type, (List<?>) value);
    }
  }

  private static void checkPairs(MapType type, List<?> pairs) {
    Set<Object> seen = new HashSet<>();
    for (Object pair : pairs) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) pair;
      if (entry.getKey() == null) {
        throw WeftException.of(ErrorCode.CORRUPT_FILE, "a map with a key that is null");
      }
      if (!seen.add(comparable(entry.getKey()))) {
        throw WeftException.of(ErrorCode.CORRUPT_FILE, "a map in which a key comes twice");
      }
      check(type.key(), entry.getKey());
      check(type.value(), entry.getValue());
    }
  }

  /** The same value as an object that is equal if the values are. */
  private static Object comparable(Object value) {
    if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    } else if (value instanceof Double real) {
      return real == 0 ? 0.0 : real;
    } else if (value instanceof List<?> values) {
      List<Object> all = new ArrayList<>();
      values.forEach(one -> all.add(comparable(one)));
      return all;
    } else if (value instanceof Map.Entry<?, ?> pair) {
      return java.util.Arrays.asList(comparable(pair.getKey()), comparable(pair.getValue()));
    }
    return value;
  }
}
