/**
 * Queries that make rows of the rows they made before.
 *
 * <p>The rule of this room: a recursion is the source of its rows. What one round added is handed
 * on before the next round runs, so that whoever has enough of them stops it, however far it could
 * go.
 */
package org.weft.container.recursion;
