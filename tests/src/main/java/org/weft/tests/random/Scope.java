package org.weft.tests.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns that an expression may name.
 *
 * @param outer those of the query around it
 */
record Scope(List<Column> columns, Optional<Scope> outer) {
  /** A column as it is written. */
  record Column(String text, Sort sort) {}

  static final Scope NONE = new Scope(List.of(), Optional.empty());

  /** The columns of this type here, or now and then those of a query around. */
  List<Column> of(Sort sort, Chance chance) {
    List<Column> here = columns.stream().filter(column -> column.sort() == sort).toList();
    boolean looksOut = outer.isPresent() && (here.isEmpty() || chance.percent(25));
    if (looksOut) {
      List<Column> found = outer.get().of(sort, chance);
      return found.isEmpty() ? here : found;
    }
    return here;
  }

  /** With more columns. */
  Scope with(List<Column> more) {
    List<Column> all = new ArrayList<>(columns);
    all.addAll(more);
    return new Scope(List.copyOf(all), outer);
  }

  /** For a query within. */
  Scope inner() {
    return new Scope(List.of(), Optional.of(this));
  }
}
