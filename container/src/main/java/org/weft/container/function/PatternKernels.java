package org.weft.container.function;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.weft.container.expression.tree.Failures;
import org.weft.container.function.text.Distances;
import org.weft.container.function.text.GlobText;
import org.weft.container.function.text.LikeText;
import org.weft.container.function.text.Occurrence;
import org.weft.container.function.text.Regexes;
import org.weft.container.function.text.Replacement;
import org.weft.planner.expr.LibraryCall;

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
    list.perCall(
        "regexp_count",
        call ->
            isInteger(call, 2)
                ? (in, out) -> out.integer(from(in.integer(2)).count(pattern(in, 3), in.text(0)))
                : (in, out) -> out.integer(Occurrence.FIRST.count(pattern(in, 2), in.text(0))));
    list.row("regexp_instr", PatternKernels::position);
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
    list.row("regexp_substr", PatternKernels::piece);
    list.perCall(
        "regexp_replace",
        call -> isInteger(call, 3) ? PatternKernels::replaceFrom : PatternKernels::replace);
    list.text("regexp_escape", Regexes::escape);
  }

  private static void replace(Arguments in, Answer out) {
    boolean all = in.count() > 3 && in.text(3).indexOf('g') >= 0;
    out.text(
        Occurrence.FIRST.replace(
            pattern(in, 3),
            in.text(0),
            in.made(2, Replacement::new),
            all ? Occurrence.Extent.ALL : Occurrence.Extent.ONE));
  }

  /** From a start on, every match or the one that is told. */
  private static void replaceFrom(Arguments in, Answer out) {
    long number = in.count() > 4 ? in.integer(4) : 0;
    Occurrence first = new Occurrence(in.integer(3), number == 0 ? 1 : number);
    Occurrence.Extent extent = number == 0 ? Occurrence.Extent.ALL : Occurrence.Extent.ONE;
    out.text(first.replace(pattern(in, 5), in.text(0), in.made(2, Replacement::new), extent));
  }

  private static boolean isInteger(LibraryCall call, int argument) {
    return call.inputs().size() > argument && call.inputs().get(argument).type().isInteger();
  }

  private static Occurrence from(long start) {
    return new Occurrence(start, 1);
  }

  /** The match that the third and the fourth argument tell. */
  private static Optional<MatchResult> match(Arguments in, int options) {
    long start = in.count() > 2 ? in.integer(2) : 1;
    long number = in.count() > 3 ? in.integer(3) : 1;
    return new Occurrence(start, number).find(pattern(in, options), in.text(0));
  }

  private static int group(Arguments in, int argument, MatchResult match) {
    long group = in.count() > argument ? in.integer(argument) : 0;
    if (group < 0 || group > match.groupCount()) {
      throw Failures.badValue("the regular expression has no group " + group);
    }
    return (int) group;
  }

  private static void position(Arguments in, Answer out) {
    boolean isEnd = in.count() > 4 && in.integer(4) != 0;
    Optional<MatchResult> match = match(in, 5);
    if (match.isEmpty()) {
      out.integer(0);
      return;
    }
    int group = group(in, 6, match.get());
    int offset = isEnd ? match.get().end(group) : match.get().start(group);
    out.integer(offset < 0 ? 0 : 1L + in.text(0).codePointCount(0, offset));
  }

  private static void piece(Arguments in, Answer out) {
    Optional<MatchResult> match = match(in, 4);
    String found = match.isEmpty() ? null : match.get().group(group(in, 5, match.get()));
    if (found == null) {
      out.nothing();
    } else {
      out.text(found);
    }
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
