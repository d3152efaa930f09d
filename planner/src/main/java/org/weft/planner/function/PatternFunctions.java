package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.BOOLEAN;
import static org.weft.planner.type.SimpleType.INT64;
import static org.weft.planner.type.SimpleType.STRING;

import java.util.List;

/** Functions of regular expressions and of LIKE's patterns. */
final class PatternFunctions {
  private static final String OPTIONS =
      " Options: i ignores case, s lets a dot match line ends, l takes the pattern literally.";

  private PatternFunctions() {}

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.PATTERN);
    tests(entries);
    pieces(entries);
    return entries.list();
  }

  private static void tests(Entries entries) {
    entries
        .add(
            "regexp_matches",
            "True if the regular expression (of Java) matches some part of the text." + OPTIONS)
        .alias("regexp_like", "regexp", "rlike")
        .form("text TEXT, pattern TEXT, [options TEXT]", BOOLEAN);
    entries
        .add("regexp_full_match", "True if the regular expression matches the whole text.")
        .form("text TEXT, pattern TEXT, [options TEXT]", BOOLEAN);
    entries
        .add("like_escape", "True if the text is LIKE the pattern with this escape character.")
        .alias("like")
        .form("text TEXT, pattern TEXT, [escape TEXT]", BOOLEAN);
    entries
        .add(
            "ilike_escape",
            "True if the text is LIKE the pattern without regard to the case of letters.")
        .alias("ilike")
        .form("text TEXT, pattern TEXT, [escape TEXT]", BOOLEAN);
    entries
        .add(
            "glob",
            "True if the pattern matches the whole text: * is any text, ? a character, [a-c] and"
                + " [!a-c] one of some; \\ takes what follows literally.")
        .form("text TEXT, pattern TEXT", BOOLEAN);
    entries
        .add("regexp_count", "How often the regular expression matches, from a start on.")
        .form("text TEXT, pattern TEXT, [options TEXT]", INT64)
        .form("text TEXT, pattern TEXT, start INTEGER, [options TEXT]", INT64);
    entries
        .add(
            "regexp_instr",
            "Where the first match starts, or 0; from a start on, of another match, behind its end"
                + " if end is 1, of a group of it.")
        .alias("regexp_position")
        .form(
            "text TEXT, pattern TEXT, [start INTEGER], [occurrence INTEGER], [end INTEGER],"
                + " [options TEXT], [group INTEGER]",
            INT64);
  }

  private static void pieces(Entries entries) {
    entries
        .add(
            "regexp_extract",
            "The first match, or a group of it; empty if nothing matches. Group 0 is the whole"
                + " match.")
        .form("text TEXT, pattern TEXT, [group INTEGER], [options TEXT]", STRING);
    entries
        .add(
            "regexp_substr",
            "The first match, null if nothing matches; from a start on, another match, a group of"
                + " it.")
        .form(
            "text TEXT, pattern TEXT, [start INTEGER], [occurrence INTEGER], [options TEXT], [group"
                + " INTEGER]",
            STRING)
        .is(Trait.GIVES_NULL);
    entries
        .add(
            "regexp_replace",
            "The text with the first match replaced, with option g every one; \\1 in the"
                + " replacement is the first group. From a start on every match is replaced, or"
                + " one.")
        .form("text TEXT, pattern TEXT, replacement TEXT, [options TEXT]", STRING)
        .form(
            "text TEXT, pattern TEXT, replacement TEXT, start INTEGER, [occurrence INTEGER],"
                + " [options TEXT]",
            STRING)
        .means("text, pattern", "regexp_replace(text, pattern, '', 'g')");
    entries
        .add("regexp_escape", "The text as a regular expression that matches it literally.")
        .form("text TEXT", STRING)
        .is(Trait.TOTAL);
  }
}
