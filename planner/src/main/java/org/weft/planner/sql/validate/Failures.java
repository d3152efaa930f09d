package org.weft.planner.sql.validate;

import java.util.Optional;
import org.apache.calcite.runtime.CalciteContextException;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** What is said of failures inside Calcite, of which its messages mean nothing to a user. */
public final class Failures {
  private Failures() {}

  /** An error of ours as it is; a nesting too deep for the stack; anything else as a bug. */
  public static WeftException of(String sentence, Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof WeftException ours) {
        return ours;
      }
    }
    if (failure instanceof StackOverflowError) {
      return ValidationErrors.tooDeep(failure);
    }
    if (failure instanceof VirtualMachineError fatal) {
      throw fatal;
    }
    return internal(sentence, failure);
  }

  /** What Calcite's validator finds wrong, and where, if that is why it failed. */
  static Optional<CalciteContextException> found(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof CalciteContextException context && context.getCause() != null) {
        return Optional.of(context);
      }
    }
    return Optional.empty();
  }

  static WeftException internal(String sentence, Throwable failure) {
    return WeftException.of(ErrorCode.INTERNAL, sentence, failure)
        .hint("report this query, it shows a fault in Weft");
  }
}
