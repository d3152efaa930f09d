package org.weft.planner.function;

import java.util.List;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.Literal;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;

/**
 * An aggregate function of SQL.
 *
 * @param entry its forms are those of the arguments that are columns
 * @param aggregate what computes it
 * @param constants which constants are written behind the columns
 * @param fixed parameters that are not written, because the name says them
 */
public record AggregateFunction(
    FunctionEntry entry, Aggregate aggregate, Constants constants, List<Literal> fixed) {
  /** Constants among the arguments of a call. */
  public enum Constants {
    NONE,
    /** A fraction from 0 to 1, or an array of them; then optionally a precision, ignored. */
    FRACTION,
    /** Optionally a text; a comma without. */
    SEPARATOR,
    /** Optionally whether nulls are left out. */
    IGNORE_NULLS,
    /** None, and nulls are always left out. */
    NEVER_NULLS,
    /** None; nulls are always left out and equal values come once. */
    NEVER_TWICE,
    /** How many results are wanted. */
    COUNT,
    /** Optionally the tolerated error, ignored. */
    ERROR,
    /** Optionally the logarithm of a sketch's registers, from 4 to 21. */
    REGISTERS,
    /** Optionally a truth value; false without. */
    FLAG
  }

  /** How many results a call gives. */
  public enum Results {
    ONE,
    /** A list of one for each parameter. */
    LIST
  }

  public AggregateFunction {
    fixed = List.copyOf(fixed);
  }

  public String name() {
    return entry.name();
  }

  /**
   * The type of the result.
   *
   * @param arguments as which types the columns are given
   */
  public DataType result(FunctionEntry.Binding arguments, Results results) {
    return results == Results.LIST ? new ListType(arguments.result()) : arguments.result();
  }
}
