package org.weft.planner.function;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rows of SHOW FUNCTIONS. */
public final class FunctionList {
  private FunctionList() {}

  /**
   * Name, family, usage, meaning and aliases of each function, by name.
   *
   * @param pattern of LIKE, without regard to case; a function is listed if one of its names
   *     matches
   */
  public static List<List<String>> rows(Optional<String> pattern) {
    Pattern wanted = regex(pattern.orElse("%"));
    List<FunctionEntry> entries = new ArrayList<>(FunctionRegistry.entries());
    entries.sort(Comparator.comparing(FunctionEntry::name));
    return entries.stream()
        .filter(entry -> entry.names().stream().anyMatch(name -> wanted.matcher(name).matches()))
        .map(FunctionList::row)
        .toList();
  }

  private static List<String> row(FunctionEntry entry) {
    return List.of(
        entry.name(),
        entry.family().toString(),
        entry.usage(),
        entry.sentence(),
        String.join(", ", entry.aliases()));
  }

  private static Pattern regex(String like) {
    StringBuilder regex = new StringBuilder();
    for (char c : like.toLowerCase(Locale.ROOT).toCharArray()) {
      switch (c) {
        case '%' -> regex.append(".*");
        case '_' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }
}
