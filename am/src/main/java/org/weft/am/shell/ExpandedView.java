package org.weft.am.shell;

import java.util.List;
import java.util.OptionalInt;
import org.weft.am.shell.ResultPage.Column;

/** A page of rows with a line for each cell. */
final class ExpandedView {
  /** Texts are not made narrower than this. */
  private static final int NARROWEST = 20;

  private ExpandedView() {}

  /** The lines of all rows and one that says how many there are. */
  static String of(ResultPage page, OptionalInt width) {
    int names = 1;
    for (Column column : page.columns()) {
      names = Math.max(names, CellLines.widest(column.name()));
    }
    int room = width.orElse(Integer.MAX_VALUE / 2);
    int values = Math.max(NARROWEST, room - names - " | ".length());
    StringBuilder out = new StringBuilder();
    int number = 0;
    for (String[] row : page.rows()) {
      String heading = "-[ row " + ++number + " ]";
      out.append(heading).append("-".repeat(Math.max(1, names + 4 - heading.length())));
      out.append('\n');
      for (int i = 0; i < row.length; i++) {
        String text = row[i] == null ? TableView.NULL : row[i];
        cell(out, page.columns().get(i).name(), names, CellLines.wrapped(text, values));
      }
    }
    return out.append(TableView.footer(page, page.columns().size())).toString();
  }

  private static void cell(StringBuilder out, String name, int names, List<String> lines) {
    String title = String.join(" ", CellLines.lines(name));
    for (String line : lines) {
      String blanks = " ".repeat(Math.max(0, names - CellLines.width(title)));
      out.append((title + blanks + " | " + line).stripTrailing()).append('\n');
      title = "";
    }
  }
}
