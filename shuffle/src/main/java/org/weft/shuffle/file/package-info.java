/**
 * Shuffle files on local disks: where they lie, their index, and how they go away.
 *
 * <p>The rule of this room: a file is found by query, stage, task and attempt below a known
 * directory, never by a path somebody sent; it is complete if its index exists.
 */
package org.weft.shuffle.file;
