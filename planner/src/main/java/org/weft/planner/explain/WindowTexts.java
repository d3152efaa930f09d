package org.weft.planner.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.weft.planner.expr.RankLimit;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.expr.WindowCall.Count;
import org.weft.planner.expr.WindowFrame;
import org.weft.planner.type.Schema;

/** The words of EXPLAIN for windows. */
final class WindowTexts {
  private WindowTexts() {}

  static String keys(List<Integer> partitionKeys, List<SortKey> orderKeys, Schema input) {
    List<String> parts = new ArrayList<>();
    if (!partitionKeys.isEmpty()) {
      parts.add("Partition by = " + Texts.columns(partitionKeys, input));
    }
    if (!orderKeys.isEmpty()) {
      parts.add("Order by = " + Texts.sortKeys(orderKeys, input));
    }
    return parts.isEmpty() ? "One partition" : String.join("; ", parts);
  }

  static String limit(RankLimit limit) {
    return lower(limit.function()) + "() <= " + limit.limit();
  }

  static String calls(List<WindowCall> calls, Schema input) {
    return String.join(
        ", ", calls.stream().map(call -> call(call, input) + " AS " + call.name()).toList());
  }

  private static String call(WindowCall call, Schema input) {
    if (call instanceof WindowCall.Rank rank) {
      String shares = rank.shares().map(count -> count(count, input)).orElse("");
      return lower(rank.function()) + "(" + shares + ")";
    }
    if (call instanceof WindowCall.Shift shift) {
      boolean isBack = !(shift.rows() instanceof Count.Fixed rows && rows.number() < 0);
      String name = isBack ? "lag" : "lead";
      String otherwise =
          shift.otherwise().stream()
              .mapToObj(ordinal -> ", " + input.field(ordinal).name())
              .findFirst()
              .orElse("");
      return name
          + "("
          + input.field(shift.argument()).name()
          + ", "
          + (isBack ? count(shift.rows(), input) : -((Count.Fixed) shift.rows()).number())
          + otherwise
          + ")"
          + nulls(shift.nulls());
    }
    if (call instanceof WindowCall.Pick pick) {
      boolean isNth = pick.function() == WindowCall.PickFunction.NTH_VALUE;
      return lower(pick.function())
          + "("
          + input.field(pick.argument()).name()
          + (isNth ? ", " + count(pick.nth(), input) : "")
          + ")"
          + nulls(pick.nulls())
          + over(pick.frame());
    }
    WindowCall.Over over = (WindowCall.Over) call;
    return Texts.unnamed(over.aggregate(), input) + over(over.frame());
  }

  private static String count(Count count, Schema input) {
    return count instanceof Count.OfRow row
        ? input.field(row.column()).name()
        : Long.toString(((Count.Fixed) count).number());
  }

  private static String nulls(WindowCall.NullTreatment treatment) {
    return treatment == WindowCall.NullTreatment.IGNORE ? " ignore nulls" : "";
  }

  private static String over(WindowFrame frame) {
    return frame.equals(WindowFrame.ALL) ? "" : " over " + frame;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
