/**
 * The physical plan cut at its exchanges, and what a task is told.
 *
 * <p>The rule of this room: a stage is a set of tasks that run the same operators and differ only
 * in what they read. Everything here is data that travels as JSON from the ApplicationMaster to a
 * container.
 */
package org.weft.planner.stage;
