package org.weft.planner.scan;

import java.util.List;
import org.weft.planner.type.Field;

/**
 * What is known of the columns of files that do not describe them.
 *
 * @param columns all of them in order; empty until they are found out
 * @param names of the columns in order, instead of those in the files; empty to take those
 * @param types of some columns, by name
 * @param sample records from which types are guessed; 0 to take every value as text
 */
public record ColumnHints(List<Field> columns, List<String> names, List<Field> types, int sample) {
  /** Records looked at, unless an option says otherwise: DuckDB's number. */
  public static final int SAMPLE = 20_480;

  public static final ColumnHints NONE = new ColumnHints(List.of(), List.of(), List.of(), SAMPLE);

  public ColumnHints {
    columns = List.copyOf(columns);
    names = List.copyOf(names);
    types = List.copyOf(types);
  }

  /** The same once all columns are known. */
  public ColumnHints known(List<Field> found) {
    return new ColumnHints(found, names, types, sample);
  }
}
