package org.weft.am.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.weft.am.shell.Suggestion.Group;
import org.weft.planner.error.WeftException;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Setting;
import org.weft.planner.sql.parse.Lexer;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;
import org.weft.planner.sql.parse.Quoted;

/** What can stand at the cursor. */
final class Suggestions {
  private final Vocabulary vocabulary;

  Suggestions(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * The beginning of the word at the cursor and what it may become.
   *
   * @param word what is to be replaced, up to the cursor
   */
  record Completion(String word, List<Suggestion> suggestions) {
    /** What starts with the word, in any case. */
    List<Suggestion> fitting() {
      String start = word.toLowerCase(Locale.ROOT);
      return suggestions.stream()
          .filter(each -> each.text().toLowerCase(Locale.ROOT).startsWith(start))
          .toList();
    }
  }

  /** The completions of what stands in front of the cursor. */
  Completion at(String text, int cursor) {
    String before = text.substring(0, cursor);
    String line = before.substring(before.lastIndexOf('\n') + 1);
    if (line.stripLeading().startsWith("\\")) {
      return command(line.stripLeading());
    }
    List<Lexeme> lexemes;
    try {
      lexemes = Lexer.lexemes(before);
    } catch (WeftException e) {
      return inQuotes(before, text.substring(cursor));
    }
    int wordStart = wordStart(before);
    String word = before.substring(wordStart);
    List<Lexeme> in = statement(lexemes.stream().filter(l -> l.end() <= wordStart).toList());
    String others = before.substring(0, wordStart) + text.substring(cursor);
    return new Completion(word, suggestions(in, word, TablesInText.of(others)));
  }

  /** The lexemes of the last statement. */
  private static List<Lexeme> statement(List<Lexeme> lexemes) {
    int from = 0;
    for (int i = 0; i < lexemes.size(); i++) {
      if (lexemes.get(i).is(';')) {
        from = i + 1;
      }
    }
    return lexemes.subList(from, lexemes.size());
  }

  private static int wordStart(String before) {
    int start = before.length();
    while (start > 0 && isWordPart(before.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private List<Suggestion> suggestions(List<Lexeme> in, String word, TablesInText tables) {
    List<Suggestion> found = new ArrayList<>();
    Lexeme last = in.isEmpty() ? null : in.get(in.size() - 1);
    if (last == null) {
      keywords(found, SqlWords.STATEMENTS, word);
    } else if (last.is('.')) {
      String qualifier = in.size() > 1 ? in.get(in.size() - 2).unquoted() : "";
      if (isSetting(in)) {
        settings(found, written(in) + word);
      } else {
        tables.named(qualifier).ifPresent(table -> columns(found, table));
      }
    } else if (isOneOf(last, SqlWords.BEFORE_SETTING) && in.size() == 1) {
      settings(found, "");
      if (last.is("show")) {
        keywords(found, List.of("TABLES", "COLUMNS FROM", "FUNCTIONS", "SETTINGS"), word);
      }
    } else if (isOneOf(last, SqlWords.BEFORE_TABLE) || tables.continuesList(in)) {
      vocabulary.tables().forEach(name -> found.add(Suggestion.word(quoted(name), Group.TABLE)));
      SqlWords.READERS.forEach(name -> found.add(Suggestion.open(name, Group.FUNCTION)));
    } else {
      expression(found, tables, word);
    }
    return found;
  }

  private void expression(List<Suggestion> found, TablesInText tables, String word) {
    for (TablesInText.Table table : tables.all()) {
      columns(found, table);
      table.alias().ifPresent(alias -> found.add(Suggestion.open(alias + ".", Group.TABLE)));
    }
    keywords(found, SqlWords.INNER, word);
    for (String name : FunctionRegistry.names()) {
      if (isName(name)) {
        found.add(Suggestion.open(name + "(", Group.FUNCTION));
      }
    }
    vocabulary.tables().forEach(name -> found.add(Suggestion.word(quoted(name), Group.TABLE)));
  }

  private void columns(List<Suggestion> found, TablesInText.Table table) {
    for (String column : vocabulary.columns(table.written())) {
      found.add(Suggestion.word(quoted(column), Group.COLUMN));
    }
  }

  /** Keywords in the case that the user writes in. */
  private static void keywords(List<Suggestion> found, List<String> words, String typed) {
    boolean isLower = !typed.isEmpty() && typed.equals(typed.toLowerCase(Locale.ROOT));
    for (String word : words) {
      String text = isLower ? word.toLowerCase(Locale.ROOT) : word;
      found.add(Suggestion.word(text, Group.KEYWORD));
    }
  }

  /** True within the name of a setting, whose parts have points between them. */
  private static boolean isSetting(List<Lexeme> in) {
    return isOneOf(in.get(0), SqlWords.BEFORE_SETTING)
        && in.stream().noneMatch(lexeme -> lexeme.is('='));
  }

  private static String written(List<Lexeme> in) {
    StringBuilder text = new StringBuilder();
    in.subList(1, in.size()).forEach(lexeme -> text.append(lexeme.text()));
    return text.toString();
  }

  /** Settings that start so, without what was typed in front of the last point. */
  private static void settings(List<Suggestion> found, String typed) {
    int from = typed.lastIndexOf('.') + 1;
    for (Setting<?> setting : KnownSettings.ALL) {
      if (setting.name().startsWith(typed.substring(0, from))) {
        found.add(Suggestion.word(setting.name().substring(from), Group.SETTING));
      }
    }
  }

  private Completion command(String line) {
    int blank = line.lastIndexOf(' ');
    List<Suggestion> found = new ArrayList<>();
    if (blank < 0) {
      for (CommandReader.Name name : CommandReader.Name.values()) {
        found.add(Suggestion.word(name.typed(), Group.COMMAND));
      }
      return new Completion(line, found);
    }
    String word = line.substring(blank + 1);
    String name = line.substring(0, line.indexOf(' '));
    switch (name) {
      case "\\d" ->
          vocabulary.tables().forEach(table -> found.add(Suggestion.word(table, Group.TABLE)));
      case "\\i", "\\o" -> found.addAll(LocalFiles.startingWith(word));
      case "\\set", "\\unset" -> settings(found, "");
      case "\\df" ->
          FunctionRegistry.names()
              .forEach(each -> found.add(Suggestion.word(each, Group.FUNCTION)));
      case "\\timing", "\\x" ->
          List.of("on", "off").forEach(each -> found.add(Suggestion.word(each, Group.KEYWORD)));
      default -> {
        // takes nothing that could be suggested
      }
    }
    return new Completion(word, found);
  }

  /** Within single quotes: a path; within double ones: a name. In comments: nothing. */
  private Completion inQuotes(String before, String behind) {
    return switch (Pieces.missing(before)) {
      case QUOTE -> {
        String word = before.substring(before.lastIndexOf('\'') + 1);
        yield new Completion(word, LocalFiles.startingWith(word));
      }
      case NAME_QUOTE -> {
        int quote = before.lastIndexOf('"');
        List<Suggestion> found = new ArrayList<>();
        TablesInText tables = TablesInText.of(before.substring(0, quote) + behind);
        for (TablesInText.Table table : tables.all()) {
          vocabulary.columns(table.written()).forEach(name -> found.add(inDoubleQuotes(name)));
        }
        vocabulary.tables().forEach(name -> found.add(inDoubleQuotes(name)));
        yield new Completion(before.substring(quote), found);
      }
      default -> new Completion("", List.of());
    };
  }

  private static Suggestion inDoubleQuotes(String name) {
    return Suggestion.word(Quoted.name(name), Group.COLUMN);
  }

  private static boolean isOneOf(Lexeme lexeme, List<String> words) {
    return lexeme.kind() == Kind.WORD && words.contains(lexeme.text().toUpperCase(Locale.ROOT));
  }

  private static boolean isName(String name) {
    return name.chars().allMatch(c -> isWordPart((char) c));
  }

  private static String quoted(String name) {
    boolean isPlain = isName(name) && !name.isEmpty() && !Character.isDigit(name.charAt(0));
    return isPlain ? name : Quoted.name(name);
  }
}
