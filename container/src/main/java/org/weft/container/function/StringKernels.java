package org.weft.container.function;

import java.util.Arrays;
import java.util.Locale;
import org.weft.container.expression.tree.Failures;
import org.weft.container.function.text.FormatString;
import org.weft.container.function.text.Graphemes;
import org.weft.container.function.text.JoinedBytes;
import org.weft.container.function.text.Letters;
import org.weft.container.function.text.PaddedBytes;
import org.weft.container.function.text.Padding;
import org.weft.container.function.text.Pieces;
import org.weft.container.function.text.PrintfString;
import org.weft.container.function.text.Words;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.ListType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.ListReader;
import org.weft.planner.vector.nested.MapReader;

/** Kernels of functions that take texts apart and put them together. */
final class StringKernels {
  private StringKernels() {}

  static void add(KernelList list) {
    letters(list);
    pieces(list);
    graphemes(list);
    search(list);
    building(list);
  }

  private static void letters(KernelList list) {
    list.text("initcap", Letters::initcap);
    list.text("capitalize", Letters::capitalize);
    list.text("reverse", Letters::reverse);
    list.text("strip_accents", Letters::stripAccents);
    list.text("nfc_normalize", Letters::composed);
    list.row("normalize", StringKernels::normalize);
    list.text("to_camel_case", Words::camel);
    list.text("to_upper_camel_case", Words::upperCamel);
    list.text("to_title_case", Words::title);
    list.text("to_snake_case", text -> Words.small(text, "_"));
    list.text("to_upper_snake_case", text -> Words.big(text, "_"));
    list.text("to_kebab_case", text -> Words.small(text, "-"));
    list.text("to_upper_kebab_case", text -> Words.big(text, "-"));
    list.perCall(
        "length",
        call ->
            switch (call.inputs().get(0).type().kind()) {
              case LIST -> (in, out) -> out.integer(ListReader.size(Views.bytes(in.address(0))));
              case MAP ->
                  (in, out) ->
                      out.integer(ListReader.size(MapReader.keys(Views.bytes(in.address(0)))));
              default -> (in, out) -> out.integer(Views.length(in.address(0)));
            });
    list.row("octet_length", (in, out) -> out.integer(Views.length(in.address(0))));
    list.row("bit_length", (in, out) -> out.integer(8L * Views.length(in.address(0))));
    list.row("ascii", (in, out) -> out.integer(firstPoint(in.text(0), 0)));
    list.row("unicode", (in, out) -> out.integer(firstPoint(in.text(0), -1)));
    list.row("chr", (in, out) -> out.text(character(in.integer(0))));
  }

  private static void graphemes(KernelList list) {
    list.row("length_grapheme", (in, out) -> out.integer(Graphemes.of(in.text(0)).count()));
    list.row("left_grapheme", (in, out) -> out.text(Graphemes.of(in.text(0)).left(in.integer(1))));
    list.row(
        "right_grapheme", (in, out) -> out.text(Graphemes.of(in.text(0)).right(in.integer(1))));
    list.row(
        "substring_grapheme",
        (in, out) ->
            out.text(
                Graphemes.of(in.text(0))
                    .substring(in.count(1), in.count() > 2 ? in.count(2) : Integer.MAX_VALUE)));
  }

  private static void pieces(KernelList list) {
    list.row("trim", (in, out) -> out.text(Pieces.trim(in.text(0), in.text(1), Pieces.Ends.BOTH)));
    list.row("ltrim", (in, out) -> out.text(Pieces.trim(in.text(0), in.text(1), Pieces.Ends.LEFT)));
    list.row(
        "rtrim", (in, out) -> out.text(Pieces.trim(in.text(0), in.text(1), Pieces.Ends.RIGHT)));
    list.row("left", (in, out) -> out.text(Pieces.left(in.text(0), in.count(1))));
    list.row("right", (in, out) -> out.text(Pieces.right(in.text(0), in.count(1))));
    list.row(
        "split_part",
        (in, out) -> out.text(Pieces.splitPart(in.text(0), in.text(1), in.integer(2))));
    list.row(
        "substring_index",
        (in, out) -> out.text(Pieces.substringIndex(in.text(0), in.text(1), in.count(2))));
  }

  private static void search(KernelList list) {
    list.row(
        "locate",
        (in, out) ->
            out.integer(Pieces.locate(in.text(0), in.text(1), in.count() > 2 ? in.integer(2) : 1)));
    list.row("find", (in, out) -> out.integer(Pieces.locate(in.text(1), in.text(0), 1) - 1));
    list.row(
        "find_in_set",
        (in, out) -> {
          String searched = in.text(0);
          out.integer(
              searched.contains(",")
                  ? 0
                  : 1 + Arrays.asList(in.text(1).split(",", -1)).indexOf(searched));
        });
    list.row("starts_with", (in, out) -> out.flag(PaddedBytes.isAt(in.bytes(0), in.bytes(1), 0)));
    list.row(
        "ends_with",
        (in, out) -> {
          byte[] bytes = in.bytes(0);
          byte[] end = in.bytes(1);
          out.flag(PaddedBytes.isAt(bytes, end, bytes.length - end.length));
        });
    list.row("contains", (in, out) -> out.flag(PaddedBytes.contains(in.bytes(0), in.bytes(1))));
    list.row("count_matches", StringKernels::countMatches);
  }

  private static void building(KernelList list) {
    list.row(
        "translate", (in, out) -> out.text(Letters.translate(in.text(0), in.text(1), in.text(2))));
    list.row(
        "overlay",
        (in, out) -> {
          String by = in.text(1);
          long length = in.count() > 3 ? in.count(3) : by.codePointCount(0, by.length());
          out.text(Pieces.overlay(in.text(0), by, in.count(2), length));
        });
    list.inMemory(
        "repeat",
        (call, memory) ->
            call.type() instanceof ListType
                ? ListKernels.repeated(call, memory)
                : call.type() == SimpleType.BINARY
                    ? (in, out) -> out.bytes(Padding.repeat(in.bytes(0), in.integer(1)))
                    : (in, out) -> out.text(Padding.repeat(in.text(0), in.integer(1))));
    list.row("space", (in, out) -> out.text(Padding.repeat(" ", in.integer(0))));
    list.perCall(
        "lpad",
        call ->
            call.type() == SimpleType.BINARY
                ? (in, out) -> out.bytes(PaddedBytes.left(in.bytes(0), in.integer(1), filling(in)))
                : (in, out) -> out.text(Padding.left(in.text(0), in.integer(1), fill(in))));
    list.perCall(
        "rpad",
        call ->
            call.type() == SimpleType.BINARY
                ? (in, out) -> out.bytes(PaddedBytes.right(in.bytes(0), in.integer(1), filling(in)))
                : (in, out) -> out.text(Padding.right(in.text(0), in.integer(1), fill(in))));
    list.row(
        "bar",
        (in, out) ->
            out.text(
                Padding.bar(in.real(0), in.real(1), in.real(2), in.count() > 3 ? in.real(3) : 80)));
    list.row(
        "format_bytes",
        (in, out) ->
            out.text(
                Padding.bytes(in.integer(0), 1024, "bytes", "KiB", "MiB", "GiB", "TiB", "PiB")));
    list.row(
        "formatreadabledecimalsize",
        (in, out) ->
            out.text(Padding.bytes(in.integer(0), 1000, "bytes", "kB", "MB", "GB", "TB", "PB")));
    list.inMemory(
        "concat",
        (call, memory) ->
            call.type() instanceof ListType
                ? ListKernels.concat(call, memory)
                : StringKernels::concat);
    list.row("concat_ws", StringKernels::concatWithSeparator);
    list.row(
        "format",
        (in, out) -> out.text(in.made(0, FormatString::new).of(ArgumentValues.from(in, 1))));
    list.row(
        "printf",
        (in, out) -> out.text(in.made(0, PrintfString::new).of(ArgumentValues.from(in, 1))));
  }

  private static String fill(Arguments in) {
    return in.count() > 2 ? in.text(2) : " ";
  }

  /** A zero unless told, as in Spark. */
  private static byte[] filling(Arguments in) {
    return in.count() > 2 ? in.bytes(2) : new byte[1];
  }

  private static boolean option(Arguments in, int argument) {
    return in.count() > argument && in.flag(argument);
  }

  private static void normalize(Arguments in, Answer out) {
    String text = in.text(0);
    text = option(in, 1) ? Letters.withoutPunctuation(text) : text;
    text = option(in, 2) ? text.toLowerCase(Locale.ROOT) : text;
    text = option(in, 3) ? Letters.decomposed(text) : text;
    out.text(option(in, 4) ? Letters.singleSpaces(text) : text);
  }

  private static void countMatches(Arguments in, Answer out) {
    boolean sensitive = in.count() < 4 || in.flag(3);
    String text = sensitive ? in.text(0) : in.text(0).toLowerCase(Locale.ROOT);
    String searched = sensitive ? in.text(1) : in.text(1).toLowerCase(Locale.ROOT);
    out.integer(
        Pieces.count(text, searched, option(in, 2) ? Pieces.Words.WHOLE : Pieces.Words.ANY));
  }

  private static int firstPoint(String text, int otherwise) {
    return text.isEmpty() ? otherwise : text.codePointAt(0);
  }

  private static String character(long code) {
    boolean isCharacter =
        code >= 0 && code <= Character.MAX_CODE_POINT && (code < 0xD800 || code > 0xDFFF);
    if (!isCharacter) {
      throw Failures.badValue("no character has the code " + code);
    }
    return Character.toString((int) code);
  }

  private static void concat(Arguments in, Answer out) {
    JoinedBytes all = new JoinedBytes(new byte[0]);
    for (int i = 0; i < in.count(); i++) {
      if (!in.isNull(i)) {
        all.add(in.bytes(i));
      }
    }
    out.bytes(all.bytes());
  }

  private static void concatWithSeparator(Arguments in, Answer out) {
    if (in.isNull(0)) {
      out.nothing();
      return;
    }
    JoinedBytes all = new JoinedBytes(in.bytes(0));
    for (int i = 1; i < in.count(); i++) {
      if (in.isNull(i)) {
        continue;
      }
      if (in.type(i) instanceof ListType list) {
        ListReader elements = new ListReader(list.element()).point(Views.bytes(in.address(i)));
        for (int k = 0; k < elements.size(); k++) {
          if (!elements.isNull(k)) {
            all.add(Memory.bytes(elements.bytes(k), elements.length(k)));
          }
        }
      } else {
        all.add(in.bytes(i));
      }
    }
    out.bytes(all.bytes());
  }
}
