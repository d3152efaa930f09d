package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.Definitions.Form;
import org.weft.planner.sql.Definitions.Macro;
import org.weft.planner.sql.Definitions.Parameter;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;
import org.weft.planner.sql.parse.ReservedWords;

/** A call in a text: a name and arguments in parentheses. */
final class MacroCall {
  private static final Set<String> OPENING = Set.of("(", "[", "{");
  private static final Set<String> CLOSING = Set.of(")", "]", "}");

  private final List<Lexeme> lexemes;
  private final int first;
  private final int last;
  private final List<Argument> arguments = new ArrayList<>();

  /**
   * An argument.
   *
   * @param name in lower case, if it has one
   * @param start the offset of its value's first character
   * @param end the offset behind its value
   */
  record Argument(Optional<String> name, int start, int end) {}

  /**
   * Reads a call.
   *
   * @param first the number of the lexeme that is its name; an opening parenthesis comes next
   */
  MacroCall(List<Lexeme> lexemes, int first) {
    this.lexemes = lexemes;
    this.first = first;
    int from = first + 2;
    int depth = 0;
    int next = from;
    while (true) {
      if (next == lexemes.size()) {
        throw WeftException.of(ErrorCode.SYNTAX, "a parenthesis is not closed")
            .at(lexemes.get(first + 1).position());
      }
      Lexeme lexeme = lexemes.get(next);
      boolean isEnd = depth == 0 && CLOSING.contains(lexeme.text());
      if (isEnd || (depth == 0 && lexeme.is(','))) {
        if (next > from) {
          arguments.add(argument(from, next));
        }
        from = next + 1;
      }
      if (isEnd) {
        break;
      }
      depth += OPENING.contains(lexeme.text()) ? 1 : 0;
      depth -= CLOSING.contains(lexeme.text()) ? 1 : 0;
      next++;
    }
    this.last = next;
  }

  private Argument argument(int from, int to) {
    boolean isNamed =
        to - from > 2
            && (lexemes.get(from + 1).isSymbol(":=") || lexemes.get(from + 1).isSymbol("=>"));
    Optional<String> name =
        isNamed ? Optional.of(Definitions.key(lexemes.get(from).unquoted())) : Optional.empty();
    Lexeme value = lexemes.get(isNamed ? from + 2 : from);
    return new Argument(name, value.start(), lexemes.get(to - 1).end());
  }

  /** The number of its last lexeme, which is a closing parenthesis. */
  int last() {
    return last;
  }

  /** The offset of its first character. */
  int start() {
    return lexemes.get(first).start();
  }

  /** What it is given, in order. */
  List<Argument> arguments() {
    return arguments;
  }

  /** The text in single quotes that is all it is given. */
  Optional<String> text() {
    boolean isText = last == first + 3 && lexemes.get(first + 2).kind() == Kind.STRING;
    return isText ? Optional.of(lexemes.get(first + 2).unquoted()) : Optional.empty();
  }

  /** True if a name of a table follows. */
  boolean isNamed() {
    if (last + 1 >= lexemes.size()) {
      return false;
    }
    Lexeme next = lexemes.get(last + 1);
    return next.kind() == Kind.NAME
        || next.is("as")
        || (next.kind() == Kind.WORD && ReservedWords.isBareAlias(next.text()));
  }

  private long places() {
    return arguments.stream().filter(argument -> argument.name().isEmpty()).count();
  }

  /** What a parameter is given. */
  Optional<Argument> argument(int place, Parameter parameter) {
    if (place < places()) {
      return Optional.of(arguments.get(place));
    }
    return arguments.stream()
        .filter(argument -> argument.name().equals(Optional.of(parameter.key())))
        .findFirst();
  }

  /** The first form that takes all arguments, and whose parameters all have a value. */
  Optional<Form> form(Macro macro) {
    return macro.forms().stream().filter(this::fits).findFirst();
  }

  private boolean fits(Form form) {
    List<Parameter> parameters = form.parameters();
    int places = (int) places();
    if (places > parameters.size()) {
      return false;
    }
    List<Parameter> rest = parameters.subList(places, parameters.size());
    boolean isComplete =
        rest.stream()
            .allMatch(
                parameter ->
                    parameter.fallback().isPresent()
                        || argument(parameters.size(), parameter).isPresent());
    List<String> names = rest.stream().map(Parameter::key).toList();
    return isComplete
        && arguments.subList(places, arguments.size()).stream()
            .allMatch(argument -> argument.name().filter(names::contains).isPresent());
  }
}
