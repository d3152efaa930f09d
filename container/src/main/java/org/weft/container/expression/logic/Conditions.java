package org.weft.container.expression.logic;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.expression.logic.RangePredicate.Range;
import org.weft.container.expression.logic.RangePredicate.Side;
import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.Predicate;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.Sense;
import org.weft.container.expression.tree.ValueNode;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Batch;

/** Makes BOOLEAN expressions runnable, except AND and OR, which {@link Terms} takes apart. */
public final class Conditions {
  private Conditions() {}

  /** A predicate that passes no row. */
  public static Predicate never() {
    return new Predicate() {
      @Override
      public int select(Batch batch, Rows rows, int[] out) {
        return 0;
      }

      @Override
      public int cost() {
        return 0;
      }
    };
  }

  /** True if the expression is computed as a selection rather than as a value. */
  public static boolean isCondition(Expression expression) {
    return expression instanceof Call call
        && switch (call.function()) {
          case EQUAL,
              NOT_EQUAL,
              LESS,
              LESS_OR_EQUAL,
              GREATER,
              GREATER_OR_EQUAL,
              IS_DISTINCT,
              IS_NOT_DISTINCT,
              AND,
              OR,
              NOT,
              IS_NULL,
              IS_NOT_NULL,
              IS_TRUE,
              IS_NOT_TRUE,
              IS_FALSE,
              IS_NOT_FALSE,
              IN ->
              true;
          default -> false;
        };
  }

  /** The rows in which the expression has the sense. */
  public static Predicate of(Expression expression, Sense sense, Parts parts) {
    if (expression instanceof Literal literal) {
      boolean value = literal.value() instanceof Value.Bool bool && bool.value();
      boolean passes = !literal.isNull() && value == (sense == Sense.TRUE);
      return passes ? Conjunction.always() : never();
    }
    if (!(expression instanceof Call call) || !isCondition(expression)) {
      return flag(expression, sense, parts);
    }
    List<Expression> inputs = call.inputs();
    return switch (call.function()) {
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
        Operator operator = Operator.of(call.function());
        yield Comparisons.of(
            sense == Sense.TRUE ? operator : operator.negated(),
            inputs.get(0),
            inputs.get(1),
            parts);
      }
      case IS_NOT_DISTINCT -> notDistinct(inputs, sense, parts);
      case IS_DISTINCT -> notDistinct(inputs, sense.opposite(), parts);
      case NOT -> parts.condition(inputs.get(0), sense.opposite());
      case IS_NULL -> isNull(inputs.get(0), sense, parts);
      case IS_NOT_NULL -> isNull(inputs.get(0), sense.opposite(), parts);
      case IS_TRUE -> is(inputs.get(0), Sense.TRUE, sense, parts);
      case IS_NOT_TRUE -> is(inputs.get(0), Sense.TRUE, sense.opposite(), parts);
      case IS_FALSE -> is(inputs.get(0), Sense.FALSE, sense, parts);
      case IS_NOT_FALSE -> is(inputs.get(0), Sense.FALSE, sense.opposite(), parts);
      case IN -> in(inputs, sense, parts);
      default -> throw new IllegalArgumentException("no single condition: " + call);
    };
  }

  /** A condition as a value. */
  public static ValueNode value(Expression expression, Parts parts) {
    return new BooleanNode(
        parts.condition(expression, Sense.TRUE),
        parts.condition(expression, Sense.FALSE),
        parts.memory());
  }

  /** CASE. */
  public static ValueNode choose(Call call, Parts parts) {
    List<CaseNode.Branch> branches = new ArrayList<>();
    List<Expression> inputs = call.inputs();
    for (int i = 0; i + 1 < inputs.size(); i += 2) {
      branches.add(
          new CaseNode.Branch(
              parts.condition(inputs.get(i), Sense.TRUE),
              parts.value(as(call.type(), inputs.get(i + 1)))));
    }
    Expression otherwise =
        inputs.size() % 2 == 1 ? inputs.get(inputs.size() - 1) : Literal.ofNull(call.type());
    return new CaseNode(
        call.type(), branches, parts.value(as(call.type(), otherwise)), parts.memory());
  }

  /** COALESCE. */
  public static ValueNode coalesce(Call call, Parts parts) {
    List<ValueNode> values =
        call.inputs().stream().map(input -> parts.value(as(call.type(), input))).toList();
    return new CoalesceNode(call.type(), values, parts.memory());
  }

  /** A choice in the type of all: it may be a bare NULL, or a narrower number. */
  private static Expression as(DataType type, Expression choice) {
    DataType own = choice.type();
    boolean fits =
        own instanceof DecimalType a
            && type instanceof DecimalType b
            && a.scale() == b.scale()
            && a.precision() <= b.precision();
    if (own.equals(type) || fits) {
      return choice;
    }
    return own.kind() == TypeKind.NULL
        ? Literal.ofNull(type)
        : new Cast(choice, type, Cast.OnError.FAIL);
  }

  private static Predicate flag(Expression expression, Sense sense, Parts parts) {
    if (expression.type().kind() == TypeKind.NULL) {
      return never();
    }
    Range wanted = Range.exactly(java.math.BigInteger.valueOf(sense == Sense.TRUE ? 1 : 0));
    return new RangePredicate(parts.value(expression), wanted, Side.INSIDE, parts.memory());
  }

  private static Predicate isNull(Expression input, Sense sense, Parts parts) {
    return new NullPredicate(
        parts.value(input),
        sense == Sense.TRUE ? NullPredicate.Wanted.NULL : NullPredicate.Wanted.VALUE);
  }

  private static Predicate is(Expression input, Sense wanted, Sense sense, Parts parts) {
    Predicate inner = parts.condition(input, wanted);
    return sense == Sense.TRUE ? inner : new Complement(inner);
  }

  private static Predicate notDistinct(List<Expression> inputs, Sense sense, Parts parts) {
    Expression a = inputs.get(0);
    Expression b = inputs.get(1);
    Expression equal = Call.of(Function.EQUAL, SimpleType.BOOLEAN, a, b);
    Expression bothNull =
        Call.of(
            Function.AND,
            SimpleType.BOOLEAN,
            Call.of(Function.IS_NULL, SimpleType.BOOLEAN, a),
            Call.of(Function.IS_NULL, SimpleType.BOOLEAN, b));
    return is(Call.of(Function.OR, SimpleType.BOOLEAN, equal, bothNull), Sense.TRUE, sense, parts);
  }

  private static Predicate in(List<Expression> inputs, Sense sense, Parts parts) {
    List<Literal> members = new ArrayList<>();
    boolean hasNull = false;
    for (Expression choice : inputs.subList(1, inputs.size())) {
      if (!(choice instanceof Literal literal)) {
        return parts.condition(asChoices(inputs), sense);
      }
      hasNull |= literal.isNull();
      if (!literal.isNull()) {
        members.add(literal);
      }
    }
    if ((sense == Sense.FALSE && hasNull) || (sense == Sense.TRUE && members.isEmpty())) {
      return never();
    }
    if (members.isEmpty()) {
      return new NullPredicate(parts.value(inputs.get(0)), NullPredicate.Wanted.VALUE);
    }
    return Comparisons.in(
        inputs.get(0),
        members,
        sense == Sense.TRUE ? Comparisons.Membership.IN : Comparisons.Membership.NOT_IN,
        parts);
  }

  private static Expression asChoices(List<Expression> inputs) {
    List<Expression> choices = new ArrayList<>();
    for (Expression choice : inputs.subList(1, inputs.size())) {
      choices.add(Call.of(Function.EQUAL, SimpleType.BOOLEAN, inputs.get(0), choice));
    }
    return choices.size() == 1
        ? choices.get(0)
        : new Call(Function.OR, choices, SimpleType.BOOLEAN);
  }
}
