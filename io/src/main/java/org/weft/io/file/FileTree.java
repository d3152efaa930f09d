package org.weft.io.file;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One file system, as far as Weft needs it. Paths are qualified, without a slash at the end. */
interface FileTree {
  /** The one form of a path in this file system: absolute, with scheme. */
  String qualify(String path);

  /** What is at a path, if anything; a file without its hosts. */
  Optional<Entry> entry(String path) throws IOException;

  /** The same entry with the hosts of its file. */
  Entry located(Entry entry) throws IOException;

  /** What a directory holds, in any order; files with their hosts. */
  List<Entry> children(String directory) throws IOException;

  FileInput open(FoundFile file, Fusion fusion) throws IOException;

  /** A new file, in place of one that is there; directories on the way to it are made. */
  FileOutput create(String path) throws IOException;

  /** Makes a directory and those above it; one that is there is fine. */
  void makeDirectories(String path) throws IOException;

  /** Gives a file or directory another path, where nothing may be. */
  void move(String from, String to) throws IOException;

  /** Gives a file another path, in place of a file that may be there. */
  void replace(String from, String to) throws IOException;

  /** Deletes a file, or a directory with all that is in it; nothing there is fine. */
  void delete(String path) throws IOException;

  /** A file or directory. */
  record Entry(Kind kind, String name, FoundFile file) {
    String path() {
      return file.path();
    }
  }

  enum Kind {
    FILE,
    DIRECTORY
  }
}
