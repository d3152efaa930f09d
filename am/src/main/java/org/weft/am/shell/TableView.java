package org.weft.am.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.weft.am.shell.ResultPage.Align;
import org.weft.am.shell.ResultPage.Column;
import org.weft.am.shell.ResultPage.Rest;

/** A page of rows as a table: long texts are wrapped, columns without room are left out. */
final class TableView {
  /** What is shown for a null. */
  static final String NULL = "NULL";

  private static final String LEFT_OUT = "…";

  /** The most lines a row takes. */
  private static final int LINES = 10;

  /** Texts wider than this are wrapped even if there is room. */
  private static final int WIDEST = 10_000;

  private final ResultPage page;
  private final ColumnFit fit;
  private final StringBuilder out = new StringBuilder();

  private TableView(ResultPage page, ColumnFit fit) {
    this.page = page;
    this.fit = fit;
  }

  /** The lines of the table and one that says how many rows there are. */
  static String of(ResultPage page, OptionalInt width) {
    int count = page.columns().size();
    int[] natural = new int[count];
    boolean[] fixed = new boolean[count];
    for (int i = 0; i < count; i++) {
      Column column = page.columns().get(i);
      fixed[i] = column.align() == Align.RIGHT;
      natural[i] = CellLines.widest(column.name());
      for (String[] row : page.rows()) {
        natural[i] = Math.max(natural[i], CellLines.widest(text(row[i])));
      }
      natural[i] = Math.min(Math.max(1, natural[i]), WIDEST);
    }
    TableView view =
        new TableView(page, ColumnFit.of(natural, fixed, width.orElse(Integer.MAX_VALUE / 2)));
    return view.lines();
  }

  private String lines() {
    row(page.columns().stream().map(Column::name).toArray(String[]::new));
    for (int i = 0; i < fit.widths().length; i++) {
      out.append(i == 0 ? "" : "+").append("-".repeat(fit.widths()[i] + 2));
    }
    out.append('\n');
    for (String[] row : page.rows()) {
      row(row);
    }
    out.append(footer(page, shown()));
    return out.toString();
  }

  private int shown() {
    int shown = 0;
    for (int column : fit.columns()) {
      shown += column == ColumnFit.LEFT_OUT ? 0 : 1;
    }
    return shown;
  }

  /** How many rows and columns there are, and how to see those that are not shown. */
  static String footer(ResultPage page, int columnsShown) {
    int count = page.rows().size();
    String rows = count == 1 ? "1 row" : count + " rows";
    StringBuilder text = new StringBuilder("(");
    text.append(page.rest() == Rest.MORE ? "the first " + rows : rows);
    int columns = page.columns().size();
    if (columnsShown < columns) {
      text.append(", ").append(columnsShown).append(" of ").append(columns).append(" columns");
    }
    if (page.rest() == Rest.MORE) {
      text.append("; \\rows 0 shows all, \\o FILE writes them");
    }
    if (columnsShown < columns) {
      text.append("; \\x shows all columns");
    }
    return text.append(")\n").toString();
  }

  private static String text(String cell) {
    return cell == null ? NULL : cell;
  }

  private void row(String[] cells) {
    List<List<String>> columns = new ArrayList<>();
    int height = 1;
    for (int i = 0; i < fit.columns().length; i++) {
      int column = fit.columns()[i];
      List<String> lines =
          column == ColumnFit.LEFT_OUT
              ? List.of(LEFT_OUT)
              : bounded(CellLines.wrapped(text(cells[column]), fit.widths()[i]));
      columns.add(lines);
      height = Math.max(height, lines.size());
    }
    for (int line = 0; line < height; line++) {
      line(columns, line);
    }
  }

  private static List<String> bounded(List<String> lines) {
    if (lines.size() <= LINES) {
      return lines;
    }
    List<String> first = new ArrayList<>(lines.subList(0, LINES - 1));
    first.add(LEFT_OUT);
    return first;
  }

  private void line(List<List<String>> columns, int number) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      List<String> lines = columns.get(i);
      String cell = number < lines.size() ? lines.get(number) : "";
      String blanks = " ".repeat(Math.max(0, fit.widths()[i] - CellLines.width(cell)));
      line.append(i == 0 ? " " : " | ");
      int column = fit.columns()[i];
      boolean isRight =
          column != ColumnFit.LEFT_OUT && page.columns().get(column).align() == Align.RIGHT;
      line.append(isRight ? blanks + cell : cell + blanks);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }
}
