/**
 * Off-heap memory: one recycling pool per process, and raw access to it.
 *
 * <p>The rule of this room: every byte comes from a {@link org.weft.planner.memory.MemoryPool},
 * belongs to one {@link org.weft.planner.memory.MemoryScope}, and goes back when that is closed.
 * Raw access goes through {@link org.weft.planner.memory.Memory} only, which checks every address
 * in tests. Whoever holds much and can spill it says so with a {@link
 * org.weft.planner.memory.MemoryClaim}, and asks it before each batch; so what is short of memory
 * makes the largest holder spill, and only what cannot spill is ever refused. It lives below {@code
 * io}, {@code shuffle} and {@code container} because all three fill and read the same batches.
 */
package org.weft.planner.memory;
