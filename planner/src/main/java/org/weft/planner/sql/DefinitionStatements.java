package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.Definitions.Form;
import org.weft.planner.sql.Definitions.Kind;
import org.weft.planner.sql.Definitions.Macro;
import org.weft.planner.sql.Definitions.Parameter;

/** Reads the statements that give names to text: macros, variables, types, prepared statements. */
final class DefinitionStatements {

  private final StatementCursor cursor;

  DefinitionStatements(StatementCursor cursor) {
    this.cursor = cursor;
  }

  /** True, and the word is read, if CREATE or DROP is of a macro. */
  boolean acceptMacro() {
    return cursor.accept("macro") || cursor.accept("function");
  }

  /** What stands behind CREATE MACRO. */
  Statement create(Statement.IfTaken ifTaken, TextPosition position) {
    String name = cursor.name();
    List<Form> forms = new ArrayList<>();
    List<Parameter> first = parameters();
    cursor.expect("as");
    if (cursor.accept("table")) {
      forms.add(new Form(first, tableBody()));
      while (cursor.acceptSymbol(',')) {
        List<Parameter> parameters = parameters();
        cursor.expect("as");
        cursor.expect("table");
        forms.add(new Form(parameters, tableBody()));
      }
      Macro macro = new Macro(name, Kind.TABLE, distinct(forms, position));
      return cursor.finished(new Statement.CreateMacro(macro, ifTaken, position));
    }
    forms.add(new Form(first, body()));
    while (cursor.acceptSymbol(',')) {
      List<Parameter> parameters = parameters();
      cursor.expect("as");
      forms.add(new Form(parameters, body()));
    }
    return cursor.finished(
        new Statement.CreateMacro(
            new Macro(name, Kind.SCALAR, distinct(forms, position)), ifTaken, position));
  }

  /** What stands behind CREATE TYPE. */
  Statement createType(Statement.IfTaken ifTaken, TextPosition position) {
    String name = typeName();
    cursor.expect("as");
    boolean isOfQuery = cursor.isWord(0, "enum") && cursor.isSymbol(1, '(') && startsQuery(2);
    if (isOfQuery) {
      cursor.expect("enum");
      Statement.Query values = cursor.parenthesizedQuery();
      return cursor.finished(
          new Statement.CreateType(
              name, values, Statement.CreateType.Form.ENUM_OF_QUERY, ifTaken, position));
    }
    Statement.Query type = cursor.rest("a type");
    return new Statement.CreateType(name, type, Statement.CreateType.Form.TYPE, ifTaken, position);
  }

  private boolean startsQuery(int distance) {
    return List.of("select", "with", "from", "values", "table").stream()
        .anyMatch(word -> cursor.isWord(distance, word));
  }

  /** What stands behind DROP TYPE. */
  Statement dropType(TextPosition position) {
    Statement.IfMissing ifMissing = cursor.ifMissing();
    String name = typeName();
    if (!cursor.accept("restrict")) {
      cursor.accept("cascade"); // tables keep the values of their enums
    }
    return cursor.finished(new Statement.DropType(name, ifMissing, position));
  }

  private String typeName() {
    TextPosition place = cursor.place();
    TableName name = cursor.tableName();
    if (name.parts().size() > 1) {
      throw WeftException.of(
              ErrorCode.UNSUPPORTED_FEATURE, "types are in no schema: '" + name + "'")
          .at(place)
          .hint("name the type without one");
    }
    return name.last();
  }

  private String tableBody() {
    if (!cursor.isAtEnd() && !cursor.startsQuery()) {
      throw cursor.unexpected("a query");
    }
    return cursor.tableForm().text();
  }

  private String body() {
    return cursor.piece("an expression").text();
  }

  private List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    cursor.expectSymbol('(');
    while (!cursor.acceptSymbol(')')) {
      TextPosition place = cursor.place();
      String name = cursor.name();
      Optional<String> type = type();
      Optional<String> fallback =
          cursor.acceptOperator(":=") ? Optional.of(body()) : Optional.empty();
      requirePlace(name, fallback, parameters, place);
      parameters.add(new Parameter(name, type, fallback));
      if (!cursor.isSymbol(0, ')')) {
        cursor.expectSymbol(',');
      }
    }
    return parameters;
  }

  private static void requirePlace(
      String name, Optional<String> fallback, List<Parameter> before, TextPosition place) {
    if (before.stream().anyMatch(other -> other.name().equalsIgnoreCase(name))) {
      throw WeftException.of(ErrorCode.INVALID_QUERY, "the macro has two parameters '" + name + "'")
          .at(place);
    }
    if (fallback.isEmpty() && before.stream().anyMatch(each -> each.fallback().isPresent())) {
      throw WeftException.of(
              ErrorCode.INVALID_QUERY,
              "parameter '" + name + "' without a value of its own is behind one that has one")
          .at(place)
          .hint("put those with := last");
    }
  }

  /** A type behind a parameter's name, if there is one. */
  private Optional<String> type() {
    int mark = cursor.mark();
    int depth = 0;
    while (!cursor.isAtEnd() && (depth > 0 || !endsType())) {
      depth += cursor.isSymbol(0, '(') ? 1 : cursor.isSymbol(0, ')') ? -1 : 0;
      cursor.take("a type");
    }
    return cursor.mark() == mark ? Optional.empty() : Optional.of(cursor.writtenFrom(mark));
  }

  private boolean endsType() {
    return cursor.isSymbol(0, ',') || cursor.isSymbol(0, ')') || cursor.isOperator(0, ":=");
  }

  /** Forms are told apart by how many parameters they have, and by nothing else. */
  private static List<Form> distinct(List<Form> forms, TextPosition position) {
    long sizes = forms.stream().map(form -> form.parameters().size()).distinct().count();
    if (sizes < forms.size()) {
      throw WeftException.of(
              ErrorCode.UNSUPPORTED_FEATURE,
              "forms of a macro with as many parameters as others are not supported")
          .at(position)
          .hint("make a macro of each");
    }
    return forms;
  }

  /** What stands behind DROP MACRO. */
  Statement drop(TextPosition position) {
    cursor.accept("table");
    Statement.IfMissing ifMissing = cursor.ifMissing();
    return cursor.finished(new Statement.DropMacro(cursor.name(), ifMissing, position));
  }

  /** What stands behind SET VARIABLE. */
  Statement setVariable(TextPosition position) {
    String name = cursor.name();
    if (!cursor.acceptSymbol('=')) {
      cursor.expect("to");
    }
    Statement.Query value = cursor.piece("a value");
    return cursor.finished(new Statement.SetVariable(name, value, position));
  }

  /** What stands behind RESET VARIABLE. */
  Statement resetVariable(TextPosition position) {
    return cursor.finished(new Statement.ResetVariable(cursor.name(), position));
  }

  /** What stands behind PREPARE. */
  Statement prepare(TextPosition position) {
    String name = cursor.name();
    cursor.expect("as");
    return new Statement.Prepare(name, cursor.rest("a statement"), position);
  }

  /** What stands behind EXECUTE. */
  Statement execute(TextPosition position) {
    if (cursor.isWord(0, "immediate") && !cursor.isSymbol(1, '(')) {
      cursor.accept("immediate");
      return executeImmediate(position);
    }
    String name = cursor.name();
    List<Statement.Execute.Argument> arguments = new ArrayList<>();
    if (cursor.acceptSymbol('(')) {
      while (!cursor.acceptSymbol(')')) {
        boolean isNamed = cursor.isOperator(1, ":=") || cursor.isOperator(1, "=>");
        Optional<String> parameter = isNamed ? Optional.of(cursor.name()) : Optional.empty();
        if (isNamed) {
          cursor.take(":=");
        }
        arguments.add(new Statement.Execute.Argument(parameter, cursor.piece("a value")));
        if (!cursor.isSymbol(0, ')')) {
          cursor.expectSymbol(',');
        }
      }
    }
    return cursor.finished(new Statement.Execute(name, arguments, position));
  }

  private Statement executeImmediate(TextPosition position) {
    Statement.Query text = cursor.piece(Set.of("using"), "a text");
    List<Statement.Execute.Argument> arguments = new ArrayList<>();
    if (cursor.accept("using")) {
      boolean isList = cursor.acceptSymbol('(');
      do {
        Statement.Query value = cursor.piece(Set.of("as"), "a value");
        Optional<String> name = cursor.accept("as") ? Optional.of(cursor.name()) : Optional.empty();
        arguments.add(new Statement.Execute.Argument(name, value));
      } while (cursor.acceptSymbol(','));
      if (isList) {
        cursor.expectSymbol(')');
      }
    }
    return cursor.finished(new Statement.ExecuteImmediate(text, arguments, position));
  }

  /** What stands behind DEALLOCATE. */
  Statement deallocate(TextPosition position) {
    cursor.accept("prepare");
    String name = cursor.name();
    boolean isAll = name.equalsIgnoreCase("all");
    return cursor.finished(new Statement.Deallocate(isAll ? "" : name, position));
  }
}
