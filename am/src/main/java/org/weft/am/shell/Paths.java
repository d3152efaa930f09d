package org.weft.am.shell;

import java.nio.file.Path;

/** Names of local files as people write them. */
final class Paths {
  private Paths() {}

  /** The path; {@code ~/} is the user's home. */
  static Path local(String written) {
    return written.startsWith("~/")
        ? Path.of(System.getProperty("user.home")).resolve(written.substring(2))
        : Path.of(written);
  }
}
