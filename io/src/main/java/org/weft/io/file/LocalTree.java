package org.weft.io.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files of this machine, read directly: Hadoop's local file system would add a checksum layer and
 * copies, and its start-up time to every small query.
 */
final class LocalTree implements FileTree {
  static final String SCHEME = "file:";

  /** The path in the form of {@link java.nio.file}. */
  static Path toPath(String path) {
    String plain = path.startsWith(SCHEME) ? path.substring(SCHEME.length()) : path;
    int slashes = 0;
    while (slashes < plain.length() && plain.charAt(slashes) == '/') {
      slashes++;
    }
    return Path.of(slashes > 1 ? plain.substring(slashes - 1) : plain);
  }

  @Override
  public String qualify(String path) {
    return SCHEME + toPath(path).toAbsolutePath().normalize();
  }

  @Override
  public Optional<Entry> entry(String path) throws IOException {
    try {
      return Optional.of(entry(toPath(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (java.nio.file.FileSystemException e) {
      // "not a directory": a file where the path has a directory
      if (e.getReason() != null && e.getReason().contains("Not a directory")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Entry located(Entry entry) {
    return entry;
  }

  @Override
  public List<Entry> children(String directory) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> children = Files.list(toPath(directory))) {
      for (Path child : (Iterable<Path>) children::iterator) {
        try {
          entries.add(entry(child));
        } catch (NoSuchFileException e) {
          // gone since it was listed: as if it had never been there
          continue;
        }
      }
    }
    return entries;
  }

  private static Entry entry(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    Path name = path.getFileName();
    return new Entry(
        attributes.isDirectory() ? Kind.DIRECTORY : Kind.FILE,
        name == null ? "" : name.toString(),
        new FoundFile(
            SCHEME + path, attributes.size(), attributes.lastModifiedTime().toMillis(), List.of()));
  }

  @Override
  public FileOutput create(String path) throws IOException {
    Path file = toPath(path);
    Files.createDirectories(file.getParent());
    return new LocalOutput(
        path,
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE));
  }

  @Override
  public void makeDirectories(String path) throws IOException {
    Files.createDirectories(toPath(path));
  }

  @Override
  public void move(String from, String to) throws IOException {
    if (Files.exists(toPath(to))) {
      throw new FileAlreadyExistsException(to);
    }
    Files.move(toPath(from), toPath(to));
  }

  @Override
  public void replace(String from, String to) throws IOException {
    Files.move(toPath(from), toPath(to), StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(String path) throws IOException {
    Path start = toPath(path);
    if (!Files.exists(start, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> found;
    try (Stream<Path> walk = Files.walk(start)) {
      found = new ArrayList<>(walk.toList());
    }
    Collections.reverse(found); // what a directory holds before the directory
    for (Path each : found) {
      Files.deleteIfExists(each);
    }
  }

  @Override
  public FileInput open(FoundFile file, Fusion fusion) throws IOException {
    FileChannel channel = FileChannel.open(toPath(file.path()), StandardOpenOption.READ);
    return new LocalInput(file.path(), channel);
  }
}
