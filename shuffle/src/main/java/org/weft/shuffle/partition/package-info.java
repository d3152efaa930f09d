/**
 * Which partition a row goes to: by hash, by range, or all in one; and sort keys as bytes.
 *
 * <p>The rule of this room: the answer depends on values only, never on how they lie in memory, the
 * process or the machine, because rows that must meet are sent there by different tasks.
 */
package org.weft.shuffle.partition;
