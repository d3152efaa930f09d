/**
 * What text functions compute with: letters, pieces, distances, patterns.
 *
 * <p>The rule of this room: plain functions from strings to values, without vectors and memory.
 * Characters are Unicode code points.
 */
package org.weft.container.function.text;
