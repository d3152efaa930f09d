/**
 * The kernels of the library's functions, found by the names of {@code
 * org.weft.planner.function.FunctionRegistry}.
 *
 * <p>The rule of this room: a function is a {@link org.weft.container.function.RowFunction} that
 * reads one row's arguments and writes one answer; nulls, encodings, constants and memory are
 * settled by {@link org.weft.container.function.RowNode} before it is called. What depends on
 * arguments that are mostly constant, such as a compiled pattern, is made once through {@link
 * org.weft.container.function.Arguments#made}. A function that is hot brings a node of its own
 * instead. One class per family lists its kernels; each is a few lines, and what they compute with
 * lies in classes of its own.
 */
package org.weft.container.function;
