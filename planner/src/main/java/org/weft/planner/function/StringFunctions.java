package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.BOOLEAN;
import static org.weft.planner.type.SimpleType.INT64;
import static org.weft.planner.type.SimpleType.STRING;

import java.util.List;
import org.weft.planner.expr.Function;

/** Functions of text. Characters are Unicode code points, positions count from 1. */
final class StringFunctions {
  private StringFunctions() {}

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.STRING);
    letters(entries);
    pieces(entries);
    search(entries);
    building(entries);
    return entries.list();
  }

  private static void letters(Entries entries) {
    entries
        .add("upper", "The text with all letters as capitals.")
        .alias("ucase")
        .core("text TEXT", STRING, Function.UPPER);
    entries
        .add("lower", "The text with all letters small.")
        .alias("lcase")
        .core("text TEXT", STRING, Function.LOWER);
    entries
        .add("initcap", "Every word with a capital first letter and small others.")
        .form("text TEXT", STRING)
        .is(Trait.TOTAL);
    entries
        .add("capitalize", "The text with a capital first letter and small others.")
        .form("text TEXT", STRING)
        .is(Trait.TOTAL);
    entries
        .add("reverse", "The characters from the last to the first.")
        .form("text TEXT", STRING)
        .is(Trait.TOTAL);
    entries
        .add("length", "The number of characters; of bytes for binary values.")
        .alias("len", "char_length", "character_length")
        .core("text TEXT", INT64, Function.CHAR_LENGTH)
        .form("bytes BINARY", INT64)
        .is(Trait.TOTAL);
  }

  private static void pieces(Entries entries) {
    entries
        .add("substring", "The characters from a start on, and at most so many.")
        .alias("substr", "mid")
        .core("text TEXT, start INTEGER, [length INTEGER]", STRING, Function.SUBSTRING);
    entries
        .add("trim", "The text without spaces at both ends, or without any of the characters.")
        .alias("btrim", "strip")
        .core("text TEXT", STRING, Function.TRIM)
        .form("text TEXT, characters TEXT", STRING)
        .is(Trait.TOTAL);
    entries
        .add("ltrim", "The text without spaces at its start, or without any of the characters.")
        .alias("lstrip")
        .core("text TEXT", STRING, Function.LTRIM)
        .form("text TEXT, characters TEXT", STRING)
        .is(Trait.TOTAL);
    entries
        .add("rtrim", "The text without spaces at its end, or without any of the characters.")
        .alias("rstrip")
        .core("text TEXT", STRING, Function.RTRIM)
        .form("text TEXT, characters TEXT", STRING)
        .is(Trait.TOTAL);
    entries
        .add("left", "The first characters; all but the last ones if the count is negative.")
        .form("text TEXT, count INTEGER", STRING)
        .is(Trait.TOTAL);
    entries
        .add("right", "The last characters; all but the first ones if the count is negative.")
        .form("text TEXT, count INTEGER", STRING)
        .is(Trait.TOTAL);
    entries
        .add(
            "split_part",
            "The piece of this number between separators, counted from 1, or from the end if"
                + " negative; empty if there is none.")
        .alias("split_index")
        .form("text TEXT, separator TEXT, number INTEGER", STRING)
        .is(Trait.TOTAL);
  }

  private static void search(Entries entries) {
    entries
        .add("strpos", "Where the searched text first lies in the other, or 0.")
        .alias("instr")
        .core("text TEXT, searched TEXT", INT64, Function.POSITION);
    entries
        .add("starts_with", "True if the text starts with the other.")
        .alias("startswith", "prefix", "^@")
        .core("text TEXT, start TEXT", BOOLEAN, Function.STARTS_WITH);
    entries
        .add("ends_with", "True if the text ends with the other.")
        .alias("endswith", "suffix")
        .core("text TEXT, end TEXT", BOOLEAN, Function.ENDS_WITH);
    entries
        .add("contains", "True if the other text lies in the text.")
        .core("text TEXT, searched TEXT", BOOLEAN, Function.CONTAINS);
  }

  private static void building(Entries entries) {
    entries
        .add("replace", "The text with every occurrence of the searched one replaced.")
        .core("text TEXT, searched TEXT, replacement TEXT", STRING, Function.REPLACE);
    entries.add("repeat", "The text so many times over.").form("text TEXT, count INTEGER", STRING);
    entries
        .add("concat", "The texts one behind the other; null arguments are left out.")
        .form("value SHOWN...", STRING)
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL);
  }
}
