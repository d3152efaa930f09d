package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.STRING;

import java.util.ArrayList;
import java.util.List;

/** Lines of CSV, and numbers in formats. */
final class CsvFunctions {
  private static final String OPTIONS =
      " Options are sep, quote, escape and nullValue; a field that is none of its type is null.";

  private CsvFunctions() {}

  static List<FunctionEntry> entries() {
    Entries texts = new Entries(FunctionFamily.STRING);
    lines(texts);
    numbers(texts);
    List<FunctionEntry> all = new ArrayList<>(texts.list());
    Entries json = new Entries(FunctionFamily.JSON);
    json.add("schema_of_json", "The type of the JSON, as Spark's from_json takes it.")
        .form("json TEXT", STRING);
    all.addAll(json.list());
    return all;
  }

  private static void lines(Entries entries) {
    String options = "separator TEXT, quote TEXT, escape TEXT, absent TEXT";
    entries
        .add("from_csv", "The fields of a line as a struct." + OPTIONS)
        .written("from_csv(line, 'a INT, b STRING', [map('sep', ',')])");
    entries
        .add("to_csv", "The fields of a struct as a line.")
        .written("to_csv(struct, [map('sep', ',')])");
    entries
        .add("schema_of_csv", "The types that the fields of a line may have.")
        .written("schema_of_csv(line, [map('sep', ',')])");
    entries
        .add("csv_read", "What from_csv becomes: the texts of the fields.")
        .form("line TEXT, shape ANY, " + options, ResultRule.argument(1))
        .is(Trait.TAKES_NULLS);
    entries
        .add("csv_write", "What to_csv becomes: the values of a JSON object as a line.")
        .form("json TEXT, " + options, STRING);
    entries.add("csv_schema", "What schema_of_csv becomes.").form("line TEXT, " + options, STRING);
  }

  private static void numbers(Entries entries) {
    entries
        .add(
            "format_number",
            "The number with commas and so many decimals, or in a pattern such as #,##0.00; halves"
                + " are rounded to the even digit.")
        .form("x NUMBER, decimals INTEGER", STRING)
        .form("x NUMBER, pattern TEXT", STRING)
        .is(Trait.GIVES_NULL);
    entries
        .add(
            "to_number",
            "The decimal that a text is in a format: 9 and 0 for digits, G or a comma, D"
                + " or a point, $ or L, and S, MI or PR for the sign."
                + " Its digits are those of the format, 38 with 9 decimals if that is no constant.")
        .written("to_number(text, 'S9G999D99')");
    entries
        .add("try_to_number", "As to_number, null where the text is none.")
        .written("try_to_number(text, 'S9G999D99')");
    entries
        .add("number_of", "What to_number becomes: the digits of the number.")
        .form("text TEXT, format TEXT", STRING);
    entries
        .add("try_number_of", "What try_to_number becomes.")
        .form("text TEXT, format TEXT", STRING)
        .is(Trait.GIVES_NULL);
  }
}
