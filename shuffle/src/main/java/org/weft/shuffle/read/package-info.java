/**
 * The reduce side: the blocks of many map outputs as one stream of batches, in any order, in the
 * order of the outputs, or merged by sort keys.
 *
 * <p>The rule of this room: memory is bounded by the bytes in flight and one decoded block per
 * stream.
 */
package org.weft.shuffle.read;
