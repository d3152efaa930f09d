package org.weft.container.write;

import org.weft.io.write.RowFile;
import org.weft.io.write.RowWriter;

/**
 * A file that one thread writes.
 *
 * @param path below the attempt's directory
 */
record OpenFile(String path, RowFile file, RowWriter writer) {}
