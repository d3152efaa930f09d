package org.weft.am.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.weft.planner.setting.Settings;

/**
 * The client's configuration as one file for the application: final values, so that the nodes' own
 * Hadoop need not agree; without defaults, which every Hadoop has; without secrets.
 */
final class ConfigurationFile {
  private static final Pattern SECRET =
      Pattern.compile(".*(password|secret|keystore|truststore|\\.key$|credential\\.provider).*");

  private ConfigurationFile() {}

  /** The XML of the configuration and, as {@code weft.*}, of the settings. */
  static byte[] of(Configuration conf, Settings settings) throws IOException {
    Configuration merged = new Configuration(false);
    for (Map.Entry<String, String> property : conf) {
      String name = property.getKey();
      if (!isDefault(conf, name) && !SECRET.matcher(name).matches() && !name.startsWith("weft.")) {
        String value = conf.get(name);
        if (value != null) {
          merged.set(name, value);
        }
      }
    }
    settings.asMap().forEach((name, value) -> merged.set("weft." + name, value));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    merged.writeXml(out);
    return out.toByteArray();
  }

  private static boolean isDefault(Configuration conf, String name) {
    String[] sources = conf.getPropertySources(name);
    return sources != null
        && sources.length > 0
        && sources[sources.length - 1].endsWith("-default.xml");
  }
}
