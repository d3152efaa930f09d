package org.weft.am.shell;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.weft.am.output.OutputFormat;
import org.weft.am.session.RowStream;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** The file that results go to, one behind the other. */
final class OutputFile implements AutoCloseable {
  private final Path path;
  private final OutputFormat format;
  private final OutputStream out;

  private OutputFile(Path path, OutputFormat format, OutputStream out) {
    this.path = path;
    this.format = format;
    this.out = out;
  }

  /**
   * A new file, in place of one of that name. Its ending tells the format.
   *
   * @throws WeftException USAGE if it cannot be written
   */
  static OutputFile open(String file) {
    Path path = Paths.local(file);
    try {
      OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
      return new OutputFile(path, format(file), out);
    } catch (IOException e) {
      throw WeftException.of(ErrorCode.USAGE, "cannot write " + path, e)
          .hint("name a file in a directory you may write to");
    }
  }

  private static OutputFormat format(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return OutputFormat.CSV;
    }
    if (name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return OutputFormat.JSON;
    }
    return name.endsWith(".arrow") || name.endsWith(".arrows")
        ? OutputFormat.ARROW
        : OutputFormat.TABLE;
  }

  /** Appends all rows of a result and says how many there were. */
  long write(RowStream rows) throws IOException {
    long count = format.writer(out).write(rows);
    out.flush();
    return count;
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw WeftException.of(ErrorCode.WRITE_FAILED, "cannot write " + path, e);
    }
  }
}
