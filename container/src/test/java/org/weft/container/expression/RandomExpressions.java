package org.weft.container.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;

/** Well-typed expressions over the columns of a batch. */
final class RandomExpressions {
  private static final Function[] COMPARISONS = {
    Function.EQUAL,
    Function.NOT_EQUAL,
    Function.LESS,
    Function.LESS_OR_EQUAL,
    Function.GREATER,
    Function.GREATER_OR_EQUAL
  };
  private static final Function[] ARITHMETIC = {
    Function.ADD, Function.SUBTRACT, Function.MULTIPLY, Function.DIVIDE, Function.MODULO
  };

  private final Random random;
  private final List<DataType> columns;

  RandomExpressions(Random random, List<DataType> columns) {
    this.random = random;
    this.columns = columns;
  }

  /** An expression of a type; {@code depth} bounds its height. */
  Expression of(DataType type, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return leaf(type);
    }
    if (random.nextInt(5) == 0) {
      return choice(type, depth);
    }
    return switch (type.kind()) {
      case BOOLEAN -> condition(depth);
      case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64 -> number(type, depth);
      case DECIMAL -> decimal((DecimalType) type, depth);
      case STRING -> text(depth);
      case DATE, TIMESTAMP -> time(type, depth);
      default -> leaf(type);
    };
  }

  /** A condition that cannot fail. */
  Expression safeCondition(int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      return logic(depth);
    }
    if (random.nextInt(6) == 0) {
      return match(0);
    }
    DataType type = columns.get(random.nextInt(columns.size()));
    return comparison(type, 0);
  }

  private Expression text(int depth) {
    Expression input = of(SimpleType.STRING, depth - 1);
    return switch (random.nextInt(6)) {
      case 0 -> {
        List<Expression> inputs = new ArrayList<>(List.of(input, of(SimpleType.INT64, 0)));
        if (random.nextBoolean()) {
          inputs.add(
              random.nextInt(4) == 0
                  ? of(SimpleType.INT64, 0)
                  : new Literal(SimpleType.INT64, new Value.Int(random.nextInt(12))));
        }
        yield new Call(Function.SUBSTRING, inputs, SimpleType.STRING);
      }
      case 1 ->
          Call.of(Function.CONCAT, SimpleType.STRING, input, of(SimpleType.STRING, depth - 1));
      case 2 ->
          Call.of(
              Function.REPLACE,
              SimpleType.STRING,
              input,
              of(SimpleType.STRING, 0),
              of(SimpleType.STRING, 0));
      case 3 -> {
        DataType from = RandomValues.type(random);
        yield new Cast(of(from, depth - 1), SimpleType.STRING, Cast.OnError.FAIL);
      }
      default ->
          Call.of(
              pick(Function.UPPER, Function.LOWER, Function.TRIM, Function.LTRIM, Function.RTRIM),
              SimpleType.STRING,
              input);
    };
  }

  /** A condition on text. */
  private Expression match(int depth) {
    Expression input = of(SimpleType.STRING, depth);
    if (random.nextInt(3) == 0) {
      return Call.of(
          pick(Function.STARTS_WITH, Function.ENDS_WITH, Function.CONTAINS),
          SimpleType.BOOLEAN,
          input,
          random.nextBoolean() ? of(SimpleType.STRING, 0) : literal(SimpleType.STRING));
    }
    List<Expression> inputs = new ArrayList<>(List.of(input, pattern()));
    if (random.nextInt(4) == 0) {
      inputs.add(new Literal(SimpleType.STRING, new Value.Text("\\")));
    }
    return new Call(pick(Function.LIKE, Function.LIKE, Function.ILIKE), inputs, SimpleType.BOOLEAN);
  }

  private Literal pattern() {
    StringBuilder pattern = new StringBuilder();
    int pieces = random.nextInt(5);
    for (int i = 0; i < pieces; i++) {
      String text = RandomValues.text(random);
      int start =
          text.isEmpty()
              ? 0
              : text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
      int left = text.codePointCount(start, text.length());
      int end = text.offsetByCodePoints(start, Math.min(left, random.nextInt(12)));
      pattern.append(text, start, end).append(pick("%", "%", "_", "", "\\%"));
    }
    return new Literal(SimpleType.STRING, new Value.Text(pattern.toString()));
  }

  private Expression time(DataType type, int depth) {
    boolean isDate = type.kind() == TypeKind.DATE;
    Expression input = of(type, depth - 1);
    Literal unit =
        new Literal(
            SimpleType.STRING,
            new Value.Text(
                pick(
                    "hour", "minute", "second", "day", "week", "month", "quarter", "year",
                    "decade")));
    return switch (random.nextInt(5)) {
      case 0 ->
          Call.of(
              isDate ? Function.ADD_DAYS : Function.ADD_UNITS,
              type,
              input,
              of(isDate ? SimpleType.INT32 : SimpleType.INT64, depth - 1));
      case 1 -> Call.of(Function.ADD_MONTHS, type, input, of(SimpleType.INT32, 0));
      case 2 -> {
        DataType from =
            pick(
                SimpleType.DATE,
                SimpleType.STRING,
                TimestampType.MICROS,
                new TimestampType(TimestampType.Unit.MILLIS, TimestampType.Zone.LOCAL));
        yield new Cast(of(from, depth - 1), type, pick(Cast.OnError.FAIL, Cast.OnError.NULL));
      }
      default -> Call.of(Function.DATE_TRUNC, type, unit, input);
    };
  }

  /** A number that is no arithmetic. */
  private Expression measure(DataType type, int depth) {
    if (type == SimpleType.INT64 && random.nextBoolean()) {
      Expression input = of(SimpleType.STRING, depth - 1);
      return random.nextBoolean()
          ? Call.of(Function.CHAR_LENGTH, type, input)
          : Call.of(Function.POSITION, type, input, of(SimpleType.STRING, 0));
    }
    if (type == SimpleType.INT64) {
      return Call.of(
          pick(
              Function.YEAR,
              Function.QUARTER,
              Function.MONTH,
              Function.DAY,
              Function.HOUR,
              Function.MINUTE,
              Function.SECOND,
              Function.DAY_OF_WEEK,
              Function.DAY_OF_YEAR),
          type,
          of(pick(SimpleType.DATE, TimestampType.MICROS), depth - 1));
    }
    Expression input = of(type, depth - 1);
    boolean isFloat = type.kind() == TypeKind.FLOAT32 || type.kind() == TypeKind.FLOAT64;
    if (isFloat && random.nextBoolean()) {
      return random.nextInt(4) == 0
          ? Call.of(Function.POWER, type, input, of(type, 0))
          : Call.of(pick(Function.SQRT, Function.LN, Function.EXP), type, input);
    }
    if (random.nextInt(3) == 0) {
      Literal digits =
          new Literal(SimpleType.INT32, new Value.Int(random.nextInt(9) - (isFloat ? 0 : 3)));
      return Call.of(Function.ROUND, type, input, digits);
    }
    return Call.of(pick(Function.NEGATE, Function.ABS, Function.FLOOR, Function.CEIL), type, input);
  }

  private Expression condition(int depth) {
    return switch (random.nextInt(8)) {
      case 6 -> match(depth - 1);
      case 7 -> {
        DataType from = RandomValues.type(random);
        boolean possible = from.isNumeric() || from == SimpleType.STRING;
        yield possible
            ? new Cast(of(from, depth - 1), SimpleType.BOOLEAN, Cast.OnError.NULL)
            : comparison(from, depth - 1);
      }
      case 0, 1 -> logic(depth);
      case 2 ->
          Call.of(
              pick(
                  Function.IS_TRUE,
                  Function.IS_NOT_TRUE,
                  Function.IS_FALSE,
                  Function.IS_NOT_FALSE,
                  Function.NOT),
              SimpleType.BOOLEAN,
              of(SimpleType.BOOLEAN, depth - 1));
      default -> comparison(columns.get(random.nextInt(columns.size())), depth - 1);
    };
  }

  private Expression logic(int depth) {
    List<Expression> inputs = new ArrayList<>();
    int count = 2 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      Expression input = safeCondition(depth - 1);
      inputs.add(random.nextInt(4) == 0 ? Call.of(Function.NOT, SimpleType.BOOLEAN, input) : input);
    }
    return new Call(pick(Function.AND, Function.OR), inputs, SimpleType.BOOLEAN);
  }

  private Expression comparison(DataType type, int depth) {
    Expression left = of(type, depth);
    return switch (random.nextInt(8)) {
      case 0 -> Call.of(pick(Function.IS_NULL, Function.IS_NOT_NULL), SimpleType.BOOLEAN, left);
      case 1 -> {
        List<Expression> inputs = new ArrayList<>(List.of(left));
        int members = 1 + random.nextInt(random.nextBoolean() ? 4 : 20);
        for (int i = 0; i < members; i++) {
          inputs.add(random.nextInt(20) == 0 ? Literal.ofNull(type) : literal(type));
        }
        yield new Call(Function.IN, inputs, SimpleType.BOOLEAN);
      }
      case 2 ->
          Call.of(
              pick(Function.IS_DISTINCT, Function.IS_NOT_DISTINCT),
              SimpleType.BOOLEAN,
              left,
              of(type, depth));
      default -> Call.of(pick(COMPARISONS), SimpleType.BOOLEAN, left, of(type, depth));
    };
  }

  private Expression number(DataType type, int depth) {
    if (random.nextInt(3) == 0) {
      return measure(type, depth);
    }
    if (random.nextInt(4) == 0) {
      DataType from = random.nextInt(5) == 0 ? SimpleType.STRING : numeric();
      return new Cast(of(from, depth - 1), type, pick(Cast.OnError.FAIL, Cast.OnError.NULL));
    }
    return Call.of(pick(ARITHMETIC), type, of(type, depth - 1), of(type, depth - 1));
  }

  private Expression decimal(DecimalType type, int depth) {
    if (random.nextInt(4) == 0) {
      return measure(type, depth);
    }
    if (random.nextInt(8) == 0) {
      DataType from = random.nextBoolean() ? SimpleType.STRING : SimpleType.FLOAT64;
      return new Cast(of(from, depth - 1), type, pick(Cast.OnError.FAIL, Cast.OnError.NULL));
    }
    Expression left = of(numericExact(), depth - 1);
    Expression right = of(numericExact(), depth - 1);
    Function function = pick(ARITHMETIC);
    DecimalType result = result(function, left.type(), right.type());
    Expression call = Call.of(function, result, left, right);
    return result.equals(type)
        ? call
        : new Cast(call, type, pick(Cast.OnError.FAIL, Cast.OnError.NULL));
  }

  /** As a planner would derive it, cut at 38 digits. */
  private static DecimalType result(Function function, DataType a, DataType b) {
    int s1 = a instanceof DecimalType d ? d.scale() : 0;
    int s2 = b instanceof DecimalType d ? d.scale() : 0;
    int i1 = (a instanceof DecimalType d ? d.precision() : 19) - s1;
    int i2 = (b instanceof DecimalType d ? d.precision() : 19) - s2;
    int scale =
        switch (function) {
          case MULTIPLY -> Math.min(s1 + s2, 20);
          case DIVIDE -> Math.max(6, s1);
          default -> Math.max(s1, s2);
        };
    int whole =
        switch (function) {
          case MULTIPLY -> i1 + i2;
          case DIVIDE -> i1 + s2;
          case MODULO -> Math.max(i1, i2);
          default -> Math.max(i1, i2) + 1;
        };
    return new DecimalType(Math.min(38, Math.max(1, whole + scale)), scale);
  }

  private Expression choice(DataType type, int depth) {
    if (random.nextBoolean()) {
      return Call.of(Function.COALESCE, type, of(type, depth - 1), of(type, depth - 1));
    }
    List<Expression> inputs = new ArrayList<>();
    int branches = 1 + random.nextInt(2);
    for (int i = 0; i < branches; i++) {
      inputs.add(of(SimpleType.BOOLEAN, depth - 1));
      inputs.add(of(type, depth - 1));
    }
    if (random.nextBoolean()) {
      inputs.add(of(type, depth - 1));
    }
    return new Call(Function.CASE, inputs, type);
  }

  private Expression leaf(DataType type) {
    List<Expression> choices = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).equals(type)) {
        choices.add(new Column(i, "c" + i, type));
      }
    }
    if (!choices.isEmpty() && random.nextInt(4) > 0) {
      return choices.get(random.nextInt(choices.size()));
    }
    return literal(type);
  }

  Literal literal(DataType type) {
    Value value =
        random.nextInt(3) > 0 ? RandomValues.modest(type, random) : RandomValues.any(type, random);
    return new Literal(type, value);
  }

  private DataType numeric() {
    DataType type = RandomValues.type(random);
    return type.isNumeric() || type.kind() == TypeKind.BOOLEAN && random.nextInt(4) == 0
        ? type
        : numeric();
  }

  private DataType numericExact() {
    for (DataType column : columns) {
      if ((column instanceof DecimalType || column.isInteger()) && random.nextBoolean()) {
        return column;
      }
    }
    return random.nextInt(4) == 0 ? SimpleType.INT32 : RandomValues.decimal(random);
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
