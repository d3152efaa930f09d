/**
 * A model of execution: plans over rows in lists, in the plainest way.
 *
 * <p>The rule of this room: nothing here is clever. It says what a logical plan means and what the
 * nodes of a physical plan and of stages promise, so that the planner can be tested against any
 * query.
 */
package org.weft.planner.model;
