/**
 * What is kept to save work.
 *
 * <p>The rule of this room: bounded, and never a source of truth. Who keeps something says how it
 * is known to be still right.
 */
package org.weft.planner.cache;
