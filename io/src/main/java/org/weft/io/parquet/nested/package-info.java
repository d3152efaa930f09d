/**
 * Nested columns of Parquet files: values of leaves and their levels, put together to lists,
 * structs and maps.
 *
 * <p>The rule of this room: a batch is put together from the inside out, one shape after the other
 * for all rows, so that every step is a loop over flat arrays; nothing is done value by value down
 * a tree. Leaves that disagree on how many values there are make an error.
 */
package org.weft.io.parquet.nested;
