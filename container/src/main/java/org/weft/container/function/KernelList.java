package org.weft.container.function;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.weft.container.expression.tree.Failures;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.memory.MemoryScope;

/** Where families write down their kernels. */
final class KernelList {
  private final Map<String, FunctionKernel> kernels = new TreeMap<>();

  /** A function without state, the same for all types of arguments. */
  void row(String name, RowFunction function) {
    perCall(name, call -> function);
  }

  /** A function that is made for the types and literals of a call, or keeps state. */
  void perCall(String name, Function<LibraryCall, RowFunction> maker) {
    node(
        name,
        (call, parts) ->
            new RowNode(
                FunctionRegistry.get(name),
                maker.apply(call),
                call.type(),
                call.inputs().stream().map(parts::value).toList(),
                parts.memory()));
  }

  /** A function that is made for the types of a call and keeps memory until its node is closed. */
  void inMemory(String name, BiFunction<LibraryCall, MemoryScope, RowFunction> maker) {
    node(
        name,
        (call, parts) ->
            new RowNode(
                FunctionRegistry.get(name),
                maker.apply(call, parts.memory().scope()),
                call.type(),
                call.inputs().stream().map(parts::value).toList(),
                parts.memory()));
  }

  /** A function that answers null for the rows whose values another refuses. */
  void attempt(String name, RowFunction function) {
    row(
        name,
        (in, out) -> {
          try {
            function.apply(in, out);
          } catch (WeftException e) {
            if (!Failures.isAboutValues(e)) {
              throw e;
            }
            out.nothing();
          }
        });
  }

  /** A text made of a text. */
  void text(String name, UnaryOperator<String> function) {
    row(name, (in, out) -> out.text(function.apply(in.text(0))));
  }

  /** A number made of a number. */
  void real(String name, DoubleUnaryOperator function) {
    row(name, (in, out) -> out.real(function.applyAsDouble(in.real(0))));
  }

  /** A function with a node of its own. */
  void node(String name, FunctionKernel kernel) {
    if (kernels.put(name, kernel) != null) {
      throw new IllegalStateException("two kernels for " + name);
    }
  }

  Map<String, FunctionKernel> byName() {
    return kernels;
  }
}
