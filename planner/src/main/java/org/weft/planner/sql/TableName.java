package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.weft.planner.sql.parse.Quoted;

/**
 * A table or view as a statement names it: {@code t}, {@code schema.t} or {@code catalog.schema.t}.
 *
 * @param parts as written, without quotes; at least one
 */
public record TableName(List<String> parts) {
  public TableName {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a name has a part");
    }
  }

  /** A name without a schema in front of it. */
  public static TableName of(String name) {
    return new TableName(List.of(name));
  }

  /** The name in a schema, whatever stands in front of it. */
  TableName in(String schema) {
    return new TableName(List.of(schema, last()));
  }

  /** Another name in the same schema. */
  public TableName beside(String name) {
    List<String> changed = new ArrayList<>(parts);
    changed.set(parts.size() - 1, name);
    return new TableName(changed);
  }

  /** The table's own name. */
  public String last() {
    return parts.get(parts.size() - 1);
  }

  /** The name as queries write it. */
  public String quoted() {
    return parts.stream().map(Quoted::name).collect(Collectors.joining("."));
  }

  @Override
  public String toString() {
    return String.join(".", parts);
  }
}
