package org.weft.io.sketch;

import org.weft.io.file.FoundFile;

/**
 * Which state of which file.
 *
 * @param path fully qualified
 * @param length bytes
 * @param modified milliseconds since 1970
 */
public record FileIdentity(String path, long length, long modified) {
  /** The identity of a file as it was found. */
  public static FileIdentity of(FoundFile file) {
    return new FileIdentity(file.path(), file.length(), file.modified());
  }
}
