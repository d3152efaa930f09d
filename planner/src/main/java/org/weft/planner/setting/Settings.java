package org.weft.planner.setting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.NearestName;
import org.weft.planner.error.WeftException;

/**
 * The settings as they were at one moment: immutable. A query keeps those it was planned with.
 *
 * <p>Precedence is the caller's: later {@link #with} wins.
 */
public final class Settings {
  /** Every setting at its default. */
  public static final Settings DEFAULTS = new Settings(Map.of());

  private final Map<String, String> values;

  private Settings(Map<String, String> values) {
    this.values = values;
  }

  /** The value of a setting. */
  public <T> T get(Setting<T> setting) {
    String text = values.getOrDefault(setting.name(), setting.byDefault());
    return setting.parse().apply(text.trim());
  }

  /** True if the setting was given a value. */
  public boolean isSet(Setting<?> setting) {
    return values.containsKey(setting.name());
  }

  /**
   * These settings with one changed.
   *
   * @param name in any of its spellings: case, {@code -} for {@code _}, a leading {@code weft.}
   * @throws WeftException UNKNOWN_SETTING with the nearest name, or INVALID_SETTING
   */
  public Settings with(String name, String value) {
    Setting<?> setting = find(name);
    try {
      Object unused = setting.parse().apply(value.trim()); // checks it
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw WeftException.of(
              ErrorCode.INVALID_SETTING,
              "setting " + setting.name() + " cannot be '" + value + "'",
              e)
          .hint(setting.help());
    }
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(setting.name(), value.trim());
    return new Settings(Map.copyOf(changed));
  }

  /** These settings with one back at its default. */
  public Settings without(String name) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.remove(find(name).name());
    return new Settings(Map.copyOf(changed));
  }

  /** What was set, by name: enough to make these settings again elsewhere. */
  public Map<String, String> asMap() {
    return values;
  }

  /** The settings made of {@link #asMap}. */
  public static Settings of(Map<String, String> values) {
    Settings settings = DEFAULTS;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      settings = settings.with(entry.getKey(), entry.getValue());
    }
    return settings;
  }

  /** The setting of this name in any of its spellings. */
  public static Setting<?> find(String name) {
    String canonical = canonical(name);
    List<String> names = new ArrayList<>();
    for (Setting<?> setting : KnownSettings.ALL) {
      if (canonical(setting.name()).equals(canonical)) {
        return setting;
      }
      names.add(setting.name());
    }
    WeftException unknown =
        WeftException.of(ErrorCode.UNKNOWN_SETTING, "no setting '" + name + "'");
    throw NearestName.of(canonical, names)
        .map(nearest -> unknown.hint("use " + nearest + ", the nearest name"))
        .orElse(unknown);
  }

  private static String canonical(String name) {
    String lower = name.trim().toLowerCase(Locale.ROOT).replace('-', '_');
    return lower.startsWith("weft.") ? lower.substring("weft.".length()) : lower;
  }
}
