package org.weft.am.shell;

/** What {@code \?} prints. */
final class HelpText {
  static final String TEXT = text();

  private HelpText() {}

  private static String text() {
    int width = 0;
    for (CommandReader.Name name : CommandReader.Name.values()) {
      width = Math.max(width, name.usage().length());
    }
    StringBuilder text =
        new StringBuilder("A statement ends with ; and may take many lines. Commands:\n");
    for (CommandReader.Name name : CommandReader.Name.values()) {
      String blanks = " ".repeat(width - name.usage().length() + 2);
      text.append("  ").append(name.usage()).append(blanks).append(name.meaning()).append('\n');
    }
    return text.append(
            "Tab completes, Ctrl-R searches what was typed before, Ctrl-C clears the line or"
                + " cancels the running query.\n")
        .toString();
  }
}
