package org.weft.am.cluster;

import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.URL;

/** What YARN must put into a worker's directory: the engine, and nothing that is not public. */
public final class EngineResources {
  private EngineResources() {}

  /** The resources of a worker, by link name. */
  public static Map<String, LocalResource> of(EngineFiles engine) {
    return engine
        .archive()
        .map(archive -> Map.of(EngineFiles.ARCHIVE_LINK, resource(archive)))
        .orElse(Map.of());
  }

  private static LocalResource resource(EngineFiles.Resource archive) {
    LocalResourceVisibility visibility =
        switch (archive.visibility()) {
          case PUBLIC -> LocalResourceVisibility.PUBLIC;
          case PRIVATE -> LocalResourceVisibility.PRIVATE;
          case APPLICATION -> LocalResourceVisibility.APPLICATION;
        };
    return LocalResource.newInstance(
        URL.fromPath(new Path(archive.uri())),
        LocalResourceType.ARCHIVE,
        visibility,
        archive.length(),
        archive.modified());
  }
}
