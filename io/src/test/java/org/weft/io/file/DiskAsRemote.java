package org.weft.io.file;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** The local disk, read-only, behind Hadoop's interface, as if it were somewhere else. */
public abstract class DiskAsRemote extends FileSystem {
  private final FileSystem disk;
  private final String scheme;

  /** With vectored reads, as object stores have; scheme raw. */
  public static final class Raw extends DiskAsRemote {
    public Raw() {
      super(new RawLocalFileSystem(), "raw");
    }
  }

  /** With checksums and positioned reads through the heap; scheme check. */
  public static final class Checked extends DiskAsRemote {
    public Checked() {
      super(new LocalFileSystem(), "check");
    }
  }

  private DiskAsRemote(FileSystem disk, String scheme) {
    this.disk = disk;
    this.scheme = scheme;
  }

  /** A configuration that knows both schemes. */
  public static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set("fs.raw.impl", Raw.class.getName());
    configuration.set("fs.check.impl", Checked.class.getName());
    return configuration;
  }

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    super.initialize(name, configuration);
    disk.initialize(URI.create("file:///"), configuration);
  }

  @Override
  public URI getUri() {
    return URI.create(scheme + ":///");
  }

  @Override
  public String getScheme() {
    return scheme;
  }

  private static Path local(Path path) {
    return new Path("file", null, path.toUri().getPath());
  }

  private FileStatus remote(FileStatus status) {
    return new FileStatus(
        status.getLen(),
        status.isDirectory(),
        3,
        1 << 20,
        status.getModificationTime(),
        new Path(scheme, null, status.getPath().toUri().getPath()));
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return disk.open(local(path), bufferSize);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return remote(disk.getFileStatus(local(path)));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    FileStatus[] children = disk.listStatus(local(path));
    for (int i = 0; i < children.length; i++) {
      children[i] = remote(children[i]);
    }
    return children;
  }

  @Override
  public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length) {
    String[] first = {"h1", "h2"};
    String[] second = {"h2", "h3"};
    return new BlockLocation[] {
      new BlockLocation(first, first, 0, 1000), new BlockLocation(second, second, 1000, 10)
    };
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(scheme + ":///");
  }

  @Override
  public void setWorkingDirectory(Path path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean delete(Path path, boolean recursive) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) {
    throw new UnsupportedOperationException();
  }
}
