package org.weft.container.expression.dictionary;

import org.weft.container.expression.tree.Failures;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Column;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;

/**
 * The entries of a dictionary as batches of one column, and the decision whether to walk through
 * them.
 */
final class Entries {
  /** Walk through a dictionary once as many rows have asked for as half its entries. */
  private static final int ENTRIES_PER_ROW = 2;

  private final Workspace memory;
  private final Batch batch;
  private final Rows rows = new Rows();
  private long counted;
  private long asked;
  private long done;
  private long refused;

  Entries(Column column, Workspace memory) {
    this.memory = memory;
    this.batch = new Batch(Schema.of(Field.nullable(column.name(), column.type())));
  }

  /** What is done with a piece of the entries. */
  interface Piece {
    /** {@code rows} of {@code batch} are the entries from {@code base} on. */
    void take(Batch batch, Rows rows, int base);
  }

  /**
   * Makes sure the table belongs to a dictionary, walking through it if that is worth it.
   *
   * @param count rows that ask now
   * @return false if the rows are to be computed one by one
   */
  boolean prepare(Dictionary dictionary, int count, Piece piece) {
    long id = dictionary.id();
    if (id == done) {
      return true;
    }
    if (id == refused) {
      return false;
    }
    asked = id == counted ? asked + count : count;
    counted = id;
    if (dictionary.size() > ENTRIES_PER_ROW * asked) {
      return false;
    }
    done = 0;
    try {
      walk(dictionary, piece);
    } catch (WeftException e) {
      if (!Failures.isAboutValues(e)) {
        throw e;
      }
      refused = id;
      return false;
    }
    done = id;
    return true;
  }

  /** Shows a null as the only entry. */
  void showNull(Piece piece) {
    batch.start(1);
    memory.pointNull(batch.column(0));
    rows.start(batch);
    piece.take(batch, rows, 0);
  }

  private void walk(Dictionary dictionary, Piece piece) {
    for (int base = 0; base < dictionary.size(); base += Batch.CAPACITY) {
      batch.start(Math.min(Batch.CAPACITY, dictionary.size() - base));
      long data = dictionary.data() + ((long) base << dictionary.layout().shift());
      batch.column(0).pointFlat(dictionary.layout(), data, 0);
      rows.start(batch);
      piece.take(batch, rows, base);
    }
  }
}
