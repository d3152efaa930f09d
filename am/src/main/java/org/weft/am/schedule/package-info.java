/**
 * Who runs what, when: queries become stages, tasks and numbered attempts.
 *
 * <p>The rule of this room: plain data and one thread. Events go in, decisions come out; nothing
 * here knows a clock, a socket, a lock or YARN, so that every failure can be replayed in a
 * millisecond. Who carries the decisions out is {@code org.weft.am.master}.
 */
package org.weft.am.schedule;
