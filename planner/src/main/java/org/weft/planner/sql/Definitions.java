package org.weft.planner.sql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.weft.planner.sql.parse.Lexer;
import org.weft.planner.type.DataType;

/**
 * What a session has said of names that queries use: macros, variables and types. Immutable; names
 * are compared without case.
 *
 * @param macros by name in lower case
 * @param variables their values as SQL, by name in lower case
 * @param types by name in lower case
 */
public record Definitions(
    Map<String, Macro> macros, Map<String, String> variables, Map<String, NamedType> types) {
  /** Nothing. */
  static final Definitions NONE = new Definitions(Map.of(), Map.of(), Map.of());

  public Definitions {
    macros = Map.copyOf(macros);
    variables = Map.copyOf(variables);
    types = Map.copyOf(types);
  }

  /** What a macro stands for: an expression, or the rows of a query. */
  public enum Kind {
    SCALAR,
    TABLE
  }

  /**
   * A macro.
   *
   * @param forms different in their parameters
   */
  public record Macro(String name, Kind kind, List<Form> forms) {
    public Macro {
      forms = List.copyOf(forms);
    }
  }

  /** A type and the name that CREATE TYPE gave it. */
  public record NamedType(String name, DataType type) {}

  /**
   * A way to call a macro.
   *
   * @param body an expression or a query
   */
  public record Form(List<Parameter> parameters, String body) {
    public Form {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * A parameter of a macro.
   *
   * @param type what its value is cast to, as written
   * @param fallback the expression it stands for where a call gives it no value
   */
  public record Parameter(String name, Optional<String> type, Optional<String> fallback) {
    String key() {
      return Definitions.key(name);
    }
  }

  Definitions with(Macro macro) {
    Map<String, Macro> changed = new TreeMap<>(macros);
    changed.put(key(macro.name()), macro);
    return new Definitions(changed, variables, types);
  }

  Definitions withoutMacro(String name) {
    Map<String, Macro> changed = new TreeMap<>(macros);
    changed.remove(key(name));
    return new Definitions(changed, variables, types);
  }

  Definitions withVariable(String name, String value) {
    Map<String, String> changed = new TreeMap<>(variables);
    changed.put(key(name), value);
    return new Definitions(macros, changed, types);
  }

  Definitions withoutVariable(String name) {
    Map<String, String> changed = new TreeMap<>(variables);
    changed.remove(key(name));
    return new Definitions(macros, changed, types);
  }

  Definitions with(NamedType type) {
    Map<String, NamedType> changed = new TreeMap<>(types);
    changed.put(key(type.name()), type);
    return new Definitions(macros, variables, changed);
  }

  Definitions withoutType(String name) {
    Map<String, NamedType> changed = new TreeMap<>(types);
    changed.remove(key(name));
    return new Definitions(macros, variables, changed);
  }

  /** The type of a name that CREATE TYPE gave. */
  public Optional<DataType> type(String name) {
    return Optional.ofNullable(types.get(key(name))).map(NamedType::type);
  }

  /** True if a word of a type as it is written is a name that CREATE TYPE gave. */
  boolean mayName(String type) {
    return Lexer.lexemes(type).stream().anyMatch(word -> type(word.unquoted()).isPresent());
  }

  /** The macro of a name. */
  public Optional<Macro> macro(String name) {
    return Optional.ofNullable(macros.get(key(name)));
  }

  /** The value of a variable as SQL; null if it was never set. */
  String variable(String name) {
    return variables.getOrDefault(key(name), "NULL");
  }

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
