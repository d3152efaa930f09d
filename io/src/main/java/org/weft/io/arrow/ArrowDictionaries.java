package org.weft.io.arrow;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** The dictionaries of a batch's vectors, also of those inside of lists, structs and maps. */
final class ArrowDictionaries {
  private final Map<ValueVector, ValueVector> entries = new IdentityHashMap<>();
  private final DictionaryProvider provider;

  ArrowDictionaries(DictionaryProvider provider) {
    this.provider = provider;
  }

  /** Finds the dictionaries anew: a later batch may have others. */
  void load(List<FieldVector> columns) {
    entries.clear();
    columns.forEach(this::add);
  }

  private void add(FieldVector vector) {
    DictionaryEncoding encoding = vector.getField().getDictionary();
    if (encoding == null) {
      vector.getChildrenFromFields().forEach(this::add);
      return;
    }
    FieldVector values = dictionary(encoding, provider).getVector();
    if (entries.put(vector, values) == null) {
      add(values);
    }
  }

  private static Dictionary dictionary(DictionaryEncoding encoding, DictionaryProvider provider) {
    Dictionary dictionary = provider.lookup(encoding.getId());
    if (dictionary == null) {
      throw new IllegalArgumentException("no dictionary " + encoding.getId());
    }
    return dictionary;
  }

  /** What a vector's numbers are places in; null if its values are its own. */
  ValueVector of(ValueVector vector) {
    return entries.isEmpty() ? null : entries.get(vector);
  }

  /**
   * The place of a row's value in its dictionary.
   *
   * @param in the dictionary
   */
  static int place(ValueVector vector, int row, ValueVector in) {
    long place = ((BaseIntVector) vector).getValueAsLong(row);
    if (place < 0 || place >= in.getValueCount()) {
      throw new IllegalArgumentException(
          "entry " + place + " of a dictionary of " + in.getValueCount());
    }
    return (int) place;
  }

  /** A column as what its dictionaries hold. */
  static Field decoded(Field field, DictionaryProvider provider) {
    DictionaryEncoding encoding = field.getDictionary();
    Field of = encoding == null ? field : dictionary(encoding, provider).getVector().getField();
    return new Field(
        field.getName(),
        new FieldType(field.isNullable(), of.getType(), null),
        of.getChildren().stream().map(child -> decoded(child, provider)).toList());
  }
}
