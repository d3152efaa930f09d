package org.weft.planner.vector;

import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;

/**
 * The values of one column of a batch: a window onto memory that belongs to someone else, pointed
 * anew for every batch.
 *
 * <p>Validity is one byte per row, 1 for a value and 0 for null; address 0 means that no row is
 * null and must lead to a kernel that does not look. What lies at a null row is undefined but may
 * be read (an id of a dictionary vector is always a valid one, also at null rows). Rows outside the
 * batch's selection are undefined in the same way, except that their validity may be undefined too.
 */
public final class Vector {
  /** How rows map to values. */
  public enum Encoding {
    /** Row n is value n. */
    FLAT,
    /** {@link #data} holds an int32 id per row, into {@link #dictionary}. */
    DICTIONARY,
    /** All rows are value 0; {@link #validity} is 0, or points at one byte 0 for null. */
    CONSTANT
  }

  private final DataType type;
  private Layout layout;
  private Encoding encoding;
  private long data;
  private long validity;
  private Dictionary dictionary;

  public Vector(DataType type) {
    this.type = type;
    this.layout = Layout.of(type);
    this.encoding = Encoding.FLAT;
  }

  /** Points at one value per row. */
  public void pointFlat(Layout valueLayout, long values, long valid) {
    layout = valueLayout;
    encoding = Encoding.FLAT;
    data = values;
    validity = valid;
    dictionary = null;
  }

  /** Points at one int32 id per row. */
  public void pointDictionary(Dictionary entries, long ids, long valid) {
    layout = entries.layout();
    encoding = Encoding.DICTIONARY;
    data = ids;
    validity = valid;
    dictionary = entries;
  }

  /** Points at one value for all rows. */
  public void pointConstant(Layout valueLayout, long value, long valid) {
    layout = valueLayout;
    encoding = Encoding.CONSTANT;
    data = value;
    validity = valid;
    dictionary = null;
  }

  /** Points where another vector points. */
  public void pointLike(Vector other) {
    layout = other.layout;
    encoding = other.encoding;
    data = other.data;
    validity = other.validity;
    dictionary = other.dictionary;
  }

  public DataType type() {
    return type;
  }

  /** The layout of the values (of the dictionary's entries, for ids). */
  public Layout layout() {
    return layout;
  }

  public Encoding encoding() {
    return encoding;
  }

  public long data() {
    return data;
  }

  /** Address of one byte per row (of one byte, if CONSTANT), or 0 if no row is null. */
  public long validity() {
    return validity;
  }

  /** The entries, or null unless the encoding is DICTIONARY. */
  public Dictionary dictionary() {
    return dictionary;
  }

  public boolean mayHaveNulls() {
    return validity != 0;
  }

  /** Slow; for edges and tests. */
  public boolean isNull(int row) {
    return validity != 0
        && Memory.getByte(encoding == Encoding.CONSTANT ? validity : validity + row) == 0;
  }

  /** The address of a row's value, whatever the encoding. Slow; for edges and tests. */
  public long valueAddress(int row) {
    return switch (encoding) {
      case FLAT -> data + ((long) row << layout.shift());
      case CONSTANT -> data;
      case DICTIONARY ->
          dictionary.data() + ((long) Memory.getInt(data + 4L * row) << layout.shift());
    };
  }
}
