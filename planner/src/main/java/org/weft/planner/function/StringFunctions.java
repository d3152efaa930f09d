package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.BOOLEAN;
import static org.weft.planner.type.SimpleType.INT32;
import static org.weft.planner.type.SimpleType.INT64;
import static org.weft.planner.type.SimpleType.STRING;

import java.util.List;
import org.weft.planner.expr.Function;
import org.weft.planner.type.ListType;
import org.weft.planner.type.SimpleType;

/** Functions that take texts apart and put them together. */
final class StringFunctions {
  private StringFunctions() {}

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.STRING);
    letters(entries);
    lengths(entries);
    pieces(entries);
    graphemes(entries);
    search(entries);
    building(entries);
    characters(entries);
    names(entries);
    return entries.list();
  }

  private static void letters(Entries entries) {
    entries
        .add("upper", "The text with all letters as capitals.")
        .alias("ucase")
        .core("text TEXT", STRING, Function.UPPER);
    entries
        .add("lower", "The text with all letters small.")
        .alias("casefold")
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
        .add("strip_accents", "The letters without accents.")
        .form("text TEXT", STRING)
        .is(Trait.TOTAL);
    entries
        .add("nfc_normalize", "The text with accents and letters composed (Unicode form NFC).")
        .form("text TEXT", STRING)
        .is(Trait.TOTAL);
    entries
        .add(
            "normalize",
            "The text normalised as told: without ASCII punctuation, with small letters, with"
                + " accents apart (Unicode form NFD), with single spaces inside and none at the"
                + " ends.")
        .form(
            "text TEXT, [remove_punct BOOLEAN], [lowercase BOOLEAN], [nfd_unicode BOOLEAN],"
                + " [white_space BOOLEAN]",
            STRING)
        .is(Trait.TOTAL);
  }

  private static void names(Entries entries) {
    String words =
        "; words end at anything but letters and digits, and where a capital follows a small"
            + " letter.";
    entries
        .add("to_camel_case", "The words written likeThis" + words)
        .alias("camel_case")
        .form("text TEXT", STRING)
        .is(Trait.TOTAL);
    entries
        .add("to_upper_camel_case", "The words written LikeThis" + words)
        .alias("upper_camel_case", "pascal_case")
        .form("text TEXT", STRING)
        .is(Trait.TOTAL);
    entries
        .add("to_snake_case", "The words written like_this" + words)
        .alias("snake_case")
        .form("text TEXT", STRING)
        .is(Trait.TOTAL);
    entries
        .add("to_upper_snake_case", "The words written LIKE_THIS" + words)
        .alias("upper_snake_case")
        .form("text TEXT", STRING)
        .is(Trait.TOTAL);
    entries
        .add("to_kebab_case", "The words written like-this" + words)
        .alias("kebab_case")
        .form("text TEXT", STRING)
        .is(Trait.TOTAL);
    entries
        .add("to_upper_kebab_case", "The words written LIKE-THIS" + words)
        .alias("upper_kebab_case")
        .form("text TEXT", STRING)
        .is(Trait.TOTAL);
    entries
        .add("to_title_case", "The words written Like This" + words)
        .alias("title_case")
        .form("text TEXT", STRING)
        .is(Trait.TOTAL);
  }

  private static void lengths(Entries entries) {
    entries
        .add("length", "The number of characters, bytes, elements of a list or pairs of a map.")
        .alias("len", "char_length", "character_length", "cardinality", "size", "array_size")
        .core("text TEXT", INT64, Function.CHAR_LENGTH)
        .form("bytes BINARY", INT64)
        .form("list ANY_LIST", INT64)
        .form("map MAP", INT64)
        .is(Trait.TOTAL);
    entries
        .add("octet_length", "The number of bytes, of a text in UTF-8.")
        .alias("strlen", "length_bytes", "byte_length")
        .form("bytes BYTES", INT64)
        .is(Trait.TOTAL);
    entries
        .add("bit_length", "The number of bits, of a text in UTF-8.")
        .form("bytes BYTES", INT64)
        .is(Trait.TOTAL);
  }

  private static void graphemes(Entries entries) {
    String what = " What is seen as one character counts as one, whatever it is made of.";
    entries
        .add("length_grapheme", "The number of characters." + what)
        .alias("grapheme_length")
        .form("text TEXT", INT64)
        .is(Trait.TOTAL);
    entries
        .add("left_grapheme", "The first characters; all but so many if negative." + what)
        .form("text TEXT, count INTEGER", STRING)
        .is(Trait.TOTAL);
    entries
        .add("right_grapheme", "The last characters; all but so many if negative." + what)
        .form("text TEXT, count INTEGER", STRING)
        .is(Trait.TOTAL);
    entries
        .add("substring_grapheme", "So many characters from a position on, as substring." + what)
        .form("text TEXT, start INTEGER, [length INTEGER]", STRING)
        .is(Trait.TOTAL);
  }

  private static void pieces(Entries entries) {
    entries
        .add("sentences", "The sentences of an English text, each a list of its words.")
        .form("text TEXT", new ListType(new ListType(STRING)))
        .is(Trait.TOTAL);
    entries
        .add(
            "substring",
            "The characters from a start on, and at most so many; a negative start counts from the"
                + " end, a negative length takes characters in front of the start.")
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
        .alias("strleft")
        .form("text TEXT, count INTEGER", STRING)
        .is(Trait.TOTAL);
    entries
        .add("right", "The last characters; all but the first ones if the count is negative.")
        .alias("strright")
        .form("text TEXT, count INTEGER", STRING)
        .is(Trait.TOTAL);
    entries
        .add(
            "split_part",
            "The piece of this number between separators, counted from 1, or from the end if"
                + " negative; empty if there is none. An empty separator splits characters.")
        .form("text TEXT, separator TEXT, number INTEGER", STRING)
        .is(Trait.TOTAL);
    entries
        .add(
            "substring_index",
            "What stands before the separator of this number, or behind it counted from the end if"
                + " negative; all if there are fewer.")
        .alias("substr_index")
        .form("text TEXT, separator TEXT, number INTEGER", STRING)
        .is(Trait.TOTAL);
  }

  private static void search(Entries entries) {
    entries
        .add("strpos", "Where the searched text first lies in the other, or 0.")
        .alias("instr")
        .core("text TEXT, searched TEXT", INT64, Function.POSITION);
    entries
        .add("locate", "Where the searched text first lies in the other from a start on, or 0.")
        .alias("charindex")
        .form("searched TEXT, text TEXT, [start INTEGER]", INT64)
        .is(Trait.TOTAL);
    entries
        .add("find", "Where the searched text first lies in the other counted from 0, or -1.")
        .form("text TEXT, searched TEXT", INT64)
        .is(Trait.TOTAL);
    entries
        .add("find_in_set", "The place of a text among those between commas, or 0.")
        .form("searched TEXT, list TEXT", INT64)
        .is(Trait.TOTAL);
    entries
        .add("starts_with", "True if the text starts with the other.")
        .alias("startswith", "prefix")
        .core("text TEXT, start TEXT", BOOLEAN, Function.STARTS_WITH)
        .form("bytes BINARY, start BINARY", BOOLEAN);
    entries
        .add("ends_with", "True if the text ends with the other.")
        .alias("endswith", "suffix")
        .core("text TEXT, end TEXT", BOOLEAN, Function.ENDS_WITH)
        .form("bytes BINARY, end BINARY", BOOLEAN);
    entries
        .add("contains", "True if the other text lies in the text.")
        .core("text TEXT, searched TEXT", BOOLEAN, Function.CONTAINS)
        .form("bytes BINARY, searched BINARY", BOOLEAN);
    entries
        .add(
            "count_matches",
            "How often the searched text lies in the other, if wanted only as a whole word or in"
                + " any case.")
        .form("text TEXT, searched TEXT, [whole_words BOOLEAN], [case_sensitive BOOLEAN]", INT64)
        .is(Trait.TOTAL);
  }

  private static void building(Entries entries) {
    entries
        .add("replace", "The text with every occurrence of the searched one replaced.")
        .core("text TEXT, searched TEXT, replacement TEXT", STRING, Function.REPLACE)
        .means("text, searched", "replace(text, searched, '')");
    entries
        .add(
            "translate",
            "The text with each character of the first list replaced by that of the second at the"
                + " same place, or left out.")
        .alias("translate3")
        .form("text TEXT, from TEXT, to TEXT", STRING)
        .is(Trait.TOTAL);
    entries
        .add("overlay", "The text with so many characters from a start on replaced.")
        .form("text TEXT, replacement TEXT, start INTEGER, [length INTEGER]", STRING)
        .written("overlay(text PLACING replacement FROM start [FOR length])");
    entries
        .add("repeat", "The text, or the elements of the list, so many times over.")
        .form("text BYTES, count INTEGER", ResultRule.argument(0))
        .form("list ANY_LIST, count INTEGER", ResultRule.argument(0))
        .is(Trait.LENGTHENS);
    entries.add("space", "So many spaces.").form("count INTEGER", STRING).is(Trait.LENGTHENS);
    entries
        .add(
            "lpad",
            "The text filled up on the left to so many characters, with spaces or another text;"
                + " cut on the right if it is longer.")
        .form("text TEXT, length INTEGER, [fill TEXT]", STRING)
        .form("bytes BINARY, length INTEGER, [fill BINARY]", SimpleType.BINARY)
        .is(Trait.LENGTHENS);
    entries
        .add(
            "rpad",
            "The text filled up on the right to so many characters, with spaces or another text;"
                + " cut on the right if it is longer.")
        .form("text TEXT, length INTEGER, [fill TEXT]", STRING)
        .form("bytes BINARY, length INTEGER, [fill BINARY]", SimpleType.BINARY)
        .is(Trait.LENGTHENS);
    entries
        .add(
            "concat",
            "The values as texts one behind the other, or the lists as one; nulls are left out.")
        .form("value SHOWN...", STRING)
        .form("list LIST...", ResultRule.argument(0))
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL);
    entries
        .add(
            "concat_ws",
            "The values as texts with a separator between them, of lists the elements; nulls are"
                + " left out, a null separator gives null.")
        .form("separator TEXT, value JOINED...", STRING)
        .is(Trait.TAKES_NULLS);
    entries
        .add(
            "format",
            "The text with each {} replaced by the next value; {0} takes a value by its number,"
                + " {:>8.2f} and the like give width, alignment and digits.")
        .form("format TEXT", STRING)
        .form("format TEXT, value PRINTED...", STRING);
    entries
        .add("printf", "The text with %d, %s, %.2f and the like replaced by the values.")
        .alias("format_string")
        .form("format TEXT", STRING)
        .form("format TEXT, value PRINTED...", STRING);
    entries
        .add(
            "bar", "A bar of blocks as long as x between min and max, of a width of 80 or as told.")
        .form("x REAL, min REAL, max REAL, [width REAL]", STRING)
        .is(Trait.LENGTHENS);
    entries
        .add("format_bytes", "A number of bytes for people, such as 1.4 KiB.")
        .alias("formatreadablesize", "pg_size_pretty")
        .form("bytes INTEGER", STRING)
        .is(Trait.TOTAL);
    entries
        .add("formatreadabledecimalsize", "A number of bytes for people, such as 1.5 kB.")
        .form("bytes INTEGER", STRING)
        .is(Trait.TOTAL);
  }

  private static void characters(Entries entries) {
    entries
        .add("ascii", "The code point of the first character, 0 for an empty text.")
        .form("text TEXT", INT32)
        .is(Trait.TOTAL);
    entries
        .add("unicode", "The code point of the first character, -1 for an empty text.")
        .alias("codepoint")
        .alias("ord")
        .form("text TEXT", INT32)
        .is(Trait.TOTAL);
    entries.add("chr", "The character of a code point.").alias("char").form("code INTEGER", STRING);
  }
}
