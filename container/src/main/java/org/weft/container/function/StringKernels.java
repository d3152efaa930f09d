package org.weft.container.function;

import org.weft.container.expression.tree.Failures;
import org.weft.container.function.text.Letters;
import org.weft.container.function.text.Pieces;

/** Kernels of text functions. */
final class StringKernels {
  /** As long as a text may get. */
  private static final long MAX_BYTES = 1L << 30;

  private StringKernels() {}

  static void add(KernelList list) {
    list.text("initcap", Letters::initcap);
    list.text("capitalize", Letters::capitalize);
    list.text("reverse", Letters::reverse);
    list.row("length", (in, out) -> out.integer(in.bytes(0).length));
    list.row("trim", (in, out) -> out.text(Pieces.trim(in.text(0), in.text(1), Pieces.Ends.BOTH)));
    list.row("ltrim", (in, out) -> out.text(Pieces.trim(in.text(0), in.text(1), Pieces.Ends.LEFT)));
    list.row(
        "rtrim", (in, out) -> out.text(Pieces.trim(in.text(0), in.text(1), Pieces.Ends.RIGHT)));
    list.row("left", (in, out) -> out.text(Pieces.left(in.text(0), in.integer(1))));
    list.row("right", (in, out) -> out.text(Pieces.right(in.text(0), in.integer(1))));
    list.row(
        "split_part",
        (in, out) -> out.text(Pieces.splitPart(in.text(0), in.text(1), in.integer(2))));
    list.row("repeat", (in, out) -> out.text(repeat(in.text(0), in.integer(1))));
    list.row("concat", StringKernels::concat);
  }

  private static String repeat(String text, long count) {
    checkLength(text.length() * (double) Math.max(0, count));
    return text.repeat((int) Math.max(0, text.isEmpty() ? 0 : count));
  }

  static void checkLength(double length) {
    if (length > MAX_BYTES) {
      throw Failures.badValue("a text of more than " + MAX_BYTES + " characters");
    }
  }

  private static void concat(Arguments in, Answer out) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < in.count(); i++) {
      if (!in.isNull(i)) {
        all.append(in.text(i));
      }
    }
    out.text(all.toString());
  }
}
