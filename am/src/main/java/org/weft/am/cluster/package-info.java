/**
 * The cluster as Weft sees it: containers asked for, granted, launched and lost.
 *
 * <p>The rule of this room: with {@code client}, it alone speaks to YARN; the rest of the house
 * sees plain records and enums.
 */
package org.weft.am.cluster;
