/**
 * What functions of dates and timestamps compute with.
 *
 * <p>The rule of this room: moments are counts of microseconds since 1970-01-01T00:00:00, dates are
 * days since then, both in the proleptic Gregorian calendar; what does not fit 64 bits is an
 * ArithmeticException.
 */
package org.weft.container.function.time;
