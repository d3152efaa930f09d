/**
 * Where rows come from that are not read from tables: literals, and what other tasks wrote.
 *
 * <p>The rule of this room: a source hands out morsels and borrows its batches; it knows nothing of
 * what they are for.
 */
package org.weft.container.source;
