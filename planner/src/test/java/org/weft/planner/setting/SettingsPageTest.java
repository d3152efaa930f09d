package org.weft.planner.setting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The page operators read says what the code does. To write it anew:
 *
 * <pre>
 * mvn -pl planner test -Dtest=SettingsPageTest -Dweft.golden.update=true
 * </pre>
 */
class SettingsPageTest {
  private static final Path PAGE = Path.of("..", "yarn-conf", "settings.md");

  @Test
  void the_page_is_up_to_date() throws IOException {
    if (Boolean.getBoolean("weft.golden.update")) {
      Files.writeString(PAGE, SettingsPage.markdown(), UTF_8);
    }
    assertThat(PAGE).content(UTF_8).isEqualTo(SettingsPage.markdown());
  }

  @Test
  void every_default_can_be_read_and_every_setting_explains_itself() {
    for (Setting<?> setting : KnownSettings.ALL) {
      assertThat(Settings.DEFAULTS.<Object>get(objectSetting(setting))).isNotNull();
      assertThat(setting.help()).as(setting.name()).endsWith(".").doesNotContain("|");
    }
  }

  @SuppressWarnings("unchecked")
  private static Setting<Object> objectSetting(Setting<?> setting) {
    return (Setting<Object>) setting;
  }
}
