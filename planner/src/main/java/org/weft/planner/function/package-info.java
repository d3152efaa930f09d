/**
 * The functions of SQL by name: what each is called, takes, gives and does.
 *
 * <p>The rule of this room: the registry {@link org.weft.planner.function.FunctionRegistry} is the
 * only list of functions. SQL's operators are made from it, {@code SHOW FUNCTIONS} and the
 * reference page print it, and the kernels in {@code org.weft.container.function} are found by the
 * names in it; a test there fails for an entry without a kernel and for a kernel without an entry.
 * An entry says what a function does, never how. Where engines differ the meaning is DuckDB's, and
 * the sentence says so where it matters.
 *
 * <p>To add a function: one entry in the class of its family here, one kernel in the class of that
 * family there. Aggregates and window functions are entries too, so that they are listed; how they
 * are computed is not decided by this registry.
 */
package org.weft.planner.function;
