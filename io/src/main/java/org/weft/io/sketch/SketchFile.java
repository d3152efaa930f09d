package org.weft.io.sketch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The bytes in which the sketches of one data file are kept: a magic number, the file's identity,
 * the columns, and a checksum of all that.
 */
record SketchFile(FileIdentity file, FileSketches sketches) {
  private static final int MAGIC = 0x5745_5301;
  private static final int CHECKSUM_BYTES = Long.BYTES;

  /** No file of row groups has more columns or bits than this; a larger number is damage. */
  private static final int MOST = 1 << 20;

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(new DataOutputStream(bytes), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    return bytes.toByteArray();
  }

  private void write(DataOutputStream out, ByteArrayOutputStream bytes) throws IOException {
    out.writeInt(MAGIC);
    out.writeUTF(file.path());
    out.writeLong(file.length());
    out.writeLong(file.modified());
    out.writeInt(sketches.columns().size());
    for (Map.Entry<String, FileSketches.Column> entry : sketches.columns().entrySet()) {
      out.writeUTF(entry.getKey());
      long[] groups = entry.getValue().groups().toLongArray();
      out.writeInt(groups.length);
      for (long word : groups) {
        out.writeLong(word);
      }
      out.write(entry.getValue().sketch().registers());
    }
    out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }

  /**
   * Reads what was kept.
   *
   * @throws IOException if the bytes are damaged
   */
  static SketchFile of(byte[] bytes) throws IOException {
    int content = bytes.length - CHECKSUM_BYTES;
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    if (content < 0 || in.readInt() != MAGIC) {
      throw new IOException("not a file of sketches");
    }
    DataInputStream end =
        new DataInputStream(new ByteArrayInputStream(bytes, content, CHECKSUM_BYTES));
    if (end.readLong() != checksum(bytes, content)) {
      throw new IOException("its checksum is wrong");
    }
    FileIdentity found = new FileIdentity(in.readUTF(), in.readLong(), in.readLong());
    FileSketches sketches = new FileSketches();
    int columns = count(in);
    for (int c = 0; c < columns; c++) {
      String name = in.readUTF();
      long[] groups = new long[count(in)];
      for (int w = 0; w < groups.length; w++) {
        groups[w] = in.readLong();
      }
      byte[] registers = in.readNBytes(DistinctSketch.REGISTERS);
      try {
        sketches.put(
            name, new FileSketches.Column(DistinctSketch.of(registers), BitSet.valueOf(groups)));
      } catch (IllegalArgumentException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
    return new SketchFile(found, sketches);
  }

  private static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST) {
      throw new IOException("a count of " + count);
    }
    return count;
  }
}
