/**
 * Off-heap memory: one recycling pool per process, and raw access to it.
 *
 * <p>The rule of this room: every byte comes from a {@link org.weft.planner.memory.MemoryPool},
 * belongs to one {@link org.weft.planner.memory.MemoryScope}, and goes back when that is closed.
 * Raw access goes through {@link org.weft.planner.memory.Memory} only, which checks every address
 * in tests. It lives below {@code io}, {@code shuffle} and {@code container} because all three fill
 * and read the same batches.
 */
package org.weft.planner.memory;
