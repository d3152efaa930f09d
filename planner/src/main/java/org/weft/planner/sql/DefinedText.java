package org.weft.planner.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.Definitions.Form;
import org.weft.planner.sql.Definitions.Kind;
import org.weft.planner.sql.Definitions.Macro;
import org.weft.planner.sql.Definitions.Parameter;
import org.weft.planner.sql.parse.Lexer;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/**
 * A query with the macros and variables of its session put in. It works on lexemes: a macro is text
 * that is written once and read at many places.
 */
public final class DefinedText {
  /** Macros inside macros; more are taken for one that calls itself. */
  private static final int DEEPEST = 50;

  /** Stands for a value that is cast to the type of its parameter. */
  private static final String VALUE = "typed$value";

  private final Definitions definitions;
  private final ComposedQuery.Builder out = new ComposedQuery.Builder();

  private DefinedText(Definitions definitions) {
    this.definitions = definitions;
  }

  /**
   * The query that is meant; empty if it is the one that is written.
   *
   * @throws WeftException INVALID_QUERY for a call that a macro does not take
   */
  public static Optional<ComposedQuery> of(Statement.Query query, Definitions definitions) {
    String lower = query.text().toLowerCase(Locale.ROOT);
    boolean mayHave =
        lower.contains("getvariable")
            || TextTables.mayHave(lower)
            || definitions.macros().keySet().stream().anyMatch(lower::contains);
    if (!mayHave) {
      return Optional.empty();
    }
    DefinedText text = new DefinedText(definitions);
    text.write(new Part(query, Map.of(), 0));
    ComposedQuery meant = text.out.at(query.position());
    return Optional.of(query.origin() == TextOrigin.ELSEWHERE ? meant.elsewhere() : meant);
  }

  /**
   * A text to be written.
   *
   * @param arguments what names in it stand for, by name in lower case
   */
  private record Part(Statement.Query text, Map<String, Part> arguments, int depth) {
    Part inside(int from, int to) {
      return new Part(text.part(from, to), arguments, depth);
    }

    /** A text of a macro that this one calls at an offset, which is where its errors are told. */
    Part called(int at, String body, Map<String, Part> bound) {
      return new Part(Statement.Query.standingFor(text.place(at), body), bound, depth + 1);
    }
  }

  private void write(Part part) {
    List<Lexeme> lexemes = Lexer.lexemes(part.text().text());
    int done = 0;
    for (int next = 0; next < lexemes.size(); next++) {
      int last = replaced(part, lexemes, next, done);
      if (last >= 0) {
        done = lexemes.get(last).end();
        next = last;
      }
    }
    copy(part, done, part.text().text().length());
  }

  /** Writes what a name stands for, behind what is in front of it; its last lexeme, or -1. */
  private int replaced(Part part, List<Lexeme> lexemes, int at, int done) {
    Lexeme name = lexemes.get(at);
    boolean isName = name.kind() == Lexer.Kind.WORD || name.kind() == Lexer.Kind.NAME;
    if (!isName || (at > 0 && lexemes.get(at - 1).is('.'))) {
      return -1;
    }
    if (at + 1 < lexemes.size() && lexemes.get(at + 1).is('(')) {
      MacroCall call = new MacroCall(lexemes, at);
      if (name.is("getvariable")) {
        copy(part, done, name.start());
        String value = definitions.variable(variable(part, call));
        out.add(" ").standingFor(part.text().place(name.start()), value);
        return call.last();
      }
      if (TextTables.isOne(lexemes, at)) {
        copy(part, done, name.start());
        expand(part, name, call);
        return call.last();
      }
      Optional<Macro> macro = definitions.macro(name.unquoted());
      if (macro.isEmpty()) {
        return -1;
      }
      copy(part, done, name.start());
      expand(part, macro.get(), call);
      return call.last();
    }
    Part argument = part.arguments().get(Definitions.key(name.unquoted()));
    boolean isAlias = at > 0 && lexemes.get(at - 1).is("as");
    boolean isQualifier = at + 1 < lexemes.size() && lexemes.get(at + 1).is('.');
    if (argument == null || isAlias || isQualifier) {
      return -1;
    }
    copy(part, done, name.start());
    argument(argument);
    return at;
  }

  /** An argument in parentheses, unless it is a lambda, which stands in none. */
  private void argument(Part argument) {
    boolean isLambda =
        Lexer.lexemes(argument.text().text()).stream()
            .anyMatch(lexeme -> lexeme.isSymbol("->") || lexeme.is("lambda"));
    out.standingFor(argument.text().place(0), isLambda ? " " : " (");
    write(argument);
    out.add(isLambda ? " " : ") ");
  }

  private static String variable(Part part, MacroCall call) {
    return call.text()
        .orElseThrow(
            () ->
                WeftException.of(
                        ErrorCode.UNSUPPORTED_FEATURE, "getvariable takes a name in single quotes")
                    .at(part.text().place(call.start())));
  }

  private void copy(Part part, int from, int to) {
    if (from < to) {
      out.written(part.text().part(from, to));
    }
  }

  private void expand(Part part, Macro macro, MacroCall call) {
    if (part.depth() > DEEPEST) {
      throw WeftException.of(ErrorCode.INVALID_QUERY, "macro '" + macro.name() + "' calls itself")
          .at(part.text().place(call.start()));
    }
    Form form =
        call.form(macro).orElseThrow(() -> mismatch(macro).at(part.text().place(call.start())));
    Map<String, Part> bound = new HashMap<>();
    for (int i = 0; i < form.parameters().size(); i++) {
      Parameter parameter = form.parameters().get(i);
      Optional<MacroCall.Argument> given = call.argument(i, parameter);
      Part value =
          given.isPresent()
              ? part.inside(given.get().start(), given.get().end())
              : part.called(call.start(), parameter.fallback().orElseThrow(), Map.of());
      Part cast =
          parameter
              .type()
              .map(type -> "CAST(" + VALUE + " AS " + type + ")")
              .map(typed -> part.called(call.start(), typed, Map.of(VALUE, value)))
              .orElse(value);
      bound.put(parameter.key(), cast);
    }
    out.standingFor(part.text().place(call.start()), " (");
    write(part.called(call.start(), form.body(), bound));
    out.add(") ");
    if (macro.kind() == Kind.TABLE && !call.isNamed()) {
      out.add("AS ").name(macro.name()).add(" ");
    }
  }

  /** The query that a table of FROM names by a text. */
  private void expand(Part part, Lexeme function, MacroCall call) {
    List<String> arguments =
        call.arguments().stream()
            .map(argument -> expanded(part.inside(argument.start(), argument.end())))
            .toList();
    try {
      out.standingFor(part.text().place(call.start()), " (");
      write(part.called(call.start(), TextTables.query(function, arguments), Map.of()));
    } catch (WeftException e) {
      throw e.at(part.text().place(call.start()));
    }
    out.add(") ");
    if (!call.isNamed()) {
      out.add("AS ").name(function.unquoted()).add(" ");
    }
  }

  private String expanded(Part part) {
    DefinedText alone = new DefinedText(definitions);
    alone.write(part);
    return alone.out.text();
  }

  private static WeftException mismatch(Macro macro) {
    List<String> usages =
        macro.forms().stream()
            .map(
                form ->
                    macro.name()
                        + "("
                        + String.join(
                            ", ", form.parameters().stream().map(Parameter::name).toList())
                        + ")")
            .toList();
    return WeftException.of(
            ErrorCode.INVALID_QUERY, "macro '" + macro.name() + "' does not take these arguments")
        .hint("use " + String.join(" or ", usages));
  }
}
