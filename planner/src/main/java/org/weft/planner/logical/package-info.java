/**
 * What was asked for, as a sealed tree of relational operators over ordinals.
 *
 * <p>The rule of this room: a logical plan says what, never where; what is computed once for
 * several readers is a {@link org.weft.planner.logical.LogicalPlan.Shared}. SQL becomes one in
 * {@code org.weft.planner.sql}; {@code org.weft.planner.physical} turns it into a physical plan.
 */
package org.weft.planner.logical;
