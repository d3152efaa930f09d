package org.weft.io.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.weft.io.text.TypeGuess;
import org.weft.planner.scan.ValueTexts;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;

/** Which type the values of a column have. Values of several kinds are text, as JSON spells it. */
final class JsonGuess {
  private final ValueTexts spelling;
  private boolean flags;
  private boolean wholes;
  private boolean reals;
  private boolean lists;
  private TypeGuess texts;
  private JsonGuess elements;
  private final Map<String, JsonGuess> members = new LinkedHashMap<>();

  JsonGuess(ValueTexts spelling) {
    this.spelling = spelling;
  }

  void addFlag() {
    flags = true;
  }

  void addWhole() {
    wholes = true;
  }

  void addReal() {
    reals = true;
  }

  void addText(String text) {
    if (texts == null) {
      texts = new TypeGuess(spelling);
    }
    texts.add(text);
  }

  /** The guess of a list's elements. */
  JsonGuess elements() {
    lists = true;
    if (elements == null) {
      elements = new JsonGuess(spelling);
    }
    return elements;
  }

  /** The guess of a member. */
  JsonGuess member(String name) {
    return members.computeIfAbsent(name, n -> new JsonGuess(spelling));
  }

  Map<String, JsonGuess> members() {
    return members;
  }

  DataType type() {
    int kinds =
        (flags ? 1 : 0)
            + (wholes || reals ? 1 : 0)
            + (texts != null ? 1 : 0)
            + (lists ? 1 : 0)
            + (members.isEmpty() ? 0 : 1);
    if (kinds != 1) {
      return SimpleType.STRING;
    }
    if (flags) {
      return SimpleType.BOOLEAN;
    }
    if (wholes || reals) {
      return reals ? SimpleType.FLOAT64 : SimpleType.INT64;
    }
    if (texts != null) {
      return text();
    }
    if (lists) {
      return new ListType(elements.type());
    }
    List<Field> fields = new ArrayList<>();
    members.forEach((name, guess) -> fields.add(Field.nullable(name, guess.type())));
    return new StructType(fields);
  }

  /** Only dates and times are meant where quotes are: a number in quotes is text. */
  private DataType text() {
    DataType type = texts.type();
    return switch (type.kind()) {
      case DATE -> texts.datePattern().isEmpty() ? type : SimpleType.STRING;
      case TIME, TIMESTAMP -> type;
      default -> SimpleType.STRING;
    };
  }
}
