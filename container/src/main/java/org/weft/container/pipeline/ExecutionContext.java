package org.weft.container.pipeline;

import org.weft.planner.memory.MemoryPool;
import org.weft.planner.setting.Settings;

/**
 * What the operators of one query or task are given.
 *
 * @param pool where memory comes from
 * @param settings as they were when the query was planned
 * @param threads workers per pipeline
 * @param cancellation set when nobody wants the result any more
 */
public record ExecutionContext(
    MemoryPool pool, Settings settings, int threads, Cancellation cancellation) {}
