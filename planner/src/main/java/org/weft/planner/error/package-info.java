/**
 * How Weft says that something went wrong.
 *
 * <p>The rule of this room: every error a user can meet has a number that never changes its
 * meaning, says who must act, in one sentence what is wrong, and what to do next. Plain {@link
 * IllegalArgumentException} and {@link IllegalStateException} are for mistakes of our own code.
 */
package org.weft.planner.error;
