package org.weft.am.shell;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.weft.am.shell.Suggestion.Group;

/** Files of this machine, for completion. */
final class LocalFiles {
  /** Of a directory with more, the rest is not suggested. */
  private static final int MOST = 1000;

  private LocalFiles() {}

  /** The files and directories whose path starts so, as it was written. */
  static List<Suggestion> startingWith(String written) {
    int slash = written.lastIndexOf('/') + 1;
    String directory = written.substring(0, slash);
    String name = written.substring(slash);
    List<Suggestion> found = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(Paths.local(directory.isEmpty() ? "." : directory))) {
      for (Path entry : entries) {
        String file = entry.getFileName().toString();
        boolean isWanted = file.startsWith(name) && (!file.startsWith(".") || name.startsWith("."));
        if (isWanted && found.size() < MOST) {
          found.add(suggestion(directory + file, entry));
        }
      }
    } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
      // no directory that can be listed, or not here: nothing to suggest
      return List.of();
    }
    found.sort(Comparator.comparing(Suggestion::text));
    return found;
  }

  private static Suggestion suggestion(String path, Path entry) {
    return Files.isDirectory(entry)
        ? Suggestion.open(path + "/", Group.FILE)
        : Suggestion.open(path, Group.FILE);
  }
}
