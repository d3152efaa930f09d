package org.weft.io.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.weft.io.file.FileInput;
import org.weft.io.file.FoundFile;
import org.weft.io.parquet.codec.Decompressors;
import org.weft.io.parquet.footer.ColumnChunk;
import org.weft.io.parquet.footer.ColumnPart;
import org.weft.io.parquet.footer.DataPages;
import org.weft.io.parquet.footer.FileColumn;
import org.weft.io.parquet.footer.LeafColumn;
import org.weft.io.parquet.footer.ParquetFooter;
import org.weft.io.parquet.footer.RowGroup;
import org.weft.io.parquet.nested.NestedColumn;
import org.weft.io.parquet.page.ColumnBuffers;
import org.weft.io.scan.ScanCounts;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.io.sketch.ChunkLearner;
import org.weft.io.sketch.FileIdentity;
import org.weft.io.sketch.SketchCache;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Expression;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.StatisticsFilter;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.ColumnLoader;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** Reads row groups of one Parquet file. */
public final class ParquetScan implements ScanReader, ColumnLoader {
  /** More than this is not decoded at a time, unless it is one row. */
  private static final long BATCH_BYTES = 16 << 20;

  /** Reading so many bytes takes about as long as one more request. */
  private static final long WORTH_A_REQUEST = 1 << 20;

  /** Average bytes of texts that may be keys. */
  private static final long LONGEST_KEY = 32;

  private final ScanRequest request;
  private final FoundFile file;
  private final FileIdentity identity;
  private final FileInput input;
  private final ParquetFooter footer;
  private final SketchCache sketches;

  /** Of each column asked for, what looks at its values; null where nothing is to be learnt. */
  private final ChunkLearner[] learners;

  /** The file's column for each one asked for. */
  private final int[] columns;

  /** Of each one the only leaf; -1 for nested ones. */
  private final List<Integer> leaves = new ArrayList<>();

  /** How each one is read. */
  private final RowGroupReader.Wanted[] wanted;

  private final Decompressors decompressors = new Decompressors();
  private final Batch batch;

  private int nextSplit;
  private int ordinal;
  private RowGroupReader group;
  private WantedRows groupRows;
  private int batchRows;
  private long opened;
  private long skipped;
  private long rowsSkipped;
  private long bytesOfClosed;
  private long bytesWanted;

  /** The first row of the present batch, and the one behind its last. */
  private long firstRow;

  private long endRow;
  private long rowsWanted;

  /**
   * What is known of the file.
   *
   * @param sketches where what is learnt of it is kept
   */
  record Known(ParquetFooter footer, SketchCache sketches) {}

  /**
   * @param input open; closed by this, also if this throws
   */
  ParquetScan(ScanRequest request, FoundFile file, FileInput input, Known known) {
    this.request = request;
    this.file = file;
    this.identity = FileIdentity.of(file);
    this.input = input;
    this.footer = known.footer();
    this.sketches = known.sketches();
    this.batch = new Batch(request.schema());
    this.columns = new int[request.schema().size()];
    this.wanted = new RowGroupReader.Wanted[columns.length];
    this.learners = new ChunkLearner[columns.length];
    this.rowsWanted =
        request.pushdowns().filter().isEmpty()
            ? request.pushdowns().limit().orElse(Long.MAX_VALUE)
            : Long.MAX_VALUE;
    try {
      for (int i = 0; i < columns.length; i++) {
        columns[i] = find(request.schema().field(i));
        wanted[i] = wanted(part(columns[i], request.schema().field(i)));
        FileColumn found = footer.columns().get(columns[i]);
        leaves.add(found.isFlat() ? found.firstLeaf() : -1);
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private RowGroupReader.Wanted wanted(ColumnPart column) {
    if (column.isFlat()) {
      Layout layout = Layout.of(column.shape().type());
      return new RowGroupReader.Flat(column, new ColumnBuffers(request.memory(), layout));
    }
    List<LeafColumn> leaves = column.leaves().stream().map(footer.leaves()::get).toList();
    NestedColumn reader = new NestedColumn(column.shape(), leaves, request.memory().pool());
    return new RowGroupReader.Nested(column, reader);
  }

  private void refuse(WeftException why) {
    WeftException refusal = WeftException.of(why.code(), file.path() + ": " + why.sentence());
    throw why.hint().map(refusal::hint).orElse(refusal);
  }

  private int find(Field wanted) {
    int column = footer.indexOf(wanted.name());
    if (column < 0) {
      throw WeftException.of(
          ErrorCode.SCHEMA_MISMATCH, file.path() + " has no column '" + wanted.name() + "'");
    }
    footer.columns().get(column).refusal().ifPresent(this::refuse);
    return column;
  }

  private ColumnPart part(int column, Field wanted) {
    Field found = footer.columns().get(column).field();
    boolean mayLackValues =
        wanted.nullability() == Field.Nullability.REQUIRED
            && found.nullability() == Field.Nullability.NULLABLE;
    return ColumnPart.of(footer.columns().get(column), wanted.type())
        .filter(part -> !mayLackValues)
        .orElseThrow(() -> isAnother(found, wanted));
  }

  private WeftException isAnother(Field found, Field wanted) {
    return WeftException.of(
        ErrorCode.SCHEMA_MISMATCH,
        "column '"
            + wanted.name()
            + "' of "
            + file.path()
            + " is "
            + describe(found)
            + ", not "
            + describe(wanted));
  }

  private static String describe(Field field) {
    return field.nullability() == Field.Nullability.REQUIRED
        ? field.type() + " without nulls"
        : field.type().toString();
  }

  @Override
  public boolean advance() {
    while (rowsWanted > 0) {
      if (group != null) {
        firstRow = groupRows.next(endRow);
        rowsSkipped += firstRow - endRow;
        endRow = firstRow;
        if (firstRow < footer.rowGroups().get(ordinal).rowCount()) {
          long left = groupRows.end(firstRow) - firstRow;
          int rows = (int) Math.min(Math.min(batchRows, rowsWanted), left);
          endRow = firstRow + rows;
          rowsWanted -= rows;
          batch.start(rows, this);
          return true;
        }
      }
      closeGroup();
      if (nextSplit == request.source().splits().size()) {
        return false;
      }
      openUnlessExcluded(request.source().splits().get(nextSplit++));
    }
    closeGroup();
    return false;
  }

  private void openUnlessExcluded(int split) {
    if (split < 0 || split >= footer.rowGroups().size()) {
      throw WeftException.of(
          ErrorCode.FILE_CHANGED, file.path() + " no longer has a row group " + split);
    }
    RowGroup rowGroup = footer.rowGroups().get(split);
    bytesWanted += length(rowGroup);
    if (!mayMatch(rowGroup)) {
      skip(rowGroup);
      return;
    }
    ordinal = split;
    Optional<PageIndexes> indexes = indexes(rowGroup);
    try {
      groupRows = rows(rowGroup, indexes);
    } catch (WeftException e) {
      throw e.code().blame() == ErrorCode.Blame.DATA
          ? e.in(file.path() + ", row group " + ordinal)
          : e;
    }
    batchRows = batchRows(rowGroup);
    endRow = 0;
    group =
        new RowGroupReader(
            footer,
            split,
            List.of(wanted),
            input,
            new RowGroupReader.Decoding(request.memory(), decompressors, indexes));
    if (!dictionariesMayMatch(rowGroup)) {
      skip(rowGroup);
      closeGroup();
      return;
    }
    opened++;
    for (int i = 0; i < columns.length; i++) {
      learners[i] = learner(rowGroup, columns[i]);
    }
  }

  private void skip(RowGroup rowGroup) {
    skipped++;
    rowsSkipped += rowGroup.rowCount();
  }

  /** What is said of pages, if it is of use and worth a request of its own. */
  private Optional<PageIndexes> indexes(RowGroup rowGroup) {
    boolean isNear = input.requestCost() == FileInput.RequestCost.FREE;
    return request.narrowing().isNone() || !isNear && length(rowGroup) < WORTH_A_REQUEST
        ? Optional.empty()
        : Optional.of(new PageIndexes(footer, rowGroup, input));
  }

  private WantedRows rows(RowGroup rowGroup, Optional<PageIndexes> indexes) {
    if (indexes.isEmpty()) {
      return new WantedRows(rowGroup.rowCount());
    }
    if (input.requestCost() != FileInput.RequestCost.FREE) {
      indexes.get().fetch(leaves.stream().filter(leaf -> leaf >= 0).toList(), request.memory());
    }
    return new WantedRows(
        new PagePruning(
            request.schema(), leaves, statistics(rowGroup), indexes.get(), rowGroup.rowCount()),
        request.pushdowns().filter(),
        request.narrowing().live());
  }

  private List<ColumnStatistics> statistics(RowGroup rowGroup) {
    List<ColumnStatistics> statistics = new ArrayList<>(columns.length);
    for (int column : columns) {
      statistics.add(rowGroup.statistics().get(column));
    }
    return statistics;
  }

  /**
   * Dictionaries are looked at, which are short, and values that keys are made of: numbers without
   * fractions, days and short texts.
   */
  private ChunkLearner learner(RowGroup rowGroup, int column) {
    FileColumn of = footer.columns().get(column);
    ColumnChunk chunk = rowGroup.chunks().get(of.firstLeaf());
    String name = of.field().name();
    DataType type = of.field().type();
    boolean allIds = chunk.dataPages() == DataPages.IDS;
    boolean mayBeKey =
        type.isInteger()
            || type.kind() == TypeKind.DATE
            || type.kind() == TypeKind.STRING
                && chunk.uncompressed() <= LONGEST_KEY * rowGroup.rowCount();
    if (type.isNested() || !(allIds || mayBeKey) || sketches.knows(identity, name, ordinal)) {
      return null;
    }
    return new ChunkLearner(
        rowGroup.rowCount(), allIds ? ChunkLearner.Beyond.NOTHING : ChunkLearner.Beyond.VALUES);
  }

  private void learn() {
    for (int i = 0; i < columns.length; i++) {
      if (learners[i] != null && learners[i].isComplete()) {
        String name = footer.columns().get(columns[i]).field().name();
        sketches.learn(identity, name, ordinal, learners[i].sketch());
      }
      learners[i] = null;
    }
  }

  /** As many as a batch has, fewer if they are so wide that it would be very large. */
  private int batchRows(RowGroup rowGroup) {
    long bytes = 0;
    for (RowGroupReader.Wanted column : wanted) {
      bytes += bytes(rowGroup, column.column());
    }
    long rowBytes = Math.max(1, bytes / Math.max(1, rowGroup.rowCount()));
    return (int) Math.max(1, Math.min(Batch.CAPACITY, BATCH_BYTES / rowBytes));
  }

  /** What the values of a column take in pages; of a nested one, what they take in memory. */
  private long bytes(RowGroup rowGroup, ColumnPart column) {
    long bytes = 0;
    for (int leaf : column.leaves()) {
      ColumnChunk chunk = rowGroup.chunks().get(leaf);
      bytes +=
          column.isFlat()
              ? chunk.uncompressed()
              : Math.max(
                  chunk.uncompressed(), SplitSizes.inMemory(chunk, footer.leaves().get(leaf)));
    }
    return bytes;
  }

  /** What the columns asked for take in the file. */
  private long length(RowGroup rowGroup) {
    long bytes = 0;
    for (RowGroupReader.Wanted column : wanted) {
      for (int leaf : column.column().leaves()) {
        bytes += rowGroup.chunks().get(leaf).length();
      }
    }
    return bytes;
  }

  private boolean mayMatch(RowGroup rowGroup) {
    Optional<Expression> known = request.pushdowns().filter();
    Optional<Expression> live = request.narrowing().live().now();
    if (known.isEmpty() && live.isEmpty()) {
      return true;
    }
    List<ColumnStatistics> statistics = statistics(rowGroup);
    OptionalLong rows = OptionalLong.of(rowGroup.rowCount());
    return Stream.of(known, live)
        .flatMap(Optional::stream)
        .allMatch(filter -> StatisticsFilter.mayMatch(filter, request.schema(), statistics, rows));
  }

  /** Dictionaries come with their chunks; where that costs a request, it is saved for rows. */
  private boolean dictionariesMayMatch(RowGroup rowGroup) {
    Optional<Expression> filter = request.pushdowns().filter();
    if (filter.isEmpty() || input.requestCost() != FileInput.RequestCost.FREE) {
      return true;
    }
    return new DictionaryPruning(request.schema(), leaves, statistics(rowGroup), rowGroup)
        .mayMatch(filter.get(), this::dictionary);
  }

  private Dictionary dictionary(int column) {
    try {
      return group.column(column, groupRows.rows()).dictionary();
    } catch (WeftException e) {
      throw placed(e, column);
    }
  }

  @Override
  public void load(Batch loading, int column, Vector vector) {
    try {
      group.column(column, groupRows.rows()).read(firstRow, loading, vector);
      if (learners[column] != null) {
        learners[column].see(loading, vector);
      }
    } catch (WeftException e) {
      throw placed(e, column);
    }
  }

  /** The error with where it was found, if it is about what the file holds. */
  private WeftException placed(WeftException e, int column) {
    // a value that cannot be put together: a map with a key that comes twice
    boolean isWrong = e.code() == ErrorCode.INVALID_VALUE;
    if (e.code().blame() != ErrorCode.Blame.DATA && !isWrong) {
      return e;
    }
    String name = request.schema().field(column).name();
    WeftException corrupt = isWrong ? WeftException.of(ErrorCode.CORRUPT_FILE, e.sentence()) : e;
    return corrupt.in(file.path() + ", row group " + ordinal + ", column '" + name + "'");
  }

  @Override
  public ScanCounts counts() {
    long bytes = bytesOfClosed + (group == null ? 0 : group.bytesRead());
    return new ScanCounts(opened, skipped, rowsSkipped, bytes, Math.max(0, bytesWanted - bytes));
  }

  @Override
  public Batch batch() {
    return batch;
  }

  private void closeGroup() {
    if (group != null) {
      bytesOfClosed += group.bytesRead();
      learn();
      group.close();
      group = null;
    }
  }

  @Override
  public void close() {
    closeGroup();
    for (RowGroupReader.Wanted column : wanted) {
      if (column instanceof RowGroupReader.Flat flat) {
        flat.buffers().close();
      } else if (column instanceof RowGroupReader.Nested nested) {
        nested.reader().close();
      }
    }
    decompressors.close();
    input.close();
  }
}
