package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.DATE;
import static org.weft.planner.type.SimpleType.INT32;
import static org.weft.planner.type.SimpleType.INT64;
import static org.weft.planner.type.SimpleType.STRING;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.type.ListType;

/** Addresses and paths, partition transforms, and the system. */
final class UrlFunctions {
  private UrlFunctions() {}

  static List<FunctionEntry> entries() {
    List<FunctionEntry> all = new ArrayList<>();
    all.addAll(Entries.of(FunctionFamily.URL, UrlFunctions::urls));
    all.addAll(Entries.of(FunctionFamily.URL, UrlFunctions::paths));
    all.addAll(Entries.of(FunctionFamily.PARTITION, UrlFunctions::partitions));
    all.addAll(Entries.of(FunctionFamily.SYSTEM, UrlFunctions::system));
    return all;
  }

  private static void urls(Entries entries) {
    entries
        .add(
            "parse_url",
            "A part of an address: 'PROTOCOL', 'HOST', 'PORT', 'PATH', 'QUERY', 'REF', 'FILE',"
                + " 'AUTHORITY' or 'USERINFO', or the value of a parameter of the query; null if"
                + " there is none.")
        .form("url TEXT, part TEXT, [parameter TEXT]", STRING)
        .is(Trait.GIVES_NULL);
    for (String part : List.of("protocol", "host", "path", "query", "fragment")) {
      entries
          .add("url_extract_" + part, "The " + part + " of an address, null if there is none.")
          .form("url TEXT", STRING)
          .is(Trait.GIVES_NULL);
    }
    entries
        .add("url_extract_port", "The port of an address, null if there is none.")
        .form("url TEXT", INT64)
        .is(Trait.GIVES_NULL);
    entries
        .add("url_extract_parameter", "The first value of a parameter of an address's query.")
        .form("url TEXT, parameter TEXT", STRING)
        .is(Trait.GIVES_NULL);
    entries
        .add("url_encode", "The text with all but letters, digits, -, _, . and ~ as %XX.")
        .form("text TEXT", STRING)
        .is(Trait.TOTAL);
    entries
        .add("url_decode", "The text with every %XX replaced by what it stands for.")
        .form("text TEXT", STRING)
        .is(Trait.TOTAL);
  }

  private static void paths(Entries entries) {
    String separators =
        " Parts end at either slash, or only at 'forward_slash' or 'backslash' as told.";
    entries
        .add("parse_filename", "The last part of a path, without its extension if so told.")
        .form("path TEXT, [without_extension BOOLEAN], [separator TEXT]", STRING)
        .form("path TEXT, separator TEXT", STRING);
    entries
        .add("parse_dirname", "The first part of a path." + separators)
        .form("path TEXT, [separator TEXT]", STRING);
    entries
        .add("parse_dirpath", "The path without its last part." + separators)
        .form("path TEXT, [separator TEXT]", STRING);
    entries
        .add("parse_path", "The parts of a path; a slash that stands first is one." + separators)
        .form("path TEXT, [separator TEXT]", new ListType(STRING));
  }

  private static void partitions(Entries entries) {
    entries
        .add("partition_years", "The years since 1970, as in Iceberg.")
        .alias("years")
        .form("time DATETIME", INT32)
        .is(Trait.TOTAL);
    entries
        .add("partition_months", "The months since January 1970, as in Iceberg.")
        .alias("months")
        .form("time DATETIME", INT32)
        .is(Trait.TOTAL);
    entries
        .add("partition_days", "The date itself, for partitions by day.")
        .alias("days")
        .form("time DATE", DATE)
        .is(Trait.TOTAL);
    entries
        .add("partition_hours", "The hours since 1970, as in Iceberg.")
        .alias("hours")
        .form("time DATETIME", INT32);
    entries
        .add("iceberg_bucket", "The bucket of a value among so many, as in Iceberg.")
        .form("value ANY, buckets INTEGER", INT32);
    entries
        .add("bucket", "The bucket of a value among so many, as in Iceberg.")
        .form("buckets INTEGER, value ANY", INT32);
    entries
        .add(
            "iceberg_truncate",
            "The value cut as in Iceberg: a number to a multiple of the width, a text or bytes to"
                + " that length.")
        .form("value INTEGRAL, width INTEGER", ResultRule.argument(0))
        .form("value BYTES, width INTEGER", ResultRule.argument(0))
        .form("value EXACT, width INTEGER", ResultRule.argument(0));
  }

  private static void system(Entries entries) {
    entries.add("version", "The version of Weft.").form("", STRING).is(Trait.TOTAL);
    entries
        .add("typeof", "The name of the value's type.")
        .alias("pg_typeof")
        .form("value ANY", STRING)
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL, Trait.TOTAL);
    entries
        .add("arrow_typeof", "The name of the value's type in Arrow, such as Int64 or List(Utf8).")
        .form("value ANY", STRING)
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL, Trait.TOTAL);
    entries
        .add("arrow_cast", "The value cast to the type that a text names as Arrow does.")
        .written("arrow_cast(value, 'List(Int64)')");
    entries
        .add("arrow_try_cast", "As arrow_cast, but null where a value does not fit the type.")
        .written("arrow_try_cast(value, 'Int8')");
    entries
        .add("error", "Fails with the message.")
        .alias("raise_error")
        .form("message TEXT", STRING)
        .is(Trait.GIVES_NULL);
  }
}
