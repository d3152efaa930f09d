package org.weft.am.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.weft.am.shell.ResultPage.Align;
import org.weft.am.shell.ResultPage.Column;
import org.weft.am.shell.ResultPage.Rest;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;

/** Tables, records and errors as people see them. */
class ViewsTest {
  private static final List<Column> TWO =
      List.of(new Column("id", Align.RIGHT), new Column("text", Align.LEFT));

  private static ResultPage page(List<Column> columns, Rest rest, String[]... rows) {
    return new ResultPage(columns, List.of(rows), rest);
  }

  @Test
  void numbersStandRightAndNullsAreShown() {
    assertThat(
            TableView.of(
                page(TWO, Rest.NONE, new String[] {"7", "a"}, new String[] {"100", null}),
                OptionalInt.of(80)))
        .isEqualTo(
            """
              id | text
            -----+------
               7 | a
             100 | NULL
            (2 rows)
            """);
  }

  @Test
  void longTextsAreWrappedAtBlanksAndNumbersAreNot() {
    assertThat(
            TableView.of(
                page(
                    TWO,
                    Rest.NONE,
                    new String[] {"123456789", "one two three four\nfive\tsix \u001b[31m"}),
                OptionalInt.of(27)))
        .isEqualTo(
            """
                    id | text
            -----------+---------------
             123456789 | one two three
                       | four
                       | five    six
                       | \\x1b[31m
            (1 row)
            """);
  }

  @Test
  void wideCharactersTakeTwoColumns() {
    assertThat(
            TableView.of(
                page(TWO, Rest.NONE, new String[] {"1", "日本"}, new String[] {"2", "é"}),
                OptionalInt.of(80)))
        .isEqualTo(
            """
             id | text
            ----+------
              1 | 日本
              2 | é
            (2 rows)
            """);
    assertThat(CellLines.wrapped("日本語", 4)).containsExactly("日本", "語");
  }

  @Test
  void columnsWithoutRoomAreLeftOutInTheMiddle() {
    List<Column> many = new ArrayList<>();
    String[] row = new String[30];
    for (int i = 0; i < row.length; i++) {
      many.add(new Column("c" + i, Align.RIGHT));
      row[i] = String.valueOf(1000 + i);
    }
    assertThat(TableView.of(page(many, Rest.NONE, row), OptionalInt.of(40)))
        .isEqualTo(
            """
               c0 |   c1 |   c2 | … |  c28 |  c29
            ------+------+------+---+------+------
             1000 | 1001 | 1002 | … | 1028 | 1029
            (1 row, 5 of 30 columns; \\x shows all columns)
            """);
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    String[] row = {"12345", "some words that go on and on, far beyond the end of any line"};
    for (int width = 24; width < 90; width++) {
      int room = width;
      String table = TableView.of(page(TWO, Rest.NONE, row), OptionalInt.of(width));
      assertThat(table.lines()).allMatch(line -> CellLines.width(line) <= room);
    }
  }

  @Test
  void itIsSaidThatThereAreMoreRows() {
    assertThat(TableView.of(page(TWO, Rest.MORE, new String[] {"1", "a"}), OptionalInt.of(80)))
        .endsWith("(the first 1 row; \\rows 0 shows all, \\o FILE writes them)\n");
  }

  @Test
  void eachCellCanHaveALine() {
    assertThat(
            ExpandedView.of(
                page(TWO, Rest.NONE, new String[] {"1", "a b"}, new String[] {"2", null}),
                OptionalInt.of(80)))
        .isEqualTo(
            """
            -[ row 1 ]-
            id   | 1
            text | a b
            -[ row 2 ]-
            id   | 2
            text | NULL
            (2 rows)
            """);
  }

  @Test
  void thePlaceOfAnErrorIsMarked() {
    WeftException error =
        WeftException.of(ErrorCode.COLUMN_NOT_FOUND, "no column 'x'").at(new TextPosition(2, 6));
    assertThat(ErrorView.of(error, "select\n\t日本, x\nfrom t", OptionalInt.of(80)))
        .isEqualTo(
            """
             日本, x
                   ^
            WEFT-101 COLUMN_NOT_FOUND: no column 'x' (line 2, column 6)
            """);
  }

  @Test
  void ofALongLineWhatIsAroundThePlaceIsShown() {
    String line = "select " + "a + ".repeat(50) + "x" + " + b".repeat(50);
    WeftException error =
        WeftException.of(ErrorCode.COLUMN_NOT_FOUND, "no column 'x'")
            .at(new TextPosition(1, line.indexOf('x') + 1));
    String[] lines = ErrorView.of(error, line, OptionalInt.of(70)).split("\n");
    assertThat(lines[0]).startsWith("…").endsWith("…").hasSizeLessThanOrEqualTo(70);
    assertThat(lines[0].charAt(lines[1].indexOf('^'))).isEqualTo('x');
  }
}
