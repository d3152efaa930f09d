package org.weft.am.client;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;
import org.weft.am.cluster.EngineFiles;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Settings;

/**
 * The directory of one application, readable by its user only. Deleted when the application ends.
 */
final class StagingDirectory {
  private static final FsPermission OWNER_ONLY_DIRECTORY = new FsPermission((short) 0700);
  private static final FsPermission OWNER_ONLY_FILE = new FsPermission((short) 0600);

  private final FileSystem fs;
  private final Path path;

  private StagingDirectory(FileSystem fs, Path path) {
    this.fs = fs;
    this.path = path;
  }

  /** Makes the directory of an application. */
  static StagingDirectory create(Configuration conf, Settings settings, String application)
      throws IOException {
    Path base = base(conf, settings);
    FileSystem fs = base.getFileSystem(conf);
    refuseForeign(fs, base);
    Path path = fs.makeQualified(new Path(base, application));
    FileSystem.mkdirs(fs, path, OWNER_ONLY_DIRECTORY);
    return new StagingDirectory(fs, path);
  }

  /** The user's own place in the default file system, unless another is set. */
  static Path base(Configuration conf, Settings settings) throws IOException {
    String set = settings.get(KnownSettings.YARN_STAGING_DIR);
    if (!set.isEmpty()) {
      return new Path(set);
    }
    return new Path(FileSystem.get(conf).getHomeDirectory(), ".weft/staging");
  }

  /** A directory that others can write to could be used to slip us another configuration. */
  private static void refuseForeign(FileSystem fs, Path base) throws IOException {
    if (!fs.exists(base)) {
      FileSystem.mkdirs(fs, base, OWNER_ONLY_DIRECTORY);
      return;
    }
    FileStatus status = fs.getFileStatus(base);
    FsPermission permission = status.getPermission();
    if (permission.getOtherAction().implies(FsAction.WRITE)) {
      throw WeftException.of(
              ErrorCode.SUBMISSION_REFUSED, "others can write to the staging directory " + base)
          .hint("chmod it to 700, or set weft.yarn.staging-dir to a directory of your own");
    }
  }

  /** Writes a file and returns it as YARN wants it described. */
  EngineFiles.Resource write(String name, byte[] content) throws IOException {
    Path file = new Path(path, name);
    try (OutputStream out = FileSystem.create(fs, file, OWNER_ONLY_FILE)) {
      out.write(content);
    }
    FileStatus status = fs.getFileStatus(file);
    return new EngineFiles.Resource(
        file.toString(),
        status.getLen(),
        status.getModificationTime(),
        EngineFiles.Visibility.APPLICATION);
  }

  Path path() {
    return path;
  }

  /** Removes everything; nothing happens if it is gone already. */
  void delete() throws IOException {
    fs.delete(path, true);
  }
}
