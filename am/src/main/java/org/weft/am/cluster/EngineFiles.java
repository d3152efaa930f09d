package org.weft.am.cluster;

import java.util.Base64;
import java.util.Optional;
import org.weft.planner.codec.PlanCodec;

/**
 * Where containers find the engine, and how they are started: what the client tells the
 * ApplicationMaster in the variable {@link #VARIABLE}. Holds no secret.
 *
 * @param classPath the containers' CLASSPATH, in YARN's spelling ({@code {{PWD}}}, {@code <CPS>})
 * @param archive the engine, unpacked beside every container as {@link #ARCHIVE_LINK}; empty if the
 *     class path names files that are on every node
 * @param configuration Hadoop's and Weft's configuration, linked as {@link #CONFIGURATION_LINK}
 * @param javaHome a JDK 17 on every node, empty to use the node's own
 * @param staging directory of this application, to be deleted at its end
 */
public record EngineFiles(
    String classPath,
    Optional<Resource> archive,
    Resource configuration,
    String javaHome,
    String staging) {
  /** The variable of a container's environment that holds {@link #encode}. */
  public static final String VARIABLE = "WEFT_ENGINE";

  /** The directory that the archive appears as. */
  public static final String ARCHIVE_LINK = "weft";

  /** The name that the configuration appears as, in the container's directory. */
  public static final String CONFIGURATION_LINK = "weft-site.xml";

  /**
   * A file to be localised.
   *
   * @param length and {@code modified} must be the file's, or YARN refuses it
   */
  public record Resource(String uri, long length, long modified, Visibility visibility) {}

  /** Who shares a localised file. */
  public enum Visibility {
    /** All users of a node. */
    PUBLIC,
    /** All applications of the user on a node. */
    PRIVATE,
    /** One application. */
    APPLICATION
  }

  /** As one word, safe in a shell. */
  public String encode() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(PlanCodec.encode(this));
  }

  /** What {@link #encode} was called on. */
  public static EngineFiles decode(String text) {
    return PlanCodec.decode(Base64.getUrlDecoder().decode(text), EngineFiles.class);
  }
}
