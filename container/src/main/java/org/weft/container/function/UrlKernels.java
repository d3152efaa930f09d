package org.weft.container.function;

import java.util.Locale;
import org.weft.container.expression.tree.Failures;
import org.weft.container.function.text.Addresses;
import org.weft.container.function.text.Paths;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.SqlTypeNames;

/** Kernels of addresses, paths and the system. */
final class UrlKernels {
  private UrlKernels() {}

  static void add(KernelList list) {
    urls(list);
    paths(list);
    system(list);
  }

  private static void write(String text, Answer out) {
    if (text == null) {
      out.nothing();
    } else {
      out.text(text);
    }
  }

  private static void urls(KernelList list) {
    list.row(
        "parse_url",
        (in, out) -> {
          String part = in.text(1).toUpperCase(Locale.ROOT);
          boolean isParameter = in.count() > 2 && part.equals("QUERY");
          write(
              isParameter
                  ? Addresses.parameter(in.text(0), in.text(2))
                  : in.count() > 2 ? null : Addresses.part(in.text(0), part),
              out);
        });
    part(list, "url_extract_protocol", "PROTOCOL");
    part(list, "url_extract_host", "HOST");
    part(list, "url_extract_path", "PATH");
    part(list, "url_extract_query", "QUERY");
    part(list, "url_extract_fragment", "REF");
    list.row(
        "url_extract_port",
        (in, out) -> {
          String port = Addresses.part(in.text(0), "PORT");
          if (port == null || port.length() > 18) {
            out.nothing();
          } else {
            out.integer(Long.parseLong(port));
          }
        });
    list.row(
        "url_extract_parameter",
        (in, out) -> write(Addresses.parameter(in.text(0), in.text(1)), out));
    list.text("url_encode", Addresses::encode);
    list.row("url_decode", (in, out) -> out.bytes(Addresses.decode(in.bytes(0))));
  }

  private static void part(KernelList list, String name, String part) {
    list.row(name, (in, out) -> write(Addresses.part(in.text(0), part), out));
  }

  private static void paths(KernelList list) {
    list.row(
        "parse_filename",
        (in, out) -> {
          boolean isFlag = in.count() > 1 && in.type(1) == SimpleType.BOOLEAN;
          String name = paths(in, isFlag ? 2 : 1).fileName(in.text(0));
          out.text(isFlag && in.flag(1) ? Paths.withoutExtension(name) : name);
        });
    list.row("parse_dirname", (in, out) -> out.text(paths(in, 1).firstDirectory(in.text(0))));
    list.row("parse_dirpath", (in, out) -> out.text(paths(in, 1).directory(in.text(0))));
    list.inMemory(
        "parse_path",
        (call, memory) -> ListQueries.made(call, memory, in -> paths(in, 1).parts(in.text(0))));
  }

  private static Paths paths(Arguments in, int separator) {
    return in.count() > separator ? in.made(separator, Paths::of) : Paths.of("both_slash");
  }

  private static void system(KernelList list) {
    list.row(
        "version",
        (in, out) -> {
          String version = UrlKernels.class.getPackage().getImplementationVersion();
          out.text("Weft " + (version == null ? "(from a build)" : version));
        });
    list.row("typeof", (in, out) -> out.text(SqlTypeNames.of(in.type(0))));
    list.row("arrow_typeof", (in, out) -> out.text(ArrowNames.of(in.type(0))));
    list.row(
        "error",
        (in, out) -> {
          throw Failures.badValue(in.text(0));
        });
  }
}
