package org.weft.planner.sql.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.type.DataType;

/** Calls of the registry's functions, with their arguments cast to what the functions take. */
final class LibraryTranslation {
  private static final Set<String> CUT_FAST =
      Set.of("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade");

  private LibraryTranslation() {}

  /** A call by name. */
  static Expression of(String function, List<Expression> arguments) {
    FunctionEntry entry = FunctionRegistry.get(function);
    FunctionEntry.Binding bound = bind(entry, arguments);
    return call(entry, bound, arguments);
  }

  /** A call with a result of this type. */
  static Expression of(FunctionEntry entry, List<Expression> arguments, DataType type) {
    if (entry.forms().isEmpty()) {
      return new LibraryCall(entry.name(), arguments, type); // whoever made it knows the types
    }
    return Casts.to(call(entry, bind(entry, arguments), arguments), type);
  }

  private static FunctionEntry.Binding bind(FunctionEntry entry, List<Expression> arguments) {
    List<DataType> types = arguments.stream().map(Expression::type).toList();
    return entry
        .bind(types)
        .orElseThrow(
            () ->
                WeftException.of(
                    ErrorCode.TYPE_MISMATCH,
                    "function " + entry.name() + " does not take " + types));
  }

  private static Expression call(
      FunctionEntry entry, FunctionEntry.Binding bound, List<Expression> arguments) {
    List<Expression> given = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      given.add(Casts.to(arguments.get(i), bound.arguments().get(i)));
    }
    return bound
        .form()
        .core()
        .filter(function -> function != Function.DATE_TRUNC || isKnownUnit(given.get(0)))
        .<Expression>map(function -> new Call(function, given, bound.result()))
        .orElseGet(() -> new LibraryCall(entry.name(), given, bound.result()));
  }

  /** True for what the fast kernel of DATE_TRUNC knows; others are cut row by row. */
  private static boolean isKnownUnit(Expression unit) {
    return unit instanceof Literal literal
        && literal.value() instanceof Value.Text text
        && CUT_FAST.contains(text.value().toLowerCase(Locale.ROOT));
  }
}
