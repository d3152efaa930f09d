/**
 * Physical plans made into pipelines.
 *
 * <p>The rule of this room: the shape of a plan decides here, and only here, which operators run in
 * one pipeline and which pipeline must wait for which; where the leaves' rows come from is told by
 * whoever runs the plan, a whole query in {@code run} or one task in {@code task}.
 */
package org.weft.container.compile;
