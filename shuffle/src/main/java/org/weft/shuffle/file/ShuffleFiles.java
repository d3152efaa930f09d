package org.weft.shuffle.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shuffle files below some local directories: {@code
 * <directory>/weft/<query>/<stage>/<task>-<attempt>.data} and {@code .index}. Thread-safe.
 *
 * <p>Directories may be shared by the containers of a node; queries are told apart by their names,
 * which must be unique among all that use a directory.
 */
public final class ShuffleFiles {
  private static final Logger LOG = LoggerFactory.getLogger(ShuffleFiles.class);

  private final List<Path> directories;

  /** The files below these directories, which need not exist yet. */
  public ShuffleFiles(List<Path> directories) {
    this.directories = List.copyOf(directories);
  }

  /** Where the data file of an output lies if it is below this directory. */
  public static Path data(Path directory, OutputId output) {
    return file(directory, output, "data");
  }

  /** Where the index of an output lies if it is below this directory. */
  public static Path index(Path directory, OutputId output) {
    return file(directory, output, "index");
  }

  /** The index that belongs to a data file. */
  public static Path indexOf(Path data) {
    String name = data.getFileName().toString();
    return data.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".index");
  }

  private static Path file(Path directory, OutputId output, String kind) {
    return query(directory, output.query())
        .resolve(Integer.toString(output.stage()))
        .resolve(output.task() + "-" + output.attempt() + "." + kind);
  }

  private static Path query(Path directory, String query) {
    OutputId.requireSafe(query);
    return directory.resolve("weft").resolve(query);
  }

  /** The data file of an output, if it is complete and below one of the directories. */
  public Optional<Path> find(OutputId output) {
    return directories.stream()
        .filter(directory -> Files.isRegularFile(index(directory, output)))
        .map(directory -> data(directory, output))
        .findFirst();
  }

  /** Deletes all files of a query. What cannot be deleted is logged. */
  public void deleteQuery(String query) {
    directories.forEach(directory -> deleteTree(query(directory, query)));
  }

  /** Deletes all files of one stage of a query. What cannot be deleted is logged. */
  public void deleteStage(String query, int stage) {
    directories.forEach(
        directory -> deleteTree(query(directory, query).resolve(Integer.toString(stage))));
  }

  /** Deletes a directory and all below it. What cannot be deleted is logged. */
  static void deleteTree(Path root) {
    try {
      Files.walkFileTree(root, new Deletion());
    } catch (NoSuchFileException e) {
      LOG.debug("nothing to delete at {}", root);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("could not delete shuffle files below {}", root, e);
    }
  }

  /** Deletes depth first; files that vanish meanwhile are no error. */
  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
