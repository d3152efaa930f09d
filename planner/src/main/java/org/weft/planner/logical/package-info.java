/**
 * What was asked for, as a sealed tree of relational operators over ordinals.
 *
 * <p>The rule of this room: a logical plan says what, never where or how many times. SQL becomes
 * one in {@code org.weft.planner.sql}; {@code org.weft.planner.physical} turns it into a physical
 * plan.
 */
package org.weft.planner.logical;
