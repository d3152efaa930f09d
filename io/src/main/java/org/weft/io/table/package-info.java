/**
 * The doors of {@code io} for the other folders: tables for the planner, readers for the container.
 *
 * <p>The rule of this room: formats meet here. Whoever adds one teaches {@link
 * org.weft.io.table.FileTableSource} to describe it and {@link org.weft.io.table.ScanReaders} to
 * open it.
 */
package org.weft.io.table;
