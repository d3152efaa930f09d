package org.weft.container.write;

import org.weft.io.table.FileWriters;

/**
 * Who writes.
 *
 * @param writers the door to files
 * @param name of the attempt, unlike that of any other of its query
 * @param task orders the names of files like the tasks that wrote them
 */
public record WriteAttempt(FileWriters writers, String name, int task) {}
