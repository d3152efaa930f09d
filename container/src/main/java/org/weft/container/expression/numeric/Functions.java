package org.weft.container.expression.numeric;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.ValueNode;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TypeKind;

/** Makes the functions of numbers runnable, except the operators of {@link Numbers}. */
public final class Functions {
  private Functions() {}

  /** True if the function is one of this room. */
  public static boolean isValue(Function function) {
    return switch (function) {
      case NEGATE, ABS, FLOOR, CEIL, ROUND, SQRT, POWER, LN, EXP -> true;
      default -> false;
    };
  }

  /** A node for the function. */
  public static ValueNode value(Call call, Parts parts) {
    return switch (call.function()) {
      case NEGATE -> simple(call, ExactRound.Mode.NEGATE, MathNode.Operation.NEGATE, parts);
      case ABS -> simple(call, ExactRound.Mode.ABS, MathNode.Operation.ABS, parts);
      case FLOOR -> simple(call, ExactRound.Mode.FLOOR, MathNode.Operation.FLOOR, parts);
      case CEIL -> simple(call, ExactRound.Mode.CEIL, MathNode.Operation.CEIL, parts);
      case ROUND -> round(call, parts);
      case SQRT -> floating(call, MathNode.Operation.SQRT, parts);
      case POWER -> floating(call, MathNode.Operation.POWER, parts);
      case LN -> floating(call, MathNode.Operation.LN, parts);
      case EXP -> floating(call, MathNode.Operation.EXP, parts);
      default -> throw new IllegalArgumentException("no function of numbers: " + call);
    };
  }

  private static ValueNode simple(
      Call call, ExactRound.Mode exact, MathNode.Operation approximate, Parts parts) {
    Expression input = call.inputs().get(0);
    if (isFloat(input.type())) {
      return floating(call, approximate, parts);
    }
    boolean keepsDigits = exact == ExactRound.Mode.NEGATE || exact == ExactRound.Mode.ABS;
    int digits = keepsDigits ? Numbers.scale(input.type()) : 0;
    return exact(call, exact, digits, parts);
  }

  private static ValueNode round(Call call, Parts parts) {
    Expression input = call.inputs().get(0);
    int digits = 0;
    if (call.inputs().size() > 1) {
      if (!(call.inputs().get(1) instanceof Literal literal)) {
        throw WeftException.of(
            ErrorCode.UNSUPPORTED_FEATURE, "the number of digits of ROUND must be constant");
      }
      if (literal.isNull()) {
        return parts.value(Literal.ofNull(call.type()));
      }
      long wanted = Value.unscaled(literal.value()).longValue();
      digits = (int) Math.max(-400, Math.min(400, wanted));
    }
    if (!isFloat(input.type())) {
      return exact(call, ExactRound.Mode.HALF_AWAY, digits, parts);
    }
    List<ValueNode> inputs =
        List.of(
            parts.value(input),
            parts.value(new Literal(SimpleType.FLOAT64, new Value.Real(digits))));
    return new MathNode(MathNode.Operation.ROUND, call.type(), inputs, parts.memory());
  }

  /** A function of exact numbers whose result may be said to be a float. */
  private static ValueNode exact(Call call, ExactRound.Mode mode, int digits, Parts parts) {
    Expression input = call.inputs().get(0);
    if (isFloat(call.type())) {
      Call same = new Call(call.function(), call.inputs(), input.type());
      return parts.value(new Cast(same, call.type(), Cast.OnError.FAIL));
    }
    return new ExactRound(mode, call.type(), digits, parts.value(input), parts.memory());
  }

  private static ValueNode floating(Call call, MathNode.Operation operation, Parts parts) {
    List<ValueNode> inputs = new ArrayList<>();
    for (Expression input : call.inputs()) {
      inputs.add(parts.value(Numbers.asFloat(input)));
    }
    if (!isFloat(call.type())) {
      Call same = new Call(call.function(), call.inputs(), SimpleType.FLOAT64);
      return parts.value(new Cast(same, call.type(), Cast.OnError.FAIL));
    }
    return new MathNode(operation, call.type(), inputs, parts.memory());
  }

  private static boolean isFloat(DataType type) {
    return type.kind() == TypeKind.FLOAT32 || type.kind() == TypeKind.FLOAT64;
  }
}
