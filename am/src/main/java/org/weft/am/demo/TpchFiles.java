package org.weft.am.demo;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * The tables of TPC-H as Parquet files (snappy), written by parquet-java. Keys are int64, prices
 * and quantities decimal(15,2), as in the benchmark's text.
 */
public final class TpchFiles {
  /** How prices and quantities are stored: hundredths. */
  private static final int SCALE = 2;

  private final Configuration configuration;
  private final double scaleFactor;

  /** Files for a scale factor; 1 is about 1 GB of text. */
  public TpchFiles(Configuration configuration, double scaleFactor) {
    this.configuration = configuration;
    this.scaleFactor = scaleFactor;
  }

  /**
   * Writes a table into a directory.
   *
   * @param table its name in TPC-H, such as {@code orders}
   * @param parts how many files
   * @return rows written
   */
  public long write(String table, Path directory, int parts) throws IOException {
    return write(TpchTable.getTable(table), directory, parts);
  }

  private <E extends TpchEntity> long write(TpchTable<E> table, Path directory, int parts)
      throws IOException {
    long rows = 0;
    for (int part = 1; part <= parts; part++) {
      Path file = new Path(directory, String.format(Locale.ROOT, "part-%05d.parquet", part - 1));
      try (ParquetWriter<E> writer =
          new Builder<>(HadoopOutputFile.fromPath(file, configuration), table)
              .withConf(configuration)
              .withCompressionCodec(CompressionCodecName.SNAPPY)
              .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
              .build()) {
        for (E entity : table.createGenerator(scaleFactor, part, parts)) {
          writer.write(entity);
          rows++;
        }
      }
    }
    return rows;
  }

  /** parquet-java's way to be told how rows of a type are written. */
  private static final class Builder<E extends TpchEntity>
      extends ParquetWriter.Builder<E, Builder<E>> {
    private final TpchTable<E> table;

    Builder(OutputFile file, TpchTable<E> table) {
      super(file);
      this.table = table;
    }

    @Override
    protected Builder<E> self() {
      return this;
    }

    @Override
    protected WriteSupport<E> getWriteSupport(Configuration configuration) {
      return new EntityWriter<>(table);
    }
  }

  /** Writes the fields of one row after the other. */
  private static final class EntityWriter<E extends TpchEntity> extends WriteSupport<E> {
    private final String name;
    private final List<TpchColumn<E>> columns;
    private RecordConsumer out;

    EntityWriter(TpchTable<E> table) {
      this.name = table.getTableName();
      this.columns = new ArrayList<>(table.getColumns());
    }

    @Override
    public WriteContext init(Configuration configuration) {
      Types.MessageTypeBuilder schema = Types.buildMessage();
      for (TpchColumn<E> column : columns) {
        String field = column.getColumnName();
        switch (column.getType().getBase()) {
          case IDENTIFIER -> schema.required(PrimitiveTypeName.INT64).named(field);
          case INTEGER -> schema.required(PrimitiveTypeName.INT32).named(field);
          case DATE ->
              schema
                  .required(PrimitiveTypeName.INT32)
                  .as(LogicalTypeAnnotation.dateType())
                  .named(field);
          case DOUBLE ->
              schema
                  .required(PrimitiveTypeName.INT64)
                  .as(LogicalTypeAnnotation.decimalType(SCALE, 15))
                  .named(field);
          case VARCHAR ->
              schema
                  .required(PrimitiveTypeName.BINARY)
                  .as(LogicalTypeAnnotation.stringType())
                  .named(field);
        }
      }
      MessageType message = schema.named(name);
      return new WriteContext(message, java.util.Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      out = consumer;
    }

    @Override
    public void write(E row) {
      out.startMessage();
      for (int i = 0; i < columns.size(); i++) {
        TpchColumn<E> column = columns.get(i);
        out.startField(column.getColumnName(), i);
        switch (column.getType().getBase()) {
          case IDENTIFIER -> out.addLong(column.getIdentifier(row));
          case INTEGER -> out.addInteger(column.getInteger(row));
          case DATE -> out.addInteger(column.getDate(row));
          case DOUBLE -> out.addLong(Math.round(column.getDouble(row) * 100));
          case VARCHAR -> out.addBinary(Binary.fromString(column.getString(row)));
        }
        out.endField(column.getColumnName(), i);
      }
      out.endMessage();
    }
  }
}
