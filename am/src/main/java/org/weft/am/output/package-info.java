/**
 * How rows are written for people and programs.
 *
 * <p>The rule of this room: a format sees Arrow rows and a stream of bytes, which stays its
 * caller's; it does not know what ran or where.
 */
package org.weft.am.output;
