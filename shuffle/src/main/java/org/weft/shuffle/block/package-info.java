/**
 * Blocks: some thousand rows as one Arrow IPC record batch message, compressed or not.
 *
 * <p>The rule of this room: what is written is plain Arrow that any reader understands, but it is
 * written from and read into vectors by address; no Arrow vector is made on the way.
 */
package org.weft.shuffle.block;
