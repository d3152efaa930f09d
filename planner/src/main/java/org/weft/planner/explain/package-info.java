/**
 * The text of EXPLAIN.
 *
 * <p>The rule of this room: it prints what the plans say and computes nothing.
 */
package org.weft.planner.explain;
