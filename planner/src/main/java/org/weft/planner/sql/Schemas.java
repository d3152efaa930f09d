package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.NearestName;
import org.weft.planner.error.WeftException;

/**
 * The schemas of a catalog and the one in use: immutable. A name without a schema is looked for
 * among the temporary tables, in the schema in use, in {@code main} and among the tables of the
 * system, in this order, as in DuckDB.
 *
 * @param names spelled as they were made, by their names in lower case
 * @param inUse in lower case
 */
record Schemas(TreeMap<String, String> names, String inUse) {
  /** The schema of a session that has made no other. */
  static final String MAIN = "main";

  /** Where temporary tables and views are. */
  static final String TEMP = "temp";

  /** Where Spark's global temporary views are. */
  static final String GLOBAL_TEMP = "global_temp";

  /** What other engines call the catalog or its first schema. */
  private static final Set<String> CATALOGS = Set.of("weft", "memory", "spark_catalog");

  private static final Set<String> OTHER_NAMES_OF_MAIN = Set.of("default", "public");

  static Schemas first() {
    TreeMap<String, String> names = new TreeMap<>();
    names.put(MAIN, MAIN);
    names.put(TEMP, TEMP);
    names.put(GLOBAL_TEMP, GLOBAL_TEMP);
    for (SystemTable.Home home : SystemTable.Home.values()) {
      names.put(home.schema(), home.schema());
    }
    return new Schemas(names, MAIN);
  }

  /** True for a schema that every session has. */
  static boolean isFixed(String schema) {
    return schema.equals(MAIN) || isTemporary(schema) || SystemTable.Home.of(schema).isPresent();
  }

  static boolean isTemporary(String schema) {
    return schema.equals(TEMP) || schema.equals(GLOBAL_TEMP);
  }

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The key of a schema of this name, if there is one. */
  Optional<String> find(String name) {
    String key = key(name);
    if (names.containsKey(key)) {
      return Optional.of(key);
    }
    return OTHER_NAMES_OF_MAIN.contains(key) ? Optional.of(MAIN) : Optional.empty();
  }

  /** The schemas in which a name can be, the first one that has it counts; empty if in none. */
  List<String> searched(TableName name) {
    List<String> parts = name.parts();
    if (parts.size() == 1) {
      return path();
    }
    String schema = parts.get(parts.size() - 2);
    boolean hasCatalog = parts.size() == 3;
    if (parts.size() > 3 || (hasCatalog && !isCatalog(parts.get(0)))) {
      boolean isTemporary = parts.size() == 3 && key(parts.get(0)).equals(TEMP);
      return isTemporary ? List.of(TEMP) : List.of();
    }
    Optional<String> found = find(schema);
    if (found.isPresent()) {
      return List.of(found.get());
    }
    return !hasCatalog && isCatalog(schema) ? path() : List.of();
  }

  private List<String> path() {
    Set<String> path =
        new LinkedHashSet<>(List.of(TEMP, inUse, MAIN, SystemTable.Home.SYSTEM.schema()));
    return new ArrayList<>(path);
  }

  static boolean isCatalog(String name) {
    return CATALOGS.contains(key(name));
  }

  /**
   * The schema in which a table of this name is made.
   *
   * @throws WeftException SCHEMA_NOT_FOUND, or INVALID_QUERY if none can be made there
   */
  String target(TableName name) {
    String target = searchedFirst(name);
    if (SystemTable.Home.of(target).isPresent()) {
      throw WeftException.of(
              ErrorCode.INVALID_QUERY, "nothing can be made in schema '" + target + "'")
          .hint("use another schema, such as " + MAIN);
    }
    return target;
  }

  private String searchedFirst(TableName name) {
    if (name.parts().size() == 1) {
      return inUse;
    }
    List<String> searched = searched(name);
    if (searched.isEmpty()) {
      throw notFound(String.join(".", name.parts().subList(0, name.parts().size() - 1)));
    }
    boolean isNamed = searched.size() == 1;
    return isNamed ? searched.get(0) : inUse;
  }

  Schemas with(String name) {
    TreeMap<String, String> more = new TreeMap<>(names);
    more.putIfAbsent(key(name), name);
    return new Schemas(more, inUse);
  }

  Schemas without(String name) {
    TreeMap<String, String> fewer = new TreeMap<>(names);
    fewer.remove(key(name));
    return new Schemas(fewer, inUse.equals(key(name)) ? MAIN : inUse);
  }

  Schemas using(String name) {
    return new Schemas(names, find(name).orElseThrow(() -> notFound(name)));
  }

  WeftException notFound(String name) {
    WeftException error =
        WeftException.of(ErrorCode.SCHEMA_NOT_FOUND, "there is no schema '" + name + "'");
    Optional<String> nearest = NearestName.of(name, names.values());
    return nearest.isPresent()
        ? error.hint("use " + nearest.get() + ", the nearest name")
        : error.hint("SHOW SCHEMAS lists them, CREATE SCHEMA makes one");
  }
}
