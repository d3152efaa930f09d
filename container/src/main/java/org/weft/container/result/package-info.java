/**
 * The rows of a finished or running query, for whoever asked.
 *
 * <p>The rule of this room: a result is pulled, batch by batch, and closing it early stops the
 * query.
 */
package org.weft.container.result;
