/**
 * How many different values columns have, learnt while their files are read anyway.
 *
 * <p>The rule of this room: what is learnt is an estimate, kept by the file's identity (path,
 * length, modification time), bounded in size, and may be lost at any time. Nothing here makes a
 * query fail: a cache that cannot be read or written is left alone, and the log says so.
 */
package org.weft.io.sketch;
