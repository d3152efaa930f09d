package org.weft.io.csv;

import java.util.List;

/**
 * The start of a file.
 *
 * @param dataStart offset of the first record that is data, before compression
 * @param names of the file's columns, in order
 * @param recordBytes of a record, about
 */
record CsvHead(long dataStart, List<String> names, double recordBytes) {
  CsvHead {
    names = List.copyOf(names);
  }
}
