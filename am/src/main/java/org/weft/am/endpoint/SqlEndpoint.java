package org.weft.am.endpoint;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.BasicFlightSqlProducer;
import org.apache.arrow.flight.sql.SqlInfoBuilder;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionClosePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetDbSchemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetSqlInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTables;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementUpdate;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementUpdate;
import org.apache.arrow.flight.sql.impl.FlightSql.DoPutUpdateResult;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.types.pojo.Schema;
import org.weft.am.session.PreparedSql;
import org.weft.am.session.RowStream;
import org.weft.am.session.SqlSession;
import org.weft.planner.codec.PlanCodec;
import org.weft.planner.scan.TableReference;

/**
 * A session as an Arrow Flight SQL service: statements, prepared statements and metadata. All
 * clients share the session, so a view that one of them creates is there for the others.
 */
public final class SqlEndpoint extends BasicFlightSqlProducer {
  /** Action of Weft's own client: gives files a name. The body is a TableReference. */
  public static final String REGISTER_TABLE = "weft.register-table";

  private final SqlSession session;
  private final BufferAllocator allocator;
  private final SqlMetadata metadata;
  private final OpenStatements statements = new OpenStatements();
  private final ExecutorService threads;
  private final RowPump pump;
  private final SqlInfoBuilder info;

  /** Serves the session, which stays the caller's. */
  public SqlEndpoint(SqlSession session, BufferAllocator allocator) {
    this.session = session;
    this.allocator = allocator;
    this.metadata = new SqlMetadata(session, allocator);
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "weft-rows");
              thread.setDaemon(true);
              return thread;
            });
    this.pump = new RowPump(threads);
    this.info =
        new SqlInfoBuilder()
            .withFlightSqlServerName("Weft")
            .withFlightSqlServerVersion("0.1.0")
            .withFlightSqlServerArrowVersion("19.0.0")
            .withFlightSqlServerReadOnly(true)
            .withSqlIdentifierQuoteChar("\"")
            .withSqlDdlCatalog(false)
            .withSqlDdlSchema(false)
            .withSqlDdlTable(false);
  }

  // statements

  @Override
  public FlightInfo getFlightInfoStatement(
      CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    return answer(
        () -> {
          PreparedSql statement = session.prepare(command.getQuery());
          ByteString handle = ByteString.copyFromUtf8(statements.add(statement));
          return info(
              TicketStatementQuery.newBuilder().setStatementHandle(handle).build(),
              descriptor,
              statement.schema());
        });
  }

  @Override
  public SchemaResult getSchemaStatement(
      CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    return answer(
        () -> {
          try (PreparedSql statement = session.prepare(command.getQuery())) {
            return new SchemaResult(statement.schema());
          }
        });
  }

  @Override
  public void getStreamStatement(
      TicketStatementQuery ticket, CallContext context, ServerStreamListener listener) {
    stream(
        listener,
        () -> {
          PreparedSql statement = statements.take(ticket.getStatementHandle().toStringUtf8());
          pump.send(statement, listener, statement::close);
        });
  }

  @Override
  public Runnable acceptPutStatement(
      CommandStatementUpdate command,
      CallContext context,
      FlightStream input,
      StreamListener<PutResult> listener) {
    return () -> update(() -> session.prepare(command.getQuery()), PreparedSql::close, listener);
  }

  // prepared statements

  @Override
  public void createPreparedStatement(
      ActionCreatePreparedStatementRequest request,
      CallContext context,
      StreamListener<Result> listener) {
    try {
      PreparedSql statement = session.prepare(request.getQuery());
      ActionCreatePreparedStatementResult.Builder result =
          ActionCreatePreparedStatementResult.newBuilder()
              .setPreparedStatementHandle(ByteString.copyFromUtf8(statements.add(statement)));
      if (!statement.schema().getFields().isEmpty()) {
        ByteBuffer schema = ByteBuffer.wrap(statement.schema().serializeAsMessage());
        result.setDatasetSchema(ByteString.copyFrom(schema));
      }
      listener.onNext(new Result(Any.pack(result.build()).toByteArray()));
      listener.onCompleted();
    } catch (RuntimeException | Error e) {
      listener.onError(FlightErrors.toFlight(e));
    }
  }

  @Override
  public void closePreparedStatement(
      ActionClosePreparedStatementRequest request,
      CallContext context,
      StreamListener<Result> listener) {
    statements.drop(request.getPreparedStatementHandle().toStringUtf8());
    listener.onCompleted();
  }

  @Override
  public FlightInfo getFlightInfoPreparedStatement(
      CommandPreparedStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    return answer(
        () -> {
          PreparedSql statement =
              statements.find(command.getPreparedStatementHandle().toStringUtf8());
          return info(command, descriptor, statement.schema());
        });
  }

  @Override
  public void getStreamPreparedStatement(
      CommandPreparedStatementQuery command, CallContext context, ServerStreamListener listener) {
    stream(
        listener,
        () -> {
          PreparedSql statement =
              statements.find(command.getPreparedStatementHandle().toStringUtf8());
          pump.send(statement, listener, () -> {});
        });
  }

  @Override
  public Runnable acceptPutPreparedStatementUpdate(
      CommandPreparedStatementUpdate command,
      CallContext context,
      FlightStream input,
      StreamListener<PutResult> listener) {
    String handle = command.getPreparedStatementHandle().toStringUtf8();
    return () -> update(() -> statements.find(handle), statement -> {}, listener);
  }

  // Weft's own client

  @Override
  public void doAction(CallContext context, Action action, StreamListener<Result> listener) {
    if (!action.getType().equals(REGISTER_TABLE)) {
      super.doAction(context, action, listener);
      return;
    }
    try {
      session.register(PlanCodec.decode(action.getBody(), TableReference.class));
      listener.onCompleted();
    } catch (RuntimeException | Error e) {
      listener.onError(FlightErrors.toFlight(e));
    }
  }

  // metadata

  @Override
  public void getStreamSqlInfo(
      CommandGetSqlInfo command, CallContext context, ServerStreamListener listener) {
    info.send(command.getInfoList(), listener);
  }

  @Override
  public void getStreamCatalogs(CallContext context, ServerStreamListener listener) {
    stream(listener, () -> metadata.catalogs(listener));
  }

  @Override
  public void getStreamSchemas(
      CommandGetDbSchemas command, CallContext context, ServerStreamListener listener) {
    stream(listener, () -> metadata.schemas(command, listener));
  }

  @Override
  public void getStreamTables(
      CommandGetTables command, CallContext context, ServerStreamListener listener) {
    stream(listener, () -> metadata.tables(command, listener));
  }

  @Override
  public void getStreamTableTypes(CallContext context, ServerStreamListener listener) {
    stream(listener, () -> metadata.tableTypes(listener));
  }

  @Override
  protected <T extends Message> List<FlightEndpoint> determineEndpoints(
      T request, FlightDescriptor descriptor, Schema schema) {
    // no location: the stream is read where this answer came from
    return List.of(new FlightEndpoint(new Ticket(Any.pack(request).toByteArray())));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    statements.close();
  }

  private <T extends Message> FlightInfo info(
      T ticket, FlightDescriptor descriptor, Schema schema) {
    return FlightInfo.builder(schema, descriptor, determineEndpoints(ticket, descriptor, schema))
        .setOption(IpcOption.DEFAULT)
        .build();
  }

  private static <T> T answer(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      throw FlightErrors.toFlight(e);
    }
  }

  private static void stream(ServerStreamListener listener, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      listener.error(FlightErrors.toFlight(e));
    }
  }

  private void update(
      Supplier<PreparedSql> prepare,
      java.util.function.Consumer<PreparedSql> whenDone,
      StreamListener<PutResult> listener) {
    try {
      PreparedSql statement = prepare.get();
      try (RowStream rows = statement.run()) {
        while (rows.advance()) {
          // statements without rows: there is nothing to send
        }
      } finally {
        whenDone.accept(statement);
      }
      byte[] result = DoPutUpdateResult.newBuilder().setRecordCount(0).build().toByteArray();
      try (ArrowBuf buffer = allocator.buffer(result.length)) {
        buffer.writeBytes(result);
        listener.onNext(PutResult.metadata(buffer));
      }
      listener.onCompleted();
    } catch (RuntimeException | Error e) {
      listener.onError(FlightErrors.toFlight(e));
    }
  }
}
