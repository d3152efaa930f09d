package org.weft.container.aggregate;

import java.math.BigInteger;
import org.weft.container.expression.tree.Failures;
import org.weft.container.hash.ColumnBuffer;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.Place;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/**
 * SUM of integers and decimals, exact: two words, of which the high one counts only if {@link
 * SumWidths} says so. Updated by {@link IntegerSums}, together with the others.
 */
final class SumState extends AggregateState {
  /** What a sum of no values is. */
  enum Empty {
    NULL,
    ZERO
  }

  private final int number;
  private final int offset;
  private final Empty empty;
  private final long limitLow;
  private final long limitHigh;

  /** What the complement of a negative sum, one less than its magnitude, may be; low word. */
  private final long complementLimitLow;

  private final Place place;

  /**
   * A sum.
   *
   * @param number its place in {@link SumWidths}
   */
  SumState(int operand, int seenOffset, int number, int offset, AggregateCall call, Empty empty) {
    super(operand, seenOffset);
    this.number = number;
    this.offset = offset;
    this.empty = empty;
    this.place = call.place();
    DataType type = call.type();
    BigInteger limit = limit(type);
    limitLow = limit.longValue();
    limitHigh = limit.shiftRight(64).longValue();
    // the least integer has no positive counterpart, the least decimal has
    complementLimitLow = type instanceof DecimalType ? limitLow - 1 : limitLow;
  }

  private static BigInteger limit(DataType type) {
    if (type instanceof DecimalType decimal) {
      return BigInteger.TEN.pow(decimal.precision()).subtract(BigInteger.ONE);
    }
    if (type.kind() == TypeKind.INT64) {
      return BigInteger.valueOf(Long.MAX_VALUE);
    }
    throw new IllegalArgumentException("a sum of type " + type);
  }

  /** What went wrong with it, where it was written. */
  WeftException failure(WeftException error) {
    return Failures.at(place, error);
  }

  int number() {
    return number;
  }

  int offset() {
    return offset;
  }

  @Override
  void update(GroupedRows batch) {
    throw new IllegalStateException("sums are updated together");
  }

  @Override
  void merge(GroupPairs pairs) {
    if (!pairs.widths.isWide(number)) {
      for (int i = 0; i < pairs.count; i++) {
        long into = pairs.into[i] + offset;
        Memory.putLong(into, Memory.getLong(into) + Memory.getLong(pairs.from[i] + offset));
      }
      return;
    }
    long overflow = 0;
    for (int i = 0; i < pairs.count; i++) {
      long from = pairs.from[i] + offset;
      overflow |=
          SumLoops.addBig(pairs.into[i] + offset, Memory.getLong(from), Memory.getLong(from + 8));
    }
    SumLoops.check(overflow);
  }

  @Override
  void emit(EmittedGroups groups, ColumnBuffer out, Vector vector) {
    boolean wide = groups.widths().isWide(number);
    boolean twoWords = out.layout() == Layout.INT128;
    long values = out.values();
    for (int i = 0; i < groups.count(); i++) {
      int p = groups.positions()[i];
      long state = groups.at()[p] + offset;
      long low = Memory.getLong(state);
      long high = wide ? Memory.getLong(state + 8) : low >> 63;
      checkFits(low, high);
      if (twoWords) {
        Memory.putLong(values + 16L * p, low);
        Memory.putLong(values + 16L * p + 8, high);
      } else {
        Memory.putLong(values + 8L * p, low);
      }
    }
    long validity = empty == Empty.ZERO ? 0 : seenValidity(groups, out);
    vector.pointFlat(out.layout(), values, validity);
  }

  private void checkFits(long low, long high) {
    long sign = high >> 63;
    long magnitudeHigh = high ^ sign;
    if (magnitudeHigh < limitHigh) {
      return;
    }
    long most = sign == 0 ? limitLow : complementLimitLow;
    if (magnitudeHigh > limitHigh || Long.compareUnsigned(low ^ sign, most) > 0) {
      throw SumLoops.overflow();
    }
  }
}
