/**
 * Hashes of bytes and numbers.
 *
 * <p>The rule of this room: the published algorithms, so that other programs that use them get the
 * same values.
 */
package org.weft.container.function.hash;
