package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.INT32;
import static org.weft.planner.type.SimpleType.INT64;

import java.util.List;

/** Functions of the bits of integers. */
final class BitFunctions {
  private BitFunctions() {}

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.BIT);
    entries
        .add("bitwise_and", "The bits that are set in both: a & b.")
        .alias("bitand")
        .form("a INTEGER, b INTEGER", INT64)
        .is(Trait.TOTAL);
    entries
        .add("bitwise_or", "The bits that are set in either: a | b.")
        .alias("bitor")
        .form("a INTEGER, b INTEGER", INT64)
        .is(Trait.TOTAL);
    entries
        .add("xor", "The bits that are set in one and not in the other.")
        .alias("bitwise_xor", "bitxor")
        .form("a INTEGER, b INTEGER", INT64)
        .is(Trait.TOTAL);
    entries
        .add("bitwise_not", "All bits the other way: ~a.")
        .alias("bitnot")
        .form("a INTEGER", INT64)
        .is(Trait.TOTAL);
    entries
        .add("shift_left", "The bits moved up: a << n; an error if a set bit would be lost.")
        .alias("bitshiftleft")
        .alias("shiftleft", "bitwise_left_shift")
        .form("a INTEGER, n INTEGER", INT64);
    entries
        .add("shift_right", "The bits moved down, the sign stays: a >> n.")
        .alias("bitshiftright", "bitwise_right_shift_arithmetic")
        .alias("shiftright", "bitwise_right_shift")
        .form("a INTEGER, n INTEGER", INT64);
    entries
        .add("shift_right_unsigned", "The bits moved down, zeros come in.")
        .alias("shiftrightunsigned")
        .form("a INTEGER, n INTEGER", INT64);
    entries.add("bit_count", "How many bits are set.").form("a INTEGRAL", INT32).is(Trait.TOTAL);
    entries
        .add("bit_get", "The bit at a place, counted from 0 at the lowest.")
        .alias("getbit")
        .form("a INTEGER, place INTEGER", INT32);
    return entries.list();
  }
}
