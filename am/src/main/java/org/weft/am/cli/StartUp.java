package org.weft.am.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Setting;
import org.weft.planner.setting.Settings;

/**
 * What the process was started with: Hadoop's configuration and Weft's settings.
 *
 * <p>Later wins: built-in, {@code weft-site.xml}, {@code -conf} files, {@code WEFT_*} environment,
 * {@code -D}.
 */
record StartUp(Configuration hadoop, Settings settings) {
  private static final String PREFIX = "weft.";
  private static final String VARIABLE_PREFIX = "WEFT_";

  /** Variables of the launchers, which are no settings. */
  private static final Set<String> LAUNCHER_VARIABLES =
      Set.of("WEFT_HOME", "WEFT_JAVA_HOME", "WEFT_JAVA_OPTS", "WEFT_CONF_DIR", "WEFT_TOKEN");

  static StartUp of(CommonOptions options, Map<String, String> environment) {
    Configuration hadoop = new Configuration();
    hadoop.addResource("hdfs-site.xml");
    hadoop.addResource("yarn-site.xml");
    hadoop.addResource("weft-site.xml");
    for (Path file : options.files) {
      if (!Files.isReadable(file)) {
        throw WeftException.of(ErrorCode.USAGE, "cannot read the configuration file " + file);
      }
      hadoop.addResource(new org.apache.hadoop.fs.Path(file.toAbsolutePath().toUri()));
    }
    Settings settings = ofUser(environment);
    for (Map.Entry<String, String> property : hadoop) {
      if (property.getKey().startsWith(PREFIX)) {
        settings = settings.with(property.getKey(), hadoop.get(property.getKey()));
      }
    }
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      if (variable.getKey().startsWith(VARIABLE_PREFIX)
          && !LAUNCHER_VARIABLES.contains(variable.getKey())) {
        settings = settings.with(settingOf(variable.getKey()), variable.getValue());
      }
    }
    for (Map.Entry<String, String> define : options.defines.entrySet()) {
      if (define.getKey().startsWith(PREFIX)) {
        settings = settings.with(define.getKey(), define.getValue());
      } else {
        hadoop.set(define.getKey(), define.getValue());
      }
    }
    return new StartUp(hadoop, settings);
  }

  /** What is built in, with a place of the user's own where the session's would be forgotten. */
  private static Settings ofUser(Map<String, String> environment) {
    String home = environment.get("HOME");
    String cache = environment.getOrDefault("XDG_CACHE_HOME", home == null ? "" : home + "/.cache");
    return cache.startsWith("/")
        ? Settings.DEFAULTS.with(
            KnownSettings.STATISTICS_DIR.name(), "file:" + cache + "/weft/statistics")
        : Settings.DEFAULTS;
  }

  /** {@code yarn.queue} of {@code WEFT_YARN_QUEUE}: a variable's name cannot hold the point. */
  private static String settingOf(String variable) {
    String name = variable.substring(VARIABLE_PREFIX.length());
    for (Setting<?> setting : KnownSettings.ALL) {
      if (setting.name().replace('.', '_').equalsIgnoreCase(name)) {
        return setting.name();
      }
    }
    return name;
  }
}
