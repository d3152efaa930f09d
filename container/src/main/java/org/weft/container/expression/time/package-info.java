/**
 * Dates and timestamps: their parts, and moving them.
 *
 * <p>The rule of this room: the calendar is the proleptic Gregorian one, a day has 86,400 seconds,
 * and instants are read in UTC. Counts before 1970 are negative and are cut towards the past.
 */
package org.weft.container.expression.time;
