package org.weft.container.spill;

/**
 * Some rows on disk, at most a batch.
 *
 * @param rows how many
 * @param rowBytes bytes of the rows before compression
 * @param textBytes bytes of the texts before compression
 * @param storedRows bytes of the rows on disk; equal to {@code rowBytes} if not compressed
 * @param storedText bytes of the texts on disk, behind the rows
 * @param crc of all bytes on disk
 */
record SpillPage(
    SpillFile file,
    SpillFile.Place place,
    int rows,
    int rowBytes,
    int textBytes,
    int storedRows,
    int storedText,
    int crc) {
  int storedBytes() {
    return storedRows + storedText;
  }
}
