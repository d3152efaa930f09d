package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/** Spark's {@code IDENTIFIER('s.t')}: the name that a text writes, wherever a name can stand. */
final class IdentifierClauses {
  private static final int SIZE = 4;

  private IdentifierClauses() {}

  /** The lexemes with names in place of such clauses, at the places of these. */
  static List<Lexeme> replaced(List<Lexeme> lexemes) {
    if (lexemes.stream().noneMatch(lexeme -> lexeme.is("identifier"))) {
      return lexemes;
    }
    List<Lexeme> replaced = new ArrayList<>();
    int next = 0;
    while (next < lexemes.size()) {
      if (isClause(lexemes, next)) {
        replaced.addAll(name(lexemes.subList(next, next + SIZE)));
        next += SIZE;
      } else {
        replaced.add(lexemes.get(next));
        next++;
      }
    }
    return replaced;
  }

  private static boolean isClause(List<Lexeme> lexemes, int at) {
    return at + SIZE <= lexemes.size()
        && lexemes.get(at).is("identifier")
        && lexemes.get(at + 1).is('(')
        && lexemes.get(at + 2).kind() == Kind.STRING
        && lexemes.get(at + 3).is(')');
  }

  private static List<Lexeme> name(List<Lexeme> clause) {
    Lexeme text = clause.get(2);
    int start = clause.get(0).start();
    int end = clause.get(SIZE - 1).end();
    List<Lexeme> parts = new ArrayList<>();
    List<Lexeme> written = Lexer.lexemes(text.unquoted());
    boolean isName = written.size() % 2 == 1;
    for (int i = 0; isName && i < written.size(); i++) {
      Lexeme part = written.get(i);
      boolean isDot = i % 2 == 1;
      isName = isDot ? part.is('.') : part.kind() == Kind.WORD || part.kind() == Kind.NAME;
      String name = isDot ? "." : Quoted.name(part.unquoted());
      Kind kind = isDot ? Kind.SYMBOL : Kind.NAME;
      parts.add(new Lexeme(kind, name, start, end, clause.get(0).position()));
    }
    if (!isName) {
      throw WeftException.of(ErrorCode.SYNTAX, "'" + text.unquoted() + "' is not a name")
          .at(text.position())
          .hint("write a name, or names with dots between them");
    }
    return parts;
  }
}
