package org.weft.planner.physical;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.RankLimit;
import org.weft.planner.expr.Value;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.expr.WindowCall.RankFunction;
import org.weft.planner.expr.WindowFrame;
import org.weft.planner.expr.WindowFrame.Bound;
import org.weft.planner.logical.LogicalPlan;

/**
 * Tells windows what a filter above leaves of them: of {@code row_number() <= 3} only the first
 * three rows of each partition are needed, if no other function of the window looks further. The
 * filter stays.
 */
final class WindowLimits {
  private WindowLimits() {}

  /** The plan with limits at its windows. */
  static LogicalPlan of(LogicalPlan plan) {
    LogicalPlan rewritten = LogicalInputs.replaced(plan, WindowLimits::of);
    return rewritten instanceof LogicalPlan.Filter filter ? below(filter) : rewritten;
  }

  private static LogicalPlan below(LogicalPlan.Filter filter) {
    Deque<LogicalPlan.Project> between = new ArrayDeque<>();
    Expression predicate = filter.predicate();
    LogicalPlan node = filter.input();
    while (node instanceof LogicalPlan.Project project) {
      predicate = ColumnReferences.replaced(predicate, project.expressions()::get);
      between.push(project);
      node = project.input();
    }
    if (!(node instanceof LogicalPlan.Window window)
        || window.input() instanceof LogicalPlan.Window) {
      return filter;
    }
    Optional<RankLimit> limit = limit(predicate, window);
    if (limit.isEmpty()) {
      return filter;
    }
    LogicalPlan plan = window.limited(limit.get());
    for (LogicalPlan.Project project : between) {
      plan =
          new LogicalPlan.Project(
              plan, project.expressions(), project.schema(), project.estimate());
    }
    return new LogicalPlan.Filter(plan, filter.predicate(), filter.estimate());
  }

  /** The limit that leaves the fewest rows. */
  private static Optional<RankLimit> limit(Expression predicate, LogicalPlan.Window window) {
    Optional<RankLimit> best = Optional.empty();
    int first = window.input().schema().size();
    for (int i = 0; i < window.calls().size(); i++) {
      if (window.calls().get(i) instanceof WindowCall.Rank rank && counts(rank.function())) {
        long most = most(predicate, first + i);
        boolean isBetter = best.isEmpty() || most < best.get().limit();
        if (most != Long.MAX_VALUE && isBetter && looksBack(window, rank.function())) {
          best = Optional.of(new RankLimit(rank.function(), Math.max(1, most)));
        }
      }
    }
    return best;
  }

  private static boolean counts(RankFunction function) {
    return switch (function) {
      case ROW_NUMBER, RANK, DENSE_RANK -> true;
      case PERCENT_RANK, CUME_DIST, NTILE -> false;
    };
  }

  /** The greatest number of a column for which the condition may be true. */
  private static long most(Expression condition, int column) {
    if (!(condition instanceof Call call)) {
      return Long.MAX_VALUE;
    }
    return switch (call.function()) {
      case AND -> call.inputs().stream().mapToLong(part -> most(part, column)).min().orElseThrow();
      case OR -> call.inputs().stream().mapToLong(part -> most(part, column)).max().orElseThrow();
      case LESS_OR_EQUAL, EQUAL -> isColumn(call, column) ? number(call) : Long.MAX_VALUE;
      case LESS -> isColumn(call, column) ? before(number(call)) : Long.MAX_VALUE;
      case IN -> isColumn(call, column) ? greatest(call) : Long.MAX_VALUE;
      default -> Long.MAX_VALUE;
    };
  }

  private static boolean isColumn(Call call, int ordinal) {
    return call.inputs().get(0) instanceof Column column && column.ordinal() == ordinal;
  }

  private static long number(Call comparison) {
    return number(comparison.inputs().get(1));
  }

  private static long number(Expression expression) {
    return expression instanceof Literal literal && literal.value() instanceof Value.Int number
        ? number.value()
        : Long.MAX_VALUE;
  }

  /** The number before, if there is any. */
  private static long before(long number) {
    return number == Long.MIN_VALUE || number == Long.MAX_VALUE ? number : number - 1;
  }

  private static long greatest(Call in) {
    return in.inputs().stream().skip(1).mapToLong(WindowLimits::number).max().orElse(0);
  }

  /** True if no function needs a row that the limit leaves out. */
  private static boolean looksBack(LogicalPlan.Window window, RankFunction limited) {
    return window.calls().stream().allMatch(call -> looksBack(call, limited));
  }

  private static boolean looksBack(WindowCall call, RankFunction limited) {
    if (call instanceof WindowCall.Rank rank) {
      return counts(rank.function());
    }
    if (call instanceof WindowCall.Shift shift) {
      return shift.rows() instanceof WindowCall.Count.Fixed rows && rows.number() >= 0;
    }
    WindowFrame frame =
        call instanceof WindowCall.Pick pick ? pick.frame() : ((WindowCall.Over) call).frame();
    if (frame.end() instanceof Bound.Distance end) {
      return end.distance() <= 0 && mayEnd(frame, limited);
    }
    return frame.end() instanceof Bound.Current && mayEnd(frame, limited);
  }

  /** Peers of a row are needed with it, unless rows are counted one by one. */
  private static boolean mayEnd(WindowFrame frame, RankFunction limited) {
    return frame.mode() == WindowFrame.Mode.ROWS || limited != RankFunction.ROW_NUMBER;
  }
}
