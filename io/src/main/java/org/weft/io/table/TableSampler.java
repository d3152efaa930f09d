package org.weft.io.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.io.scan.Narrowing;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.io.sketch.ValueSample;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.Pushdowns;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.scan.TableData;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * Looks at a few rows of a table, here and there, to guess how many different values its columns
 * have. Bounded in rows, bytes and time: planning waits for it. Thread-safe.
 */
final class TableSampler {
  private static final Logger LOG = LoggerFactory.getLogger(TableSampler.class);

  private static final int MOST_PLACES = 8;

  /** Of {@link Batch#CAPACITY} rows: 65,536 rows in all. */
  private static final int MOST_BATCHES = 16;

  /** Chunks of columns are fetched whole, whatever is looked at of them. */
  private static final long MOST_BYTES = 32L << 20;

  private static final long MOST_MEMORY = 96L << 20;
  private static final long MOST_NANOS = 150_000_000;

  private final ScanReaders readers;
  private final LongSupplier nanos;

  /**
   * @param nanos a clock
   */
  TableSampler(ScanReaders readers, LongSupplier nanos) {
    this.readers = readers;
    this.nanos = nanos;
  }

  /** A part of a file. */
  private record Place(DataFile file, DataFile.Split split) {}

  /**
   * Estimated numbers of different values.
   *
   * @param columns of the table's schema, none nested
   * @return by column; nothing for what could not be read, which the query will tell if it matters
   */
  Map<Integer, OptionalDouble> sample(TableData table, BitSet columns) {
    Map<Integer, OptionalDouble> found = new HashMap<>();
    columns.stream().forEach(column -> found.put(column, OptionalDouble.empty()));
    List<Place> places = places(table);
    List<Integer> affordable = affordable(table, places, columns);
    if (affordable.isEmpty()) {
      return found;
    }
    Look look = new Look(table, affordable, places.size());
    try (MemoryPool pool = new MemoryPool(MOST_MEMORY);
        MemoryScope memory = pool.scope("sample")) {
      for (Place place : places) {
        look.at(place, memory);
      }
    } catch (WeftException e) {
      LOG.info("no more of {} is sampled: {}", table.reference().name(), e.sentence());
    }
    for (int i = 0; i < look.samples.size(); i++) {
      found.put(affordable.get(i), look.samples.get(i).distinct(table.rowCount()));
    }
    return found;
  }

  /** Some parts with rows, evenly spread over the table. */
  private static List<Place> places(TableData table) {
    List<Place> all = new ArrayList<>();
    for (DataFile file : table.files()) {
      file.splits().stream()
          .filter(split -> split.rowCount() > 0)
          .forEach(split -> all.add(new Place(file, split)));
    }
    int count = Math.min(MOST_PLACES, all.size());
    List<Place> chosen = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      chosen.add(all.get((int) ((long) i * all.size() / count)));
    }
    return chosen;
  }

  /** The columns of which two places at least can be read, if there are, the smallest first. */
  private static List<Integer> affordable(TableData table, List<Place> places, BitSet columns) {
    List<Integer> ordered = new ArrayList<>(columns.stream().boxed().toList());
    ordered.sort(Comparator.comparingLong(column -> bytes(table, places, column)));
    List<Integer> affordable = new ArrayList<>();
    long bytes = 0;
    for (int column : ordered) {
      bytes += bytes(table, places, column);
      if (bytes <= MOST_BYTES / Math.min(2, Math.max(1, places.size()))) {
        affordable.add(column);
      }
    }
    return affordable;
  }

  /** Bytes that have to be read of a column in the largest of the places. */
  private static long bytes(TableData table, List<Place> places, int column) {
    return isReadInPassing(table)
        ? 0
        : places.stream().mapToLong(place -> bytes(place.split(), column)).max().orElse(0);
  }

  private static long bytes(DataFile.Split split, int column) {
    long[] bytes = split.compressedBytes();
    return column < bytes.length ? bytes[column] : 0;
  }

  /** True of text, of which no more is read than is looked at. */
  private static boolean isReadInPassing(TableData table) {
    FileFormat format = table.reference().options().format().format();
    return format == FileFormat.CSV || format == FileFormat.JSON;
  }

  /** One look at a table. */
  private final class Look {
    private final TableData table;
    private final List<Integer> columns;
    private final Schema schema;
    private final int places;
    private final long end = nanos.getAsLong() + MOST_NANOS;
    private final List<ValueSample> samples = new ArrayList<>();
    private long bytes;
    private final Set<ValueSample.Half> seen = EnumSet.noneOf(ValueSample.Half.class);
    private ValueSample.Half half = ValueSample.Half.FIRST;

    private Look(TableData table, List<Integer> columns, int places) {
      this.table = table;
      this.columns = columns;
      this.schema = table.schema().select(columns);
      this.places = places;
      for (int i = 0; i < columns.size(); i++) {
        samples.add(new ValueSample());
      }
    }

    private boolean isLate() {
      return nanos.getAsLong() - end > 0;
    }

    private void at(Place place, MemoryScope memory) {
      long more =
          isReadInPassing(table)
              ? 0
              : columns.stream().mapToLong(column -> bytes(place.split(), column)).sum();
      // a batch of each half is worth any time: without it nothing is known
      if (seen.size() == ValueSample.Half.values().length && isLate()
          || bytes + more > MOST_BYTES) {
        return;
      }
      bytes += more;
      DataFile file = place.file();
      ScanTask.Source source =
          new ScanTask.Source(
              file.path(), file.length(), file.modified(), List.of(place.split().ordinal()));
      ScanRequest request =
          new ScanRequest(
              table.reference().options(), schema, Narrowing.of(Pushdowns.NONE), source, memory);
      try (ScanReader reader = readers.open(request)) {
        look(reader, place);
      }
    }

    private void look(ScanReader reader, Place place) {
      int wanted = MOST_BATCHES / places;
      long present = place.split().rowCount() / Batch.CAPACITY;
      long stride = isReadInPassing(table) ? 1 : Math.max(1, present / wanted);
      int taken = 0;
      for (long at = 0; taken < wanted && reader.advance(); at++) {
        if (at % stride == 0) {
          take(reader.batch());
          taken++;
          wanted = isLate() ? Math.max(1, 2 / places) : wanted;
        }
      }
      if (places > 1) {
        turn();
      }
    }

    private void take(Batch batch) {
      for (int i = 0; i < samples.size(); i++) {
        samples.get(i).see(batch, batch.column(i), half);
      }
      seen.add(half);
      if (places == 1) {
        turn();
      }
    }

    /** What comes next belongs to the other half. */
    private void turn() {
      half = half == ValueSample.Half.FIRST ? ValueSample.Half.SECOND : ValueSample.Half.FIRST;
    }
  }
}
