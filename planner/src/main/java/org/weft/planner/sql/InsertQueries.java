package org.weft.planner.sql;

import java.util.List;
import java.util.Optional;
import org.weft.planner.error.TextPosition;
import org.weft.planner.sql.Statement.ColumnDefinition;
import org.weft.planner.sql.parse.Lexer;
import org.weft.planner.sql.parse.Lexer.Lexeme;
import org.weft.planner.type.Schema;

/** The query of an INSERT, with what DEFAULT stands for in its VALUES. */
public final class InsertQueries {
  private InsertQueries() {}

  /**
   * The rows that are put in.
   *
   * @param table the table's columns
   * @param definitions what is said of them
   */
  public static ComposedQuery of(
      Statement.Insert insert, Schema table, List<ColumnDefinition> definitions) {
    ComposedQuery.Builder text = new ComposedQuery.Builder();
    insert.with().ifPresent(text::written);
    List<Lexeme> lexemes = Lexer.lexemes(insert.query().text());
    if (lexemes.get(0).is("values")) {
      List<String> columns = insert.columns().isEmpty() ? table.names() : insert.columns();
      new Values(insert.query(), lexemes, columns, definitions).write(text);
    } else {
      text.written(insert.query());
    }
    return text.at(insert.query().position());
  }

  /** VALUES, cut at each DEFAULT that is a whole value. */
  private record Values(
      Statement.Query query,
      List<Lexeme> lexemes,
      List<String> columns,
      List<ColumnDefinition> definitions) {
    void write(ComposedQuery.Builder text) {
      int from = 0;
      int depth = 0;
      int column = 0;
      for (int i = 0; i < lexemes.size(); i++) {
        Lexeme lexeme = lexemes.get(i);
        boolean isNext = depth == 1 && lexeme.is(',');
        column = isNext ? column + 1 : depth == 0 ? 0 : column;
        depth += opens(lexeme) ? 1 : closes(lexeme) ? -1 : 0;
        if (lexeme.is("default") && depth == 1 && isWhole(i)) {
          text.written(query.part(from, lexeme.start()));
          fallback(column, query.place(lexeme.start()), text);
          from = lexeme.end();
        }
      }
      text.written(query.part(from, query.text().length()));
    }

    private static boolean opens(Lexeme lexeme) {
      return lexeme.is('(') || lexeme.is('[') || lexeme.is('{');
    }

    private static boolean closes(Lexeme lexeme) {
      return lexeme.is(')') || lexeme.is(']') || lexeme.is('}');
    }

    private boolean isWhole(int at) {
      Lexeme before = lexemes.get(at - 1);
      boolean ends =
          at + 1 < lexemes.size() && (lexemes.get(at + 1).is(',') || lexemes.get(at + 1).is(')'));
      return ends && (before.is('(') || before.is(','));
    }

    private void fallback(int column, TextPosition place, ComposedQuery.Builder text) {
      Optional<ColumnDefinition> definition =
          column < columns.size()
              ? ColumnDefinition.find(definitions, columns.get(column))
              : Optional.empty();
      Optional<Statement.Query> value = definition.flatMap(ColumnDefinition::fallback);
      if (value.isEmpty()) {
        text.add("NULL");
      } else {
        // what is written in another statement stands for the word here
        text.standingFor(place, "CAST((" + value.get().text() + "\n")
            .standingFor(place, ") AS " + definition.get().type() + ")");
      }
    }
  }
}
