package org.weft.am.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;

/** What was typed is cut where a reader of SQL would cut it. */
class PiecesTest {
  private static List<Piece> cut(String text) {
    List<Piece> all = new ArrayList<>();
    Pieces pieces = new Pieces(text);
    for (Optional<Piece> next = pieces.next(); next.isPresent(); next = pieces.next()) {
      all.add(next.get());
    }
    return all;
  }

  private static Piece sql(String text, int line, int column) {
    return new Piece.Sql(text, new TextPosition(line, column));
  }

  @Test
  void semicolonsEndStatementsButNotInQuotesAndComments() {
    assertThat(cut("select ';' /* ; /* ; */ */, \";\", $$;$$ -- ;\n; select 2"))
        .containsExactly(
            sql("select ';' /* ; /* ; */ */, \";\", $$;$$ -- ;\n;", 1, 1), sql("select 2", 2, 3));
  }

  @Test
  void aBackslashStartsACommandOnlyWhereAStatementStarts() {
    assertThat(cut("\\d it's\nselect 'a\\b' ; \\x on\n"))
        .containsExactly(
            new Piece.Command("d it's"), sql("select 'a\\b' ;", 2, 1), new Piece.Command("x on"));
  }

  @Test
  void emptyStatementsAndCommentsAreNothing() {
    assertThat(cut(" ;; -- nothing\n /* at all */ ;")).isEmpty();
  }

  @Test
  void someWordsAloneAreCommands() {
    assertThat(cut("exit")).containsExactly(new Piece.Command("exit"));
    assertThat(cut(" Quit ;\n")).containsExactly(new Piece.Command("quit"));
    assertThat(cut("help me;")).containsExactly(sql("help me;", 1, 1));
  }

  @Test
  void whatIsInFrontOfAnUnfinishedTextCanStillBeRun() {
    Pieces pieces = new Pieces("select 1;\nselect 'a");
    assertThat(pieces.next()).contains(sql("select 1;", 1, 1));
    assertThatThrownBy(pieces::next)
        .isInstanceOfSatisfying(
            WeftException.class, e -> assertThat(e.position()).contains(new TextPosition(2, 8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "select 1|SEMICOLON",
        "select 1;|NOTHING",
        "select 1; select 2|SEMICOLON",
        "select 1; -- done|NOTHING",
        "select 'a;|QUOTE",
        "select E'a\\';|QUOTE",
        "select \"a;|NAME_QUOTE",
        "select `a;|BACK_QUOTE",
        "select $x$ a; $y$|DOLLAR_QUOTE",
        "select 1 /* a; |END_OF_COMMENT",
        "\\d|NOTHING",
        "\\o it's|NOTHING",
        "quit|NOTHING",
        "-- only a comment|NOTHING",
      })
  void enterEndsWhatIsComplete(String text, Pieces.Missing missing) {
    assertThat(Pieces.missing(text)).isEqualTo(missing);
  }
}
