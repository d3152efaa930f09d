package org.weft.container.spill;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one query, or one task of it, spills: its files, which go when it ends, and how much it was.
 * Thread-safe.
 */
public final class QuerySpill implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QuerySpill.class);

  private final SpillDirectories directories;
  private final String query;
  private final DiskFile.Opener opener;
  private final SpillCount count = new SpillCount();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger made = new AtomicInteger();
  private final Set<SpillFile> files = ConcurrentHashMap.newKeySet();

  /**
   * The files of a query.
   *
   * @param query its name, part of the names of files
   */
  public QuerySpill(SpillDirectories directories, String query) {
    this(directories, query, directories.opener());
  }

  /** As the public one, on disks of the caller's. */
  QuerySpill(SpillDirectories directories, String query, DiskFile.Opener opener) {
    this.directories = directories;
    this.query = query.replaceAll("[^A-Za-z0-9_-]", "_");
    this.opener = opener;
  }

  /** A new file for an operator, on disk from its first byte on. */
  SpillFile file(String operator) {
    String name = query + "-" + made.incrementAndGet() + "-" + operator.replace(' ', '_');
    SpillFile[] file = new SpillFile[1];
    file[0] = new SpillFile(directories, name, opener, () -> files.remove(file[0]));
    files.add(file[0]);
    return file[0];
  }

  /** Operators that have spilled and will want memory again. */
  public AtomicInteger waiting() {
    return waiting;
  }

  /** All that was spilled. */
  public SpillCount count() {
    return count;
  }

  /** Files that were not closed yet. */
  int openFiles() {
    return files.size();
  }

  /** Deletes all files, and logs how much there was. */
  @Override
  public void close() {
    List.copyOf(files).forEach(SpillFile::close);
    if (count.runs() > 0) {
      LOG.info("{}: {}", query, count);
    }
  }
}
