package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.FLOAT64;

import java.util.List;
import org.weft.planner.expr.Function;

/** Functions of numbers. Overflow is an error, never a wrap. */
final class NumberFunctions {
  private NumberFunctions() {}

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.NUMBER);
    powers(entries);
    return entries.list();
  }

  private static void powers(Entries entries) {
    entries
        .add("sqrt", "The square root; an error for negative numbers.")
        .core("x REAL", FLOAT64, Function.SQRT);
    entries.add("exp", "The number e to the power of x.").core("x REAL", FLOAT64, Function.EXP);
    entries
        .add("ln", "The natural logarithm; an error for zero and negative numbers.")
        .core("x REAL", FLOAT64, Function.LN);
    entries
        .add("power", "The base to the power of the exponent.")
        .alias("pow")
        .core("base REAL, exponent REAL", FLOAT64, Function.POWER);
  }
}
