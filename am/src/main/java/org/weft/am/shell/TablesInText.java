package org.weft.am.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Lexer;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/** The tables that a statement names in FROM, whether or not it is whole yet. */
final class TablesInText {
  /** Words behind a table that are no alias of it. */
  private static final List<String> NO_ALIAS =
      List.of(
          "where",
          "join",
          "left",
          "right",
          "full",
          "inner",
          "cross",
          "natural",
          "asof",
          "semi",
          "anti",
          "on",
          "using",
          "group",
          "order",
          "having",
          "limit",
          "offset",
          "union",
          "except",
          "intersect",
          "window",
          "qualify",
          "lateral",
          "select",
          "tablesample",
          "pivot",
          "unpivot");

  private final List<Table> tables = new ArrayList<>();

  private TablesInText() {}

  /**
   * A table.
   *
   * @param written its name, or its path with the quotes
   */
  record Table(String written, Optional<String> alias) {}

  /** The tables of a text; what is behind a quote without end is not looked at. */
  static TablesInText of(String text) {
    TablesInText found = new TablesInText();
    try {
      found.read(Lexer.lexemes(text));
    } catch (WeftException e) {
      // being typed: known again when the quote is closed
      return found;
    }
    return found;
  }

  private void read(List<Lexeme> lexemes) {
    boolean inFrom = false;
    for (int i = 0; i + 1 < lexemes.size(); i++) {
      Lexeme here = lexemes.get(i);
      if (here.is("from") || here.is("join") || here.is("into")) {
        inFrom = true;
      } else if (here.is("where") || here.is("select") || here.is("group") || here.is(')')) {
        inFrom = false;
      }
      boolean isBefore = here.is("from") || here.is("join") || (inFrom && here.is(','));
      if (isBefore || here.is("into") || here.is("describe")) {
        add(lexemes, i + 1);
      }
    }
  }

  private void add(List<Lexeme> lexemes, int index) {
    Lexeme name = lexemes.get(index);
    if (name.kind() != Kind.WORD && name.kind() != Kind.NAME && name.kind() != Kind.STRING) {
      return;
    }
    boolean isCall = index + 1 < lexemes.size() && lexemes.get(index + 1).is('(');
    if (!isCall) {
      tables.add(new Table(name.text(), alias(lexemes, index + 1)));
    }
  }

  private static Optional<String> alias(List<Lexeme> lexemes, int index) {
    int at = index < lexemes.size() && lexemes.get(index).is("as") ? index + 1 : index;
    if (at >= lexemes.size()) {
      return Optional.empty();
    }
    Lexeme word = lexemes.get(at);
    boolean isAlias =
        word.kind() == Kind.NAME
            || (word.kind() == Kind.WORD && NO_ALIAS.stream().noneMatch(word::is));
    return isAlias ? Optional.of(word.unquoted()) : Optional.empty();
  }

  List<Table> all() {
    return tables;
  }

  /** The table that a qualifier means. */
  Optional<Table> named(String qualifier) {
    Optional<Table> byAlias =
        tables.stream()
            .filter(table -> table.alias().stream().anyMatch(qualifier::equalsIgnoreCase))
            .findFirst();
    return byAlias.isPresent()
        ? byAlias
        : tables.stream()
            .filter(table -> table.written().replace("\"", "").equalsIgnoreCase(qualifier))
            .findFirst();
  }

  /** True behind a comma between tables. */
  boolean continuesList(List<Lexeme> before) {
    if (!before.get(before.size() - 1).is(',')) {
      return false;
    }
    for (int i = before.size() - 1; i >= 0; i--) {
      Lexeme lexeme = before.get(i);
      if (lexeme.is("from")) {
        return true;
      }
      if (lexeme.kind() == Kind.WORD && NO_ALIAS.stream().anyMatch(lexeme::is)) {
        return false;
      }
      if (lexeme.is('(') || lexeme.is(')')) {
        return false;
      }
    }
    return false;
  }
}
