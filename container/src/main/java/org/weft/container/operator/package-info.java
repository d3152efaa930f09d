/**
 * Operators that look at one row at a time: filter and project.
 *
 * <p>The rule of this room: no row is copied. A filter narrows the selection of the batch it was
 * handed, a projection hands on vectors that point at the input's columns or at what was computed.
 */
package org.weft.container.operator;
