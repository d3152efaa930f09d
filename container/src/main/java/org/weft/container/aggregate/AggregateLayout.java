package org.weft.container.aggregate;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.accumulate.Moments;
import org.weft.container.accumulate.PairMoments;
import org.weft.container.expression.tree.Failures;
import org.weft.container.hash.KeyLayout;
import org.weft.container.hash.RowShape;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Place;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashAggregate.Phase;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Layout;

/**
 * How the row of a group lies in memory, and what is done with it: keys, a byte that says the row
 * was merged into another, a byte per state that says a value was seen, and the states. Immutable.
 */
final class AggregateLayout {
  private final List<Integer> keyOrdinals;
  private final KeyLayout keys;
  private final int deadOffset;
  private final int rowsOffset;
  private final int width;
  private final List<Operand.Spec> operands;
  private final List<AggregateState> states;
  private final SumState[] sums;
  private final List<Place> places;

  private AggregateLayout(
      PhysicalPlan.HashAggregate node, KeyLayout keys, Assembly assembly, int deadOffset) {
    this.keyOrdinals = node.keys();
    this.keys = keys;
    this.deadOffset = deadOffset;
    this.rowsOffset = assembly.rowsOffset;
    this.width = assembly.shape.width();
    this.operands = List.copyOf(assembly.operands);
    this.states = List.copyOf(assembly.states);
    this.sums = assembly.sums.toArray(SumState[]::new);
    this.places = node.calls().stream().map(AggregateCall::place).toList();
  }

  /** The layout for an aggregation. */
  static AggregateLayout of(PhysicalPlan.HashAggregate node) {
    RowShape shape = new RowShape();
    int flags = 1 + node.calls().size();
    KeyLayout keys = null;
    int flagsOffset;
    if (node.keys().isEmpty()) {
      flagsOffset = shape.bytes(flags);
    } else {
      List<DataType> types = node.keys().stream().map(node.input().schema()::type).toList();
      keys = new KeyLayout(types, flags, shape);
      flagsOffset = keys.flagsOffset();
    }
    Assembly assembly = new Assembly(node, shape, flagsOffset + 1);
    node.calls().forEach(assembly::add);
    return new AggregateLayout(node, keys, assembly, flagsOffset);
  }

  /** Ordinals of the keys in the input. */
  List<Integer> keyOrdinals() {
    return keyOrdinals;
  }

  boolean hasKeys() {
    return keys != null;
  }

  KeyLayout keys() {
    return keys;
  }

  /** Where the byte lies that is 1 in a row that was merged into another. */
  int deadOffset() {
    return deadOffset;
  }

  /** Where the number of the group's rows lies, or {@link AggregateState#NONE}. */
  int rowsOffset() {
    return rowsOffset;
  }

  /** Bytes of a row. */
  int width() {
    return width;
  }

  List<Operand.Spec> operands() {
    return operands;
  }

  /** One for each call. */
  List<AggregateState> states() {
    return states;
  }

  SumState[] sums() {
    return sums;
  }

  /** What a call's state could not do, where the call was written. */
  WeftException failure(int state, WeftException error) {
    return Failures.at(places.get(state), error);
  }

  /** Deals out operands and the bytes of a row to the calls. */
  private static final class Assembly {
    private final Phase phase;
    private final Schema input;
    private final RowShape shape;
    private int nextFlag;
    private int rowsOffset = AggregateState.NONE;
    private final List<Operand.Spec> operands = new ArrayList<>();
    private final List<AggregateState> states = new ArrayList<>();
    private final List<SumState> sums = new ArrayList<>();

    Assembly(PhysicalPlan.HashAggregate node, RowShape shape, int firstFlag) {
      this.phase = node.phase();
      this.input = node.input().schema();
      this.shape = shape;
      this.nextFlag = firstFlag;
    }

    void add(AggregateCall call) {
      if (!call.isHashed()) {
        throw new IllegalArgumentException("no state of fixed width: " + call);
      }
      // a filter was applied before the states were made
      int filter =
          phase == Phase.FINAL ? Operand.Spec.NONE : call.filter().orElse(Operand.Spec.NONE);
      int column = call.argument().orElse(Operand.Spec.NONE);
      states.add(
          switch (call.function()) {
            case COUNT_ALL, COUNT -> count(call, column, filter);
            case SUM -> sum(call, column, filter);
            case MIN -> extreme(call, column, filter, Extreme.MIN);
            case MAX -> extreme(call, column, filter, Extreme.MAX);
            case ANY_VALUE -> {
              Layout layout = layout(call);
              yield new AnyState(value(column, filter, layout), nextFlag++, room(layout), layout);
            }
            case SINGLE_VALUE -> single(call, column, filter);
            case AVG -> throw new IllegalArgumentException("AVG was to be rewritten: " + call);
            case BIT_AND, BIT_OR, BIT_XOR -> bits(call, column, filter);
            case PRODUCT -> product(column, filter);
            case VAR_POP,
                VAR_SAMP,
                STDDEV_POP,
                STDDEV_SAMP,
                SEM,
                SKEWNESS,
                KURTOSIS,
                KURTOSIS_POP ->
                moments(call, column, filter);
            case COVAR_POP,
                COVAR_SAMP,
                CORR,
                REGR_AVGX,
                REGR_AVGY,
                REGR_COUNT,
                REGR_INTERCEPT,
                REGR_R2,
                REGR_SLOPE,
                REGR_SXX,
                REGR_SXY,
                REGR_SYY ->
                pairs(call, filter);
            default -> throw new IllegalArgumentException("no state of fixed width: " + call);
          });
    }

    private AggregateState count(AggregateCall call, int column, int filter) {
      if (phase == Phase.FINAL) {
        if (column == Operand.Spec.NONE) {
          throw new IllegalArgumentException(
              "a FINAL count adds states: it is a COUNT of their column, not " + call);
        }
        return integerSum(call, column, Operand.Spec.NONE, SumState.Empty.ZERO);
      }
      if (rowsOffset == AggregateState.NONE) {
        rowsOffset = shape.words(1);
      }
      if (column == Operand.Spec.NONE && filter == Operand.Spec.NONE) {
        return new CountState(AggregateState.NONE, rowsOffset, AggregateState.NONE);
      }
      int operand = operand(new Operand.Spec(column, filter, OperandForm.PRESENCE, 0));
      return new CountState(operand, rowsOffset, shape.words(1));
    }

    private AggregateState sum(AggregateCall call, int column, int filter) {
      TypeKind kind = input.type(column).kind();
      if (kind == TypeKind.FLOAT32 || kind == TypeKind.FLOAT64) {
        int operand = operand(new Operand.Spec(column, filter, OperandForm.REAL, 0));
        if (call.type().kind() != TypeKind.FLOAT64) {
          throw new IllegalArgumentException("floats sum to FLOAT64: " + call);
        }
        return new RealSumState(operand, nextFlag++, shape.words(1));
      }
      return integerSum(call, column, filter, SumState.Empty.NULL);
    }

    private AggregateState integerSum(
        AggregateCall call, int column, int filter, SumState.Empty empty) {
      int operand = operand(new Operand.Spec(column, filter, OperandForm.SUMMAND, 0));
      SumState sum = new SumState(operand, nextFlag++, sums.size(), shape.words(2), call, empty);
      sums.add(sum);
      return sum;
    }

    private AggregateState bits(AggregateCall call, int column, int filter) {
      long neutral = BitsState.neutral(call.function());
      int operand = operand(new Operand.Spec(column, filter, OperandForm.ORDERED, neutral));
      return new BitsState(call.function(), operand, nextFlag++, shape.words(1));
    }

    private AggregateState product(int column, int filter) {
      long one = Double.doubleToRawLongBits(1);
      int operand = operand(new Operand.Spec(column, filter, OperandForm.REAL, one));
      return new ProductState(operand, nextFlag++, shape.words(1));
    }

    private AggregateState moments(AggregateCall call, int column, int filter) {
      OperandForm form = phase == Phase.FINAL ? OperandForm.TEXT : OperandForm.REAL;
      int operand = operand(new Operand.Spec(column, filter, form, 0));
      int words = Moments.width(call.function()) / Long.BYTES;
      return new MomentsState(call.function(), phase, operand, shape.words(words));
    }

    private AggregateState pairs(AggregateCall call, int filter) {
      boolean merges = phase == Phase.FINAL;
      OperandForm form = merges ? OperandForm.TEXT : OperandForm.REAL;
      int y = operand(new Operand.Spec(call.arguments().get(0), filter, form, 0));
      int x =
          merges
              ? AggregateState.NONE
              : operand(new Operand.Spec(call.arguments().get(1), filter, form, 0));
      int words = PairMoments.WIDTH / Long.BYTES;
      return new PairMomentsState(call.function(), phase, y, x, shape.words(words));
    }

    private AggregateState extreme(AggregateCall call, int column, int filter, Extreme extreme) {
      Layout layout = layout(call);
      return switch (layout) {
        case VIEW ->
            new TextExtremeState(value(column, filter, layout), nextFlag++, room(layout), extreme);
        case INT128 ->
            new WideExtremeState(value(column, filter, layout), nextFlag++, room(layout), extreme);
        case BOOL8, INT8, INT16, INT32, INT64, FLOAT32, FLOAT64 -> {
          long neutral = ExtremeState.neutral(extreme);
          int operand = operand(new Operand.Spec(column, filter, OperandForm.ORDERED, neutral));
          yield new ExtremeState(operand, nextFlag++, room(layout), extreme);
        }
      };
    }

    private AggregateState single(AggregateCall call, int column, int filter) {
      Layout layout = layout(call);
      int operand = value(column, Operand.Spec.NONE, layout);
      int counts =
          filter == Operand.Spec.NONE
              ? AggregateState.NONE
              : operand(new Operand.Spec(Operand.Spec.NONE, filter, OperandForm.PRESENCE, 0));
      return new SingleState(operand, counts, nextFlag++, room(layout), layout);
    }

    private static Layout layout(AggregateCall call) {
      return Layout.of(call.type());
    }

    private int value(int column, int filter, Layout layout) {
      OperandForm form =
          switch (layout) {
            case VIEW -> OperandForm.TEXT;
            case INT128 -> OperandForm.WIDE;
            case BOOL8, INT8, INT16, INT32, INT64, FLOAT32, FLOAT64 -> OperandForm.RAW;
          };
      return operand(new Operand.Spec(column, filter, form, 0));
    }

    private int room(Layout layout) {
      return shape.words(layout.width() == 16 ? 2 : 1);
    }

    private int operand(Operand.Spec spec) {
      int known = operands.indexOf(spec);
      if (known >= 0) {
        return known;
      }
      operands.add(spec);
      return operands.size() - 1;
    }
  }
}
