package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.FLOAT64;
import static org.weft.planner.type.SimpleType.INT64;
import static org.weft.planner.type.SimpleType.STRING;

import java.util.List;

/** How alike texts are. */
final class DistanceFunctions {
  private DistanceFunctions() {}

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.STRING);
    entries
        .add(
            "levenshtein",
            "The fewest characters to insert, delete or replace to make one text the other.")
        .alias("levenshtein_distance", "editdistance")
        .alias("editdist3", "edit_distance")
        .form("a TEXT, b TEXT", INT64);
    entries
        .add(
            "damerau_levenshtein",
            "As levenshtein, where exchanging two neighbours is one step, too.")
        .form("a TEXT, b TEXT", INT64);
    entries
        .add("hamming", "In how many places two texts of one length, not 0, differ.")
        .alias("mismatches", "hamming_distance")
        .form("a TEXT, b TEXT", INT64);
    entries
        .add("jaccard", "The share of the characters in either text that are in both, 0 to 1.")
        .form("a TEXT, b TEXT", FLOAT64);
    entries
        .add("jaro_similarity", "How alike two short texts are by Jaro, 0 to 1.")
        .alias("jaro")
        .form("a TEXT, b TEXT", FLOAT64)
        .is(Trait.TOTAL);
    entries
        .add(
            "jaro_winkler_similarity",
            "How alike two short texts are by Jaro and Winkler, 0 to 1: equal starts count more.")
        .alias("jaro_winkler")
        .form("a TEXT, b TEXT", FLOAT64)
        .is(Trait.TOTAL);
    entries
        .add("soundex", "How a word sounds in English: a letter and three digits.")
        .form("text TEXT", STRING)
        .is(Trait.TOTAL);
    return entries.list();
  }
}
