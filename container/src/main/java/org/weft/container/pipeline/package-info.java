/**
 * Pipelines: a source, streaming operators, and a sink, run by several threads at once.
 *
 * <p>The rule of this room: threads and cancellation are here, so that operators need neither.
 * Every operator comes as a factory that makes one worker per thread; what threads share is merged
 * in {@link org.weft.container.pipeline.Sink#finish}. Batches are borrowed: valid only during the
 * call they are passed to.
 */
package org.weft.container.pipeline;
