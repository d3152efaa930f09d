/**
 * Hash aggregation.
 *
 * <p>The rule of this room: a group is a row of fixed width, its keys and then the states of its
 * calls ({@link org.weft.container.aggregate.AggregateLayout}). For every batch the rows' groups
 * are found first, as addresses; then loops over addresses update the states. Every thread
 * aggregates on its own in tables that stay in cache; when groups become many, new ones are dealt
 * to partitions by their hash, and the partitions are merged in parallel at the end. When memory is
 * short a thread writes all its groups to disk, partition by partition, and starts anew.
 */
package org.weft.container.aggregate;
