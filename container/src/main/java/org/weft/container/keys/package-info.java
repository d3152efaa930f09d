/**
 * What the tasks of one stage tell the scans of another of the keys of a join, by way of the
 * ApplicationMaster.
 *
 * <p>The rule of this room: whatever is told may let other values pass, and never leaves one out;
 * so parts can be put together in any order, twice, and with less room than they need.
 */
package org.weft.container.keys;
