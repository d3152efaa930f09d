package org.weft.io.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** A file system of Hadoop's: HDFS, or whatever else its configuration knows. */
final class HadoopTree implements FileTree {
  private static final int HOSTS = 3;

  private final FileSystem fileSystem;

  HadoopTree(FileSystem fileSystem) {
    this.fileSystem = fileSystem;
  }

  @Override
  public String qualify(String path) {
    return fileSystem.makeQualified(new Path(path)).toString();
  }

  @Override
  public Optional<Entry> entry(String path) throws IOException {
    FileStatus status;
    try {
      status = fileSystem.getFileStatus(new Path(path));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    return Optional.of(entry(status, new BlockLocation[0]));
  }

  @Override
  public Entry located(Entry entry) throws IOException {
    if (entry.kind() == Kind.DIRECTORY) {
      return entry;
    }
    Path path = new Path(entry.path());
    FoundFile file = entry.file();
    BlockLocation[] blocks = fileSystem.getFileBlockLocations(path, 0, file.length());
    return new Entry(
        Kind.FILE,
        entry.name(),
        new FoundFile(file.path(), file.length(), file.modified(), hosts(blocks)));
  }

  @Override
  public List<Entry> children(String directory) throws IOException {
    List<Entry> entries = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> children = fileSystem.listLocatedStatus(new Path(directory));
    while (children.hasNext()) {
      LocatedFileStatus child = children.next();
      entries.add(entry(child, child.getBlockLocations()));
    }
    return entries;
  }

  private static Entry entry(FileStatus status, BlockLocation[] blocks) throws IOException {
    return new Entry(
        status.isDirectory() ? Kind.DIRECTORY : Kind.FILE,
        status.getPath().getName(),
        new FoundFile(
            status.getPath().toString(),
            status.getLen(),
            status.getModificationTime(),
            hosts(blocks)));
  }

  /** The hosts that hold most bytes. */
  private static List<String> hosts(BlockLocation[] blocks) throws IOException {
    if (blocks == null || blocks.length == 0) {
      return List.of();
    }
    Map<String, Long> bytes = new HashMap<>();
    for (BlockLocation block : blocks) {
      for (String host : block.getHosts()) {
        bytes.merge(host, block.getLength(), Long::sum);
      }
    }
    Comparator<Map.Entry<String, Long>> most =
        Map.Entry.<String, Long>comparingByValue().reversed();
    return bytes.entrySet().stream()
        .sorted(most.thenComparing(Map.Entry.comparingByKey()))
        .limit(HOSTS)
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public FileOutput create(String path) throws IOException {
    return new HadoopOutput(path, fileSystem.create(new Path(path), true));
  }

  @Override
  public void makeDirectories(String path) throws IOException {
    if (!fileSystem.mkdirs(new Path(path))) {
      throw new IOException("the directory could not be made");
    }
  }

  @Override
  public void move(String from, String to) throws IOException {
    // a directory that is there would take it in instead of refusing it
    if (fileSystem.exists(new Path(to))) {
      throw new FileAlreadyExistsException(to + " is there already");
    }
    rename(from, to);
  }

  @Override
  public void replace(String from, String to) throws IOException {
    Path target = new Path(to);
    if (fileSystem instanceof DistributedFileSystem hdfs) {
      hdfs.rename(new Path(from), target, Options.Rename.OVERWRITE); // one step
      return;
    }
    if (fileSystem.exists(target)) {
      fileSystem.delete(target, false);
    }
    rename(from, to);
  }

  private void rename(String from, String to) throws IOException {
    if (!fileSystem.rename(new Path(from), new Path(to))) {
      throw new IOException("the file system did not rename " + from + " to it");
    }
  }

  @Override
  public void delete(String path) throws IOException {
    Path doomed = new Path(path);
    if (fileSystem.exists(doomed) && !fileSystem.delete(doomed, true)) {
      throw new IOException("the file system did not delete it");
    }
  }

  @Override
  public FileInput open(FoundFile file, Fusion fusion) throws IOException {
    return new HadoopInput(file.path(), fileSystem.open(new Path(file.path())), fusion);
  }
}
