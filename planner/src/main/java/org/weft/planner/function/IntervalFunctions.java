package org.weft.planner.function;

import java.util.List;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.SimpleType;

/** Functions of intervals, most of them behind operators. Overflow is an error, never a wrap. */
final class IntervalFunctions {
  private IntervalFunctions() {}

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.TIME);
    entries
        .add(
            "interval_length",
            "The length in microseconds, with months of 30 days and days of 24 hours.")
        .form("span INTERVAL", new DecimalType(DecimalType.MAX_PRECISION, 0))
        .is(Trait.TOTAL);
    entries
        .add(
            "interval_normal",
            "The interval of the same length whose days are less than 30 and whose rest is less than"
                + " a day.")
        .form("span INTERVAL", SimpleType.INTERVAL);
    return entries.list();
  }
}
