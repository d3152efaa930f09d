package org.weft.container.function.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * JSON as rows, as DuckDB and SQLite have them: key, value, type, atom, id, parent, fullkey, path.
 * A value's id is its number among all values and names of the JSON, from 0.
 */
public final class JsonTree {
  private final List<Object> rows = new ArrayList<>();
  private final JsonNode start;
  private final String startPath;
  private final Extent extent;
  private int next;

  /** What gets rows. */
  public enum Extent {
    /** The elements of the value at the path; itself if it has none. */
    CHILDREN,
    /** That value and all in it. */
    ALL
  }

  private JsonTree(JsonNode start, String startPath, Extent extent) {
    this.start = start;
    this.startPath = startPath;
    this.extent = extent;
  }

  /** The rows, each a list of its columns. */
  public static List<Object> rows(JsonNode json, String path, Extent extent) {
    JsonNode start = new JsonPath(path).find(json);
    if (start == null) {
      return List.of();
    }
    String startPath = path.startsWith("$") ? path : path.isEmpty() ? "$" : "$." + path;
    JsonTree tree = new JsonTree(start, startPath, extent);
    tree.visit(json, new Place(null, null, "$", "$", false, false));
    return tree.rows;
  }

  /**
   * Where a value lies.
   *
   * @param parent the id of the row above; null if there is none
   * @param isInside true in the value at the path
   * @param isChild true for an element of it
   */
  private record Place(
      String key, Long parent, String fullKey, String path, boolean isInside, boolean isChild) {}

  private void visit(JsonNode node, Place place) {
    long id = next++;
    boolean isStart = node == start && !place.isInside();
    boolean isLeaf = !node.isContainerNode();
    boolean hasRow =
        extent == Extent.ALL ? isStart || place.isInside() : place.isChild() || (isStart && isLeaf);
    Place here = isStart ? new Place(null, null, startPath, startPath, true, false) : place;
    if (hasRow) {
      String json = JsonText.write(node);
      rows.add(
          Arrays.asList(
              here.key(),
              json,
              JsonText.type(node),
              isLeaf && !node.isNull() ? json : null,
              id,
              here.parent(),
              here.fullKey(),
              here.path()));
    }
    Long parent = hasRow && extent == Extent.ALL ? Long.valueOf(id) : null;
    Iterator<String> names = node.fieldNames();
    int index = 0;
    for (JsonNode child : node) {
      String key = Integer.toString(index++);
      String full = here.fullKey() + '[' + key + ']';
      if (node.isObject()) {
        next++; // a name has a number too
        key = names.next();
        full = here.fullKey() + '.' + key;
      }
      visit(
          child, new Place(key, parent, full, here.fullKey(), isStart || here.isInside(), isStart));
    }
  }
}
