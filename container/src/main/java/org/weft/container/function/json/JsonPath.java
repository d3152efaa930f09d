package org.weft.container.function.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.weft.container.expression.tree.Failures;

/** A way into JSON: {@code $.field[0]}, {@code $."a b"[*]}, {@code /field/0} or a field's name. */
public final class JsonPath {
  /** One step: a field, an element, or all of them. */
  private record Step(String field, int index, boolean all, boolean anywhere) {
    /** {@code ..*}: whatever is below. */
    boolean isDeep() {
      return anywhere && "*".equals(field);
    }

    Step(String field, int index, boolean all) {
      this(field, index, all, false);
    }

    static Step field(String name) {
      return new Step(name, 0, name.equals("*"));
    }

    static Step element(int index) {
      return new Step(null, index, false);
    }

    /** The field of an object however deep. */
    Step anyDepth() {
      return new Step(field, index, all, true);
    }

    static Step everyElement() {
      return new Step(null, 0, true);
    }
  }

  private static final Pattern MODE = Pattern.compile("^(?:lax|strict)\\s+(?=\\$)");

  private final List<Step> steps = new ArrayList<>();
  private final boolean hasWildcard;

  /** Reads a path. */
  public JsonPath(String written) {
    // the standard's modes differ in errors only, which nothing here gives
    String path = MODE.matcher(written).replaceFirst("");
    if (path.startsWith("$")) {
      readSteps(path);
    } else if (path.startsWith("/")) {
      for (String part : path.substring(1).split("/", -1)) {
        String name = part.replace("~1", "/").replace("~0", "~");
        steps.add(
            name.matches("\\d{1,9}") ? Step.element(Integer.parseInt(name)) : Step.field(name));
      }
    } else if (!path.isEmpty()) {
      steps.add(new Step(path, 0, false));
    }
    hasWildcard = steps.stream().anyMatch(step -> step.all() || step.anywhere());
  }

  /** An element of a list, from the end if negative. */
  public static JsonPath ofIndex(long index) {
    return new JsonPath("$[" + index + "]");
  }

  private void readSteps(String path) {
    int i = 1;
    while (i < path.length()) {
      if (path.startsWith("..", i)) {
        i = path.startsWith("[", i + 2) ? readElement(path, i + 2) : readField(path, i + 2);
        steps.set(steps.size() - 1, steps.get(steps.size() - 1).anyDepth());
      } else if (path.charAt(i) == '.') {
        i = readField(path, i + 1);
      } else if (path.charAt(i) == '[') {
        i = readElement(path, i);
      } else {
        throw bad(path);
      }
    }
  }

  private int readElement(String path, int start) {
    int end = path.indexOf(']', start);
    if (end < 0) {
      throw bad(path);
    }
    readIndex(path.substring(start + 1, end).strip(), path);
    return end + 1;
  }

  /** A name in quotes; in it a backslash stands before quotes and itself. */
  private int readQuoted(String path, int start) {
    StringBuilder name = new StringBuilder();
    for (int i = start + 1; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '"') {
        steps.add(new Step(name.toString(), 0, false));
        return i + 1;
      }
      boolean isEscape =
          c == '\\' && i + 1 < path.length() && "\"\\".indexOf(path.charAt(i + 1)) >= 0;
      name.append(isEscape ? path.charAt(++i) : c);
    }
    throw bad(path);
  }

  private int readField(String path, int start) {
    if (start < path.length() && path.charAt(start) == '"') {
      return readQuoted(path, start);
    }
    int end = start;
    while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
      end++;
    }
    if (end == start) {
      throw bad(path);
    }
    String name = path.substring(start, end);
    steps.add(name.equals("**") ? Step.field("*").anyDepth() : Step.field(name));
    return end;
  }

  private void readIndex(String index, String path) {
    if (index.equals("*")) {
      steps.add(Step.everyElement());
    } else if (index.equals("#")) {
      steps.add(Step.element(Integer.MAX_VALUE)); // the place behind the last, where nothing is
    } else if (index.matches("'.*'|\".*\"")) {
      steps.add(new Step(index.substring(1, index.length() - 1), 0, false));
    } else if (index.matches("#-\\d{1,9}|-?\\d{1,9}")) {
      steps.add(Step.element(Integer.parseInt(index.replace("#", ""))));
    } else {
      throw bad(path);
    }
  }

  private static RuntimeException bad(String path) {
    return Failures.badValue("not a path into JSON: '" + path + "'")
        .hint("write $.field, $.list[0] or a field's name");
  }

  /** What lies there: a list of all if the path has a *, null if there is nothing. */
  public JsonNode find(JsonNode from) {
    List<JsonNode> found = findAll(from);
    if (hasWildcard) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      found.forEach(all::add);
      return all;
    }
    return found.isEmpty() ? null : found.get(0);
  }

  /** All that lies there. */
  public List<JsonNode> findAll(JsonNode from) {
    List<JsonNode> found = List.of(from);
    for (Step step : steps) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : found) {
        take(step, node, next);
      }
      found = next;
    }
    return found;
  }

  private static void take(Step step, JsonNode node, List<JsonNode> found) {
    if (step.isDeep()) {
      takeAll(node, found);
      return;
    }
    if (step.anywhere()) {
      takeAnywhere(step, node, found);
      return;
    }
    if (step.all()) {
      if (step.field() == null ? node.isArray() : node.isObject()) {
        node.forEach(found::add);
      }
      return;
    }
    JsonNode child =
        step.field() != null
            ? node.get(step.field())
            : node.isArray()
                ? node.get(step.index() < 0 ? node.size() + step.index() : step.index())
                : null;
    if (child != null) {
      found.add(child);
    }
  }

  /** All below, level by level: as DuckDB. */
  private static void takeAll(JsonNode node, List<JsonNode> found) {
    List<JsonNode> level = new ArrayList<>();
    node.forEach(level::add);
    while (!level.isEmpty()) {
      found.addAll(level);
      List<JsonNode> below = new ArrayList<>();
      level.forEach(each -> each.forEach(below::add));
      level = below;
    }
  }

  private static void takeAnywhere(Step step, JsonNode node, List<JsonNode> found) {
    take(new Step(step.field(), step.index(), step.all()), node, found);
    for (JsonNode child : node) {
      takeAnywhere(step, child, found);
    }
  }
}
