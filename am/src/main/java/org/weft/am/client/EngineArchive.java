package org.weft.am.client;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
 * The engine's libraries where every node finds them: one zip in the file system, named by its
 * content, uploaded once and then only looked up.
 */
final class EngineArchive {
  /** The value of the setting yarn.archive that means: the files of this JVM's class path. */
  static final String LOCAL = "local";

  private static final FsPermission READABLE = new FsPermission((short) 0644);
  private static final short COPIES = 10;

  private final Configuration conf;
  private final Settings settings;

  EngineArchive(Configuration conf, Settings settings) {
    this.conf = conf;
    this.settings = settings;
  }

  /** The archive, uploaded if it was not there; empty if the class path names local files. */
  Optional<EngineFiles.Resource> publish() throws IOException {
    String set = settings.get(KnownSettings.YARN_ARCHIVE);
    if (set.equals(LOCAL)) {
      return Optional.empty();
    }
    if (!set.isEmpty()) {
      Path path = new Path(set);
      FileSystem fs = path.getFileSystem(conf);
      if (!fs.exists(path)) {
        throw WeftException.of(ErrorCode.PATH_NOT_FOUND, "no engine archive at " + set)
            .hint("put a zip of lib/ there, or leave weft.yarn.archive unset");
      }
      return Optional.of(describe(fs, fs.makeQualified(path)));
    }
    File lib = libraries();
    FileSystem fs = FileSystem.get(conf);
    Path cache = new Path(fs.getHomeDirectory(), ".weft/cache");
    String hash = contentHash(lib);
    String kind = classArchive(lib).isFile() ? "-cds" : "";
    Path archive =
        fs.makeQualified(new Path(cache, "weft-" + hash.substring(0, 16) + kind + ".zip"));
    if (!fs.exists(archive)) {
      upload(fs, lib, archive);
    }
    return Optional.of(describe(fs, archive));
  }

  /** The class path of containers, in YARN's spelling. */
  String classPath(Optional<EngineFiles.Resource> archive) throws IOException {
    if (archive.isPresent()) {
      String lib = EngineFiles.ARCHIVE_LINK + "/lib/";
      if (!settings.get(KnownSettings.YARN_ARCHIVE).isEmpty()) {
        return lib + "*<CPS>{{PWD}}";
      }
      // in the order in which the class archive was made; directories would spoil its beginning
      return jars(libraries()).stream()
          .map(jar -> lib + jar.getName())
          .collect(Collectors.joining("<CPS>", "", "<CPS>{{PWD}}"));
    }
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
    return "{{PWD}}<CPS>"
        + String.join(
            "<CPS>", Arrays.stream(entries).map(entry -> absolute(entry)).toArray(String[]::new));
  }

  private static String absolute(String entry) {
    return entry.endsWith("*")
        ? new File(entry.substring(0, entry.length() - 1)).getAbsolutePath() + "/*"
        : new File(entry).getAbsolutePath();
  }

  private static File libraries() {
    String home = System.getProperty("weft.home", "");
    File lib = new File(home, "lib");
    if (home.isEmpty() || !lib.isDirectory()) {
      throw WeftException.of(
              ErrorCode.USAGE,
              "Weft was not started from a distribution, so it cannot upload itself")
          .hint("start it with the weft script or weft.jar, or set weft.yarn.archive");
    }
    return lib;
  }

  /** Classes of the ApplicationMaster and the workers, as their JVM keeps them. */
  private static File classArchive(File lib) {
    return new File(lib.getParentFile(), "cds/engine.jsa");
  }

  private static List<File> jars(File lib) throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(lib.toPath())) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(java.nio.file.Path::toFile)
          .toList();
    }
  }

  /**
   * The build writes the hash beside lib/; without it the jars are read, which takes half a second.
   */
  private static String contentHash(File lib) throws IOException {
    File written = new File(lib.getParentFile(), "lib.sha256");
    if (written.isFile()) {
      return Files.readString(written.toPath()).trim();
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (File jar : jars(lib)) {
        digest.update(jar.getName().getBytes(StandardCharsets.UTF_8));
        try (InputStream in = Files.newInputStream(jar.toPath())) {
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Under another name first: nobody ever sees half an archive, and the last one to rename wins.
   */
  private static void upload(FileSystem fs, File lib, Path archive) throws IOException {
    fs.mkdirs(archive.getParent());
    Path incoming = new Path(archive.getParent(), "." + UUID.randomUUID() + ".uploading");
    try {
      try (OutputStream out = fs.create(incoming, false);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        // jars are compressed already
        zip.setLevel(Deflater.NO_COMPRESSION);
        for (File jar : jars(lib)) {
          ZipEntry entry = new ZipEntry("lib/" + jar.getName());
          entry.setTime(0);
          zip.putNextEntry(entry);
          Files.copy(jar.toPath(), zip);
          zip.closeEntry();
        }
        if (classArchive(lib).isFile()) {
          zip.setLevel(Deflater.BEST_SPEED);
          ZipEntry entry = new ZipEntry("cds/" + classArchive(lib).getName());
          entry.setTime(0);
          zip.putNextEntry(entry);
          Files.copy(classArchive(lib).toPath(), zip);
          zip.closeEntry();
        }
      }
      fs.setPermission(incoming, READABLE);
      short copies = (short) Math.max(COPIES, fs.getDefaultReplication(archive));
      if (fs.getDefaultReplication(archive) > 1) {
        fs.setReplication(incoming, copies);
      }
      if (!fs.rename(incoming, archive) && !fs.exists(archive)) {
        throw new IOException("could not rename " + incoming + " to " + archive);
      }
    } finally {
      fs.delete(incoming, false);
    }
  }

  private static EngineFiles.Resource describe(FileSystem fs, Path path) throws IOException {
    FileStatus status = fs.getFileStatus(path);
    return new EngineFiles.Resource(
        path.toString(), status.getLen(), status.getModificationTime(), visibility(fs, status));
  }

  /** PUBLIC needs a file that others may read below directories that others may enter. */
  private static EngineFiles.Visibility visibility(FileSystem fs, FileStatus file)
      throws IOException {
    if (!file.getPermission().getOtherAction().implies(FsAction.READ)) {
      return EngineFiles.Visibility.PRIVATE;
    }
    for (Path parent = file.getPath().getParent(); parent != null; parent = parent.getParent()) {
      FsPermission permission = fs.getFileStatus(parent).getPermission();
      if (!permission.getOtherAction().implies(FsAction.EXECUTE)) {
        return EngineFiles.Visibility.PRIVATE;
      }
    }
    return EngineFiles.Visibility.PUBLIC;
  }
}
