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
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

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
  public FileInput open(FoundFile file, Fusion fusion) throws IOException {
    return new HadoopInput(file.path(), fileSystem.open(new Path(file.path())), fusion);
  }
}
