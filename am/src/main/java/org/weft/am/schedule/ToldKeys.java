package org.weft.am.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.weft.container.keys.KeySummary;
import org.weft.container.keys.KeySummaryBuilder;

/**
 * What the tasks of a stage have told of the keys of joins, put together: as much as one of them
 * tells, however many there are.
 *
 * <p>Known when every task has told once. It stays so when outputs are lost: the rule that asks for
 * keys only asks stages whose tasks give the same rows each time.
 */
final class ToldKeys {
  private final List<KeySummaryBuilder> columns = new ArrayList<>();
  private List<KeySummary> known;

  ToldKeys(int columns, long mostBytes) {
    for (int i = 0; i < columns; i++) {
      this.columns.add(new KeySummaryBuilder(mostBytes));
    }
  }

  /** Takes in what a task has told. */
  void add(List<KeySummary> told) {
    if (known != null) {
      return;
    }
    if (told.size() != columns.size()) {
      throw new IllegalArgumentException(
          told.size() + " columns were told of instead of " + columns.size());
    }
    for (int i = 0; i < told.size(); i++) {
      columns.get(i).add(told.get(i));
    }
  }

  /** All tasks have told. */
  void complete() {
    if (known == null) {
      known = columns.stream().map(KeySummaryBuilder::summary).toList();
      columns.clear();
    }
  }

  /** The values of each column, once they are known. */
  Optional<List<KeySummary>> known() {
    return Optional.ofNullable(known);
  }
}
