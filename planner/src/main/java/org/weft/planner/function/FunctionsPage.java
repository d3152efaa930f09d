package org.weft.planner.function;

/** The reference page of the functions, as Markdown. */
public final class FunctionsPage {
  private static final String HEAD =
      """
      # Functions

      Generated from `FunctionRegistry`; `FunctionsPageTest` fails while this page differs.
      `SHOW FUNCTIONS [LIKE 'pattern']` lists the same in SQL.

      Arguments in brackets may be left out, `...` means one or more. Unless the sentence says
      otherwise a null argument gives null, positions count from 1, characters are Unicode code
      points, and a result that does not fit its type is an error. Where engines differ the meaning
      is DuckDB's.
      """;

  private FunctionsPage() {}

  /** The whole page. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    for (FunctionFamily family : FunctionFamily.values()) {
      boolean starts = true;
      for (FunctionEntry entry : FunctionRegistry.entries()) {
        if (entry.family() == family) {
          if (starts) {
            page.append("\n## ").append(family.title());
            page.append("\n\n| function | meaning | also called |\n|---|---|---|\n");
            starts = false;
          }
          row(entry, page);
        }
      }
    }
    return page.toString();
  }

  private static void row(FunctionEntry entry, StringBuilder page) {
    page.append("| `")
        .append(cell(entry.usage()))
        .append("` | ")
        .append(cell(entry.sentence()))
        .append(" | ")
        .append(cell(String.join(", ", entry.aliases())))
        .append(" |\n");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
