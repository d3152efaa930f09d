package org.weft.planner.setting;

/** The reference page of the settings, as Markdown. */
public final class SettingsPage {
  private static final String HEAD =
      """
      # Settings

      Generated from `KnownSettings`; `SettingsPageTest` fails while this page differs.

      A setting is written `SET name = value` in SQL, `-D weft.name=value` on the command line,
      `weft.name` in `weft-site.xml` and other Hadoop files, and `WEFT_NAME` in the environment.
      In names `-` and `_` mean the same. What comes later wins: default, `weft-site.xml`,
      environment, `-D`, session, `SET`. Numbers of bytes may end in k, m, g or t (of 1024).

      | name | default | unit | meaning |
      |---|---|---|---|
      """;

  private SettingsPage() {}

  /** The whole page. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Setting<?> setting : KnownSettings.ALL) {
      page.append("| `")
          .append(setting.name())
          .append("` | ")
          .append(setting.byDefault().isEmpty() ? "" : "`" + setting.byDefault() + "`")
          .append(" | ")
          .append(setting.unit())
          .append(" | ")
          .append(setting.help())
          .append(" |\n");
    }
    return page.toString();
  }
}
