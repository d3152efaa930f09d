/**
 * Rows into files, and files to where readers see them.
 *
 * <p>The rule of this room: nothing is written where readers look. Files grow in a staging
 * directory, each attempt at a task in one of its own; {@link org.weft.io.write.WriteJob} moves
 * those of the attempts that count when all are complete, and deletes the rest.
 */
package org.weft.io.write;
