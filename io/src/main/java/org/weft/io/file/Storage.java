package org.weft.io.file;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.NearestName;
import org.weft.planner.error.WeftException;

/**
 * The door to all files.
 *
 * <p>A path without scheme belongs to the default file system ({@code fs.defaultFS}); a relative
 * one starts at the working directory of the process if that is local, else at the user's home.
 * Thread-safe.
 */
public final class Storage {
  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(//[^/]*)?.*");

  private final Configuration configuration;
  private final LocalTree local = new LocalTree();
  private final Map<String, FileTree> remote = new ConcurrentHashMap<>();

  /** The files this configuration can reach. */
  public Storage(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * The files a path, directory or glob stands for, ordered by path. Directories are searched to
   * the bottom; names that start with {@code _} or {@code .} are left out unless they are spelt.
   *
   * @throws WeftException PATH_NOT_FOUND, NO_FILES if the glob or directory holds none,
   *     ACCESS_DENIED, READ_FAILED
   */
  public List<FoundFile> find(String path) {
    FileTree tree = treeOf(path);
    try {
      String qualified = tree.qualify(path);
      Optional<FileTree.Entry> literal = tree.entry(qualified);
      Map<String, FoundFile> found = new LinkedHashMap<>();
      if (literal.isPresent()) {
        new FileSearch(tree, found).gather(tree.located(literal.get()));
      } else if (PathPattern.isPattern(path)) {
        for (String pattern : PathPattern.withoutBraces(qualified)) {
          new FileSearch(tree, found).match(pattern);
        }
      } else {
        throw notFound(tree, path, qualified);
      }
      if (found.isEmpty()) {
        throw WeftException.of(ErrorCode.NO_FILES, "no files match '" + path + "'")
            .hint("check the path: names that start with _ or . are left out");
      }
      List<FoundFile> files = new ArrayList<>(found.values());
      files.sort(Comparator.comparing(FoundFile::path));
      return files;
    } catch (IOException e) {
      throw FileErrors.of(path, e);
    }
  }

  /**
   * The file at a qualified path as it is now, without its hosts.
   *
   * @throws WeftException PATH_NOT_FOUND, ACCESS_DENIED, READ_FAILED
   */
  public FoundFile file(String path) {
    FileTree tree = treeOf(path);
    try {
      Optional<FileTree.Entry> entry = tree.entry(tree.qualify(path));
      if (entry.isEmpty() || entry.get().kind() != FileTree.Kind.FILE) {
        throw WeftException.of(ErrorCode.PATH_NOT_FOUND, "no file at " + path);
      }
      return entry.get().file();
    } catch (IOException e) {
      throw FileErrors.of(path, e);
    }
  }

  /** Opens a file. */
  public FileInput open(FoundFile file, Fusion fusion) {
    try {
      return treeOf(file.path()).open(file, fusion);
    } catch (IOException e) {
      throw FileErrors.of(file.path(), e);
    }
  }

  /** Hadoop's configuration, for libraries that open files themselves. */
  public Configuration hadoop() {
    return configuration;
  }

  /** The one form of a path: absolute, with scheme, without a slash at the end. */
  public String qualify(String path) {
    return treeOf(path).qualify(path);
  }

  /** True if a path is local, while the files of this configuration's cluster are elsewhere. */
  public boolean isOfThisNodeOnly(String path) {
    return treeOf(path) == local && !isDefaultLocal();
  }

  private boolean isDefaultLocal() {
    return defaultName().startsWith(LocalTree.SCHEME);
  }

  private String defaultName() {
    return configuration.get("fs.defaultFS", "file:///");
  }

  /**
   * What is at a path.
   *
   * @throws WeftException ACCESS_DENIED, READ_FAILED
   */
  public Occupant occupant(String path) {
    FileTree tree = treeOf(path);
    try {
      String qualified = tree.qualify(path);
      Optional<FileTree.Entry> entry = tree.entry(qualified);
      if (entry.isEmpty()) {
        return Occupant.NOTHING;
      }
      if (entry.get().kind() == FileTree.Kind.FILE) {
        return Occupant.FILE;
      }
      return tree.children(qualified).isEmpty()
          ? Occupant.EMPTY_DIRECTORY
          : Occupant.FULL_DIRECTORY;
    } catch (IOException e) {
      throw FileErrors.of(path, e);
    }
  }

  /** The paths in a directory, hidden ones too. */
  public List<String> children(String directory) {
    FileTree tree = treeOf(directory);
    try {
      return tree.children(tree.qualify(directory) + "/").stream()
          .map(FileTree.Entry::path)
          .toList();
    } catch (IOException e) {
      throw FileErrors.of(directory, e);
    }
  }

  /** What may be at a path. */
  public enum Occupant {
    NOTHING,
    FILE,
    EMPTY_DIRECTORY,
    FULL_DIRECTORY
  }

  /**
   * Starts a new file, in place of one that is there.
   *
   * @throws WeftException WRITE_FAILED, DISK_FULL, ACCESS_DENIED
   */
  public FileOutput create(String path) {
    return writing(path, tree -> tree.create(path));
  }

  /** Makes a directory and those above it. */
  public void makeDirectories(String path) {
    change(path, tree -> tree.makeDirectories(path));
  }

  /**
   * Gives a file or directory another path of the same file system, where nothing may be. One step
   * that readers see wholly or not at all, where the file system has such a step.
   */
  public void move(String from, String to) {
    change(to, tree -> tree.move(from, to));
  }

  /** Gives a file another path, in place of a file that may be there. */
  public void replace(String from, String to) {
    change(to, tree -> tree.replace(from, to));
  }

  /** Deletes a file, or a directory with all that is in it; nothing there is fine. */
  public void delete(String path) {
    change(path, tree -> tree.delete(path));
  }

  private void change(String path, Change change) {
    writing(
        path,
        tree -> {
          change.in(tree);
          return path;
        });
  }

  private <T> T writing(String path, Work<T> work) {
    try {
      return work.in(treeOf(path));
    } catch (IOException e) {
      throw FileErrors.ofWrite(path, e);
    } catch (UnsupportedOperationException e) {
      // how Hadoop's file systems that can only be read say so
      throw FileErrors.ofWrite(path, new IOException("its file system cannot be written", e));
    }
  }

  private interface Change {
    void in(FileTree tree) throws IOException;
  }

  private interface Work<T> {
    T in(FileTree tree) throws IOException;
  }

  private FileTree treeOf(String path) {
    Matcher scheme = SCHEME.matcher(path);
    if (!scheme.matches()) {
      return isDefaultLocal() ? local : remoteTree(defaultName());
    }
    if (scheme.group(1).equalsIgnoreCase("file")) {
      return local;
    }
    String authority = scheme.group(2) == null ? "" : scheme.group(2);
    return remoteTree(scheme.group(1) + ":" + (authority.isEmpty() ? "///" : authority + "/"));
  }

  private FileTree remoteTree(String name) {
    FileTree known = remote.get(name);
    if (known != null) {
      return known;
    }
    try {
      FileTree tree = new HadoopTree(FileSystem.get(URI.create(name), configuration));
      remote.put(name, tree);
      return tree;
    } catch (IOException | IllegalArgumentException e) {
      throw WeftException.of(
              ErrorCode.PATH_NOT_FOUND, "cannot reach " + name + ": " + e.getMessage(), e)
          .hint("check the path's scheme and host, and HADOOP_CONF_DIR");
    }
  }

  private static WeftException notFound(FileTree tree, String path, String qualified)
      throws IOException {
    WeftException missing =
        WeftException.of(ErrorCode.PATH_NOT_FOUND, "'" + path + "' does not exist");
    String present = parent(qualified);
    String name = qualified.substring(present.length() + 1);
    while (tree.entry(present + "/").isEmpty()) {
      String above = parent(present);
      if (above.isEmpty() || above.equals(present)) {
        return missing;
      }
      name = present.substring(above.length() + 1);
      present = above;
    }
    List<String> names = tree.children(present + "/").stream().map(FileTree.Entry::name).toList();
    String where = present;
    return NearestName.of(name, names)
        .map(nearest -> missing.hint("use " + where + "/" + nearest + ", the nearest name"))
        .orElse(missing.hint("there is " + where + ", but no " + name + " in it"));
  }

  /** The path above, without the slash at the end. */
  private static String parent(String qualified) {
    return qualified.substring(0, Math.max(0, qualified.lastIndexOf('/')));
  }
}
