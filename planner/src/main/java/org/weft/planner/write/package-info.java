/**
 * Where the rows of a writing statement go: what the user asked for, as data.
 *
 * <p>The rule of this room: a {@link org.weft.planner.write.WriteSpec} says everything a writer
 * must know, checked and with defaults filled in; whoever runs it asks no settings and no
 * statement. Names of options are read in {@link org.weft.planner.write.WriteOptions} alone.
 */
package org.weft.planner.write;
