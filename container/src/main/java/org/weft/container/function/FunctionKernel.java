package org.weft.container.function;

import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.ValueNode;
import org.weft.planner.expr.LibraryCall;

/** Makes calls of one function runnable. */
@FunctionalInterface
public interface FunctionKernel {
  /** A node for the call. */
  ValueNode make(LibraryCall call, Parts parts);
}
