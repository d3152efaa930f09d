/**
 * How many rows and how many different values are to be expected.
 *
 * <p>The rule of this room: estimates only. What it says of keys and distinct values is guessed
 * from footers and must never decide what a query means; it reads nothing but {@link
 * org.weft.planner.scan.TableData}.
 */
package org.weft.planner.sql.statistics;
