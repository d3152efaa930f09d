package org.weft.container.expression.text;

import java.util.List;
import org.weft.container.expression.logic.Conditions;
import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.Predicate;
import org.weft.container.expression.tree.Sense;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;

/** Makes the functions of text runnable. */
public final class Texts {
  private Texts() {}

  /** True if the expression is a condition on text. */
  public static boolean isCondition(Expression expression) {
    return expression instanceof Call call
        && switch (call.function()) {
          case LIKE, ILIKE, STARTS_WITH, ENDS_WITH, CONTAINS -> true;
          default -> false;
        };
  }

  /** The rows in which a condition on text has the sense. */
  public static Predicate condition(Call call, Sense sense, Parts parts) {
    return switch (call.function()) {
      case LIKE -> like(call, LikePattern.Case.SENSITIVE, sense, parts);
      case ILIKE -> like(call, LikePattern.Case.INSENSITIVE, sense, parts);
      case STARTS_WITH -> search(call, PairMatch.Place.START, sense, parts);
      case ENDS_WITH -> search(call, PairMatch.Place.END, sense, parts);
      case CONTAINS -> search(call, PairMatch.Place.ANYWHERE, sense, parts);
      default -> throw new IllegalArgumentException("no condition on text: " + call);
    };
  }

  /** A node for a function that gives text or a number. */
  public static ValueNode value(Call call, Parts parts) {
    List<ValueNode> inputs = call.inputs().stream().map(parts::value).toList();
    DataType type = call.type();
    Workspace memory = parts.memory();
    return switch (call.function()) {
      case CONCAT -> new Makers.Concat(type, inputs, memory);
      case SUBSTRING -> new Slices.Substring(type, inputs, memory);
      case UPPER -> new Makers.Recase(type, Makers.Recase.Target.UPPER, inputs, memory);
      case LOWER -> new Makers.Recase(type, Makers.Recase.Target.LOWER, inputs, memory);
      case TRIM -> new Slices.Trim(type, Slices.Trim.Ends.BOTH, inputs, memory);
      case LTRIM -> new Slices.Trim(type, Slices.Trim.Ends.LEFT, inputs, memory);
      case RTRIM -> new Slices.Trim(type, Slices.Trim.Ends.RIGHT, inputs, memory);
      case CHAR_LENGTH -> new Measures.CharLength(type, inputs, memory);
      case POSITION -> new Measures.Position(type, inputs, memory);
      case REPLACE -> new Makers.Replace(type, inputs, memory);
      default -> throw new IllegalArgumentException("no function of text: " + call);
    };
  }

  private static Predicate like(Call call, LikePattern.Case letters, Sense sense, Parts parts) {
    String escape = "";
    for (Expression constant : call.inputs().subList(1, call.inputs().size())) {
      if (!(constant instanceof Literal literal)) {
        throw WeftException.of(
            ErrorCode.UNSUPPORTED_FEATURE,
            "the pattern of " + call.function() + " must be constant");
      }
      if (literal.isNull()) {
        return Conditions.never();
      }
    }
    if (call.inputs().size() > 2) {
      escape = text(call.inputs().get(2));
    }
    LikePattern pattern = new LikePattern(text(call.inputs().get(1)), escape, letters);
    return new MatchPredicate(
        parts.value(call.inputs().get(0)), pattern.matcher(parts.memory()), sense, parts.memory());
  }

  private static Predicate search(Call call, PairMatch.Place place, Sense sense, Parts parts) {
    ValueNode input = parts.value(call.inputs().get(0));
    Expression searched = call.inputs().get(1);
    if (!(searched instanceof Literal literal)) {
      return new PairMatch(place, input, parts.value(searched), sense, parts.memory());
    }
    if (literal.isNull()) {
      return Conditions.never();
    }
    byte[] bytes =
        literal.value() instanceof Value.Text text
            ? text.utf8()
            : ((Value.Bytes) literal.value()).value();
    Needle needle = new Needle(bytes, parts.memory());
    TextMatcher matcher =
        switch (place) {
          case START -> new TextMatcher.Prefix(needle, bytes);
          case END -> new TextMatcher.Suffix(needle);
          case ANYWHERE -> new TextMatcher.Contains(needle);
        };
    return new MatchPredicate(input, matcher, sense, parts.memory());
  }

  private static String text(Expression literal) {
    return ((Value.Text) ((Literal) literal).value()).value();
  }

  /** True if the function is one of {@link #value}. */
  public static boolean isValue(Function function) {
    return switch (function) {
      case CONCAT, SUBSTRING, UPPER, LOWER, TRIM, LTRIM, RTRIM, CHAR_LENGTH, POSITION, REPLACE ->
          true;
      default -> false;
    };
  }
}
