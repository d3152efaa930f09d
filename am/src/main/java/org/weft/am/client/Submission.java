package org.weft.am.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.ApplicationConstants;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.LogAggregationContext;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.URL;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.client.api.YarnClientApplication;
import org.apache.hadoop.yarn.client.util.YarnClientUtils;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.weft.am.cluster.EngineFiles;
import org.weft.am.cluster.LaunchRecipe;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Settings;

/**
 * Puts an ApplicationMaster on the cluster, in the order of reference/yarn-application.md §2.1: id,
 * checks, files, tokens, launch context, submission. Whatever fails leaves no file behind.
 */
public final class Submission {
  /** Name of the application's secret among its credentials. */
  public static final Text SECRET = new Text("weft.secret");

  private static final String MASTER = "org.weft.am.master.ApplicationMaster";
  private static final String TYPE = "WEFT";
  private static final int SECRET_BYTES = 32;
  private static final int MOST_TAGS = 10;
  private static final long MEBIBYTE = 1 << 20;

  private final YarnConfiguration conf;
  private final Settings settings;

  /** A submission with the client's configuration and settings. */
  public Submission(Configuration conf, Settings settings) {
    this.conf = ClusterAddress.impatient(conf);
    this.settings = settings;
  }

  /**
   * Submits an application.
   *
   * @param name shown by YARN's tools
   * @throws WeftException if the cluster cannot be reached or refuses
   */
  public RunningApplication submit(String name) {
    ClusterAddress.check(conf);
    UserGroupInformation.setConfiguration(conf);
    YarnClient yarn = YarnClient.createYarnClient();
    yarn.init(conf);
    yarn.start();
    try {
      return submit(yarn, name);
    } catch (YarnException e) {
      yarn.stop();
      throw refused(e);
    } catch (IOException e) {
      yarn.stop();
      throw WeftException.of(
              ErrorCode.CLUSTER_UNREACHABLE, "the cluster did not answer: " + e.getMessage(), e)
          .hint("check that HDFS and YARN are up");
    } catch (RuntimeException | Error e) {
      yarn.stop();
      throw e;
    }
  }

  private RunningApplication submit(YarnClient yarn, String name)
      throws IOException, YarnException {
    YarnClientApplication application = yarn.createApplication();
    ApplicationSubmissionContext context = application.getApplicationSubmissionContext();
    ApplicationId id = context.getApplicationId();
    ClusterLimits.checkSizes(
        application.getNewApplicationResponse().getMaximumResourceCapability(), settings);
    String queue = settings.get(KnownSettings.YARN_QUEUE);
    ClusterLimits.checkQueue(yarn, queue);
    StagingDirectory staging = StagingDirectory.create(conf, settings, id.toString());
    try {
      byte[] secret = new byte[SECRET_BYTES];
      new SecureRandom().nextBytes(secret);
      context.setApplicationName(name);
      context.setApplicationType(TYPE);
      context.setApplicationTags(tags());
      context.setQueue(queue);
      // a second attempt could not give the client its statement back: the client starts another
      context.setMaxAppAttempts(1);
      context.setResource(
          Resource.newInstance(settings.get(KnownSettings.YARN_AM_MEMORY) / MEBIBYTE, 1));
      context.setLogAggregationContext(LogAggregationContext.newInstance(".*", ""));
      context.setAMContainerSpec(masterLaunch(staging, secret));
      yarn.submitApplication(context);
      return new RunningApplication(yarn, id, staging, HexFormat.of().formatHex(secret));
    } catch (IOException | YarnException | RuntimeException | Error e) {
      staging.delete();
      throw e;
    }
  }

  private ContainerLaunchContext masterLaunch(StagingDirectory staging, byte[] secret)
      throws IOException {
    EngineArchive engine = new EngineArchive(conf, settings);
    Optional<EngineFiles.Resource> archive = engine.publish();
    EngineFiles files =
        new EngineFiles(
            engine.classPath(archive),
            archive,
            staging.write(EngineFiles.CONFIGURATION_LINK, ConfigurationFile.of(conf, settings)),
            settings.get(KnownSettings.YARN_JAVA_HOME),
            staging.path().toString());
    Map<String, LocalResource> resources = new HashMap<>();
    archive.ifPresent(
        resource ->
            resources.put(
                EngineFiles.ARCHIVE_LINK, localResource(resource, LocalResourceType.ARCHIVE)));
    resources.put(
        EngineFiles.CONFIGURATION_LINK,
        localResource(files.configuration(), LocalResourceType.FILE));
    Map<String, String> environment = new HashMap<>();
    environment.put(EngineFiles.VARIABLE, files.encode());
    if (!UserGroupInformation.isSecurityEnabled()) {
      environment.put("HADOOP_USER_NAME", UserGroupInformation.getCurrentUser().getUserName());
    }
    LaunchRecipe recipe = LaunchRecipe.of(files, MASTER, masterOptions(), environment);
    return ContainerLaunchContext.newInstance(
        resources,
        recipe.environment(),
        List.of(recipe.command()),
        null,
        tokens(secret),
        Collections.emptyMap());
  }

  /** It plans and waits: the fast compiler alone halves its start. */
  private List<String> masterOptions() {
    long heap = Math.max(256, settings.get(KnownSettings.YARN_AM_MEMORY) / MEBIBYTE / 2);
    return List.of(
        "-Xmx" + heap + "m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Dweft.log.dir=" + ApplicationConstants.LOG_DIR_EXPANSION_VAR,
        "-Dlog4j.configuration=weft-container-log4j.properties");
  }

  private static LocalResource localResource(
      EngineFiles.Resource resource, LocalResourceType type) {
    LocalResourceVisibility visibility =
        switch (resource.visibility()) {
          case PUBLIC -> LocalResourceVisibility.PUBLIC;
          case PRIVATE -> LocalResourceVisibility.PRIVATE;
          case APPLICATION -> LocalResourceVisibility.APPLICATION;
        };
    return LocalResource.newInstance(
        URL.fromPath(new Path(resource.uri())),
        type,
        visibility,
        resource.length(),
        resource.modified());
  }

  /** The secret, and the user's tokens: those he came with (Oozie), else fresh ones. */
  private ByteBuffer tokens(byte[] secret) throws IOException {
    Credentials credentials =
        new Credentials(UserGroupInformation.getCurrentUser().getCredentials());
    if (UserGroupInformation.isSecurityEnabled()
        && System.getenv(UserGroupInformation.HADOOP_TOKEN_FILE_LOCATION) == null) {
      FileSystem.get(conf).addDelegationTokens(YarnClientUtils.getRmPrincipal(conf), credentials);
    }
    credentials.addSecretKey(SECRET, secret);
    DataOutputBuffer buffer = new DataOutputBuffer();
    credentials.writeTokenStorageToStream(buffer);
    return ByteBuffer.wrap(buffer.getData(), 0, buffer.getLength());
  }

  /** The user's tags and those by which Oozie finds its children. */
  private Set<String> tags() {
    Set<String> tags = new LinkedHashSet<>();
    String all =
        String.join(
            ",",
            settings.get(KnownSettings.YARN_TAGS),
            conf.get("mapreduce.job.tags", ""),
            conf.get("oozie.child.mapreduce.job.tags", ""));
    Arrays.stream(all.split(",", -1))
        .map(String::trim)
        .filter(tag -> !tag.isEmpty())
        .limit(MOST_TAGS)
        .forEach(tags::add);
    return tags;
  }

  private static WeftException refused(YarnException e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return WeftException.of(
            ErrorCode.SUBMISSION_REFUSED,
            "YARN refused the application: " + message.lines().findFirst().orElse(message),
            e)
        .hint("check weft.yarn.queue, your rights, and the sizes of the containers");
  }
}
