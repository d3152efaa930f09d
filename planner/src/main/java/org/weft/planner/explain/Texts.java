package org.weft.planner.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.SortKey;
import org.weft.planner.logical.Estimate;
import org.weft.planner.type.Schema;

/** The words of EXPLAIN for what logical and physical plans have in common. */
final class Texts {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private Texts() {}

  static String stats(Estimate estimate) {
    return String.format(
        Locale.ROOT,
        "Stats = { Approx num rows = %,d, Approx size bytes = %s }",
        Math.round(estimate.rows()),
        bytes(estimate.bytes()));
  }

  static String bytes(double bytes) {
    int unit = 0;
    double left = bytes;
    while (left >= 1024 && unit < UNITS.length - 1) {
      left /= 1024;
      unit++;
    }
    return unit == 0
        ? Math.round(left) + " B"
        : String.format(Locale.ROOT, "%.2f %s", left, UNITS[unit]);
  }

  /** Each expression, with the name it gets where that is not its own. */
  static String projections(List<Expression> expressions, Schema schema) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < expressions.size(); i++) {
      String text = expressions.get(i).toString();
      String name = schema.field(i).name();
      texts.add(text.equals(name) ? text : text + " AS " + name);
    }
    return String.join(", ", texts);
  }

  static String columns(List<Integer> ordinals, Schema schema) {
    return String.join(", ", ordinals.stream().map(i -> schema.field(i).name()).toList());
  }

  static String calls(List<AggregateCall> calls, Schema input) {
    return String.join(
        ", ", calls.stream().map(call -> unnamed(call, input) + " AS " + call.name()).toList());
  }

  /** An aggregate with its arguments, without its name. */
  static String unnamed(AggregateCall call, Schema input) {
    List<String> arguments = new ArrayList<>();
    call.arguments().forEach(ordinal -> arguments.add(input.field(ordinal).name()));
    call.parameters().forEach(parameter -> arguments.add(parameter.toString()));
    StringBuilder text = new StringBuilder(call.function().display());
    text.append('(').append(call.isDistinct() ? "distinct " : "");
    text.append(String.join(", ", arguments));
    if (!call.order().isEmpty()) {
      text.append(" order by ").append(sortKeys(call.order(), input));
    }
    text.append(')');
    call.filter()
        .ifPresent(i -> text.append(" filter (").append(input.field(i).name()).append(')'));
    return text.toString();
  }

  static String sortKeys(List<SortKey> keys, Schema schema) {
    return String.join(", ", keys.stream().map(key -> sortKey(key, schema)).toList());
  }

  private static String sortKey(SortKey key, Schema schema) {
    return schema.field(key.ordinal()).name()
        + (key.direction() == SortKey.Direction.ASCENDING ? " asc" : " desc")
        + (key.nulls() == SortKey.Nulls.FIRST ? " nulls first" : " nulls last");
  }
}
