package org.weft.io.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Walks a file system and gathers files by path. */
final class FileSearch {
  private final FileTree tree;
  private final Map<String, FoundFile> found;

  FileSearch(FileTree tree, Map<String, FoundFile> found) {
    this.tree = tree;
    this.found = found;
  }

  /** Adds a file, or all files in and below a directory. */
  void gather(FileTree.Entry entry) throws IOException {
    if (entry.kind() == FileTree.Kind.FILE) {
      found.put(entry.path(), entry.file());
      return;
    }
    for (FileTree.Entry child : children(entry.path())) {
      if (!isHidden(child.name())) {
        gather(child);
      }
    }
  }

  /** Adds what a qualified pattern without braces matches. */
  void match(String pattern) throws IOException {
    int special = 0;
    while (special < pattern.length()
        && !PathPattern.isPattern(pattern.substring(0, special + 1))) {
      special++;
    }
    int cut = pattern.lastIndexOf('/', special);
    List<String> names = new ArrayList<>();
    for (String name : pattern.substring(cut + 1).split("/")) {
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    match(pattern.substring(0, cut), names);
  }

  private void match(String directory, List<String> names) throws IOException {
    String name = names.get(0);
    List<String> rest = names.subList(1, names.size());
    if (name.equals("**")) {
      match(directory, rest.isEmpty() ? List.of("*") : rest);
      for (FileTree.Entry child : children(directory)) {
        if (child.kind() == FileTree.Kind.DIRECTORY && !isHidden(child.name())) {
          match(child.path(), names);
        }
      }
      return;
    }
    if (!PathPattern.isPattern(name)) {
      Optional<FileTree.Entry> entry = tree.entry(directory + "/" + name.replace("\\", ""));
      if (entry.isPresent()) {
        step(tree.located(entry.get()), rest);
      }
      return;
    }
    Pattern wanted = PathPattern.ofName(name);
    for (FileTree.Entry child : children(directory)) {
      boolean isSpelt = isHidden(name) || !isHidden(child.name());
      if (isSpelt && wanted.matcher(child.name()).matches()) {
        step(child, rest);
      }
    }
  }

  private void step(FileTree.Entry entry, List<String> rest) throws IOException {
    if (rest.isEmpty()) {
      gather(entry);
    } else if (entry.kind() == FileTree.Kind.DIRECTORY) {
      match(entry.path(), rest);
    }
  }

  private List<FileTree.Entry> children(String directory) throws IOException {
    Optional<FileTree.Entry> entry = tree.entry(directory + "/");
    if (entry.isEmpty() || entry.get().kind() != FileTree.Kind.DIRECTORY) {
      return List.of();
    }
    List<FileTree.Entry> children = new ArrayList<>(tree.children(directory + "/"));
    children.sort(Comparator.comparing(FileTree.Entry::name));
    return children;
  }

  private static boolean isHidden(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }
}
