package org.weft.am.shell;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/** Where what was typed is remembered. */
public final class HistoryFile {
  private HistoryFile() {}

  /** {@code $XDG_STATE_HOME/weft/history} if that is set, else {@code ~/.weft/history}. */
  public static Path of(Map<String, String> environment, Path home) {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    return state.isEmpty()
        ? home.resolve(".weft").resolve("history")
        : Path.of(state).resolve("weft").resolve("history");
  }

  /**
   * Makes the file if there is none, readable by its owner only: statements may hold secrets.
   *
   * @return what is wrong, if it cannot be used
   */
  static Optional<String> prepare(Path file) {
    try {
      Files.createDirectories(file.getParent());
      try {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } catch (FileAlreadyExistsException e) {
        // from an earlier session
        return isUsable(file) ? Optional.empty() : Optional.of("it is not a file to be written");
      }
      return Optional.empty();
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isUsable(Path file) {
    return Files.isRegularFile(file) && Files.isReadable(file) && Files.isWritable(file);
  }
}
