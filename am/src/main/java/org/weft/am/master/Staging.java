package org.weft.am.master;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory in which the client put the application's files. */
record Staging(String directory, Configuration conf) {
  private static final Logger LOG = LoggerFactory.getLogger(Staging.class);

  /** Deletes it. To be called last: a next attempt would need it. */
  void delete() {
    if (directory.isEmpty()) {
      return;
    }
    try {
      Path path = new Path(directory);
      path.getFileSystem(conf).delete(path, true);
    } catch (IOException e) {
      LOG.warn("{} is left behind: {}", directory, e.getMessage());
    }
  }
}
