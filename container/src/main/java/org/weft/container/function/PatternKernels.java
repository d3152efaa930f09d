package org.weft.container.function;

import java.util.regex.Pattern;
import org.weft.container.function.text.Distances;
import org.weft.container.function.text.GlobText;
import org.weft.container.function.text.LikeText;
import org.weft.container.function.text.Regexes;
import org.weft.container.function.text.Replacement;

/** Kernels of patterns, and of how alike texts are. */
final class PatternKernels {
  private PatternKernels() {}

  static void add(KernelList list) {
    tests(list);
    pieces(list);
    distances(list);
  }

  private static Pattern pattern(Arguments in, int options) {
    return in.made(1, options, Regexes::compile);
  }

  private static void tests(KernelList list) {
    list.row("regexp_matches", (in, out) -> out.flag(Regexes.finds(pattern(in, 2), in.text(0))));
    list.row(
        "regexp_full_match", (in, out) -> out.flag(Regexes.matches(pattern(in, 2), in.text(0))));
    list.row("regexp_count", (in, out) -> out.integer(Regexes.count(pattern(in, 2), in.text(0))));
    list.row(
        "regexp_instr", (in, out) -> out.integer(Regexes.position(pattern(in, 2), in.text(0))));
    list.row("glob", (in, out) -> out.flag(in.made(1, GlobText::new).matches(in.text(0))));
    list.row(
        "like_escape",
        (in, out) -> out.flag(in.made(1, 2, LikeText::sensitive).matches(in.text(0))));
    list.row(
        "ilike_escape",
        (in, out) -> out.flag(in.made(1, 2, LikeText::insensitive).matches(in.text(0))));
  }

  private static void pieces(KernelList list) {
    list.row(
        "regexp_extract",
        (in, out) -> {
          long group = in.count() > 2 ? in.integer(2) : 0;
          String found = Regexes.extract(pattern(in, 3), in.text(0), group);
          out.text(found == null ? "" : found);
        });
    list.row(
        "regexp_substr",
        (in, out) -> {
          String found = Regexes.extract(pattern(in, 2), in.text(0), 0);
          if (found == null) {
            out.nothing();
          } else {
            out.text(found);
          }
        });
    list.row(
        "regexp_replace",
        (in, out) -> {
          boolean all = in.count() > 3 && in.text(3).indexOf('g') >= 0;
          out.text(
              Regexes.replace(
                  pattern(in, 3),
                  in.text(0),
                  in.made(2, Replacement::new),
                  all ? Regexes.Extent.ALL : Regexes.Extent.FIRST));
        });
    list.text("regexp_escape", Regexes::escape);
  }

  private static void distances(KernelList list) {
    list.row(
        "levenshtein", (in, out) -> out.integer(Distances.levenshtein(in.text(0), in.text(1))));
    list.row(
        "damerau_levenshtein", (in, out) -> out.integer(Distances.damerau(in.text(0), in.text(1))));
    list.row("hamming", (in, out) -> out.integer(Distances.hamming(in.text(0), in.text(1))));
    list.row("jaccard", (in, out) -> out.real(Distances.jaccard(in.text(0), in.text(1))));
    list.row("jaro_similarity", (in, out) -> out.real(Distances.jaro(in.text(0), in.text(1))));
    list.row(
        "jaro_winkler_similarity",
        (in, out) -> out.real(Distances.jaroWinkler(in.text(0), in.text(1))));
    list.text("soundex", Distances::soundex);
  }
}
