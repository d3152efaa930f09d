package org.weft.am.endpoint;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.weft.am.session.NoRows;
import org.weft.am.session.PreparedSql;
import org.weft.am.session.RowStream;
import org.weft.am.session.SqlSession;
import org.weft.am.session.TableListing;
import org.weft.container.worker.BearerToken;
import org.weft.planner.codec.PlanCodec;
import org.weft.planner.scan.TableReference;

/** A session on the other end of a Flight SQL connection, such as in an ApplicationMaster. */
public final class RemoteSession implements SqlSession {
  private final FlightClient flight;
  private final FlightSqlClient sql;
  private final CallOption[] credentials;

  /** Connects; the token goes with every call. */
  public RemoteSession(Location server, String token, BufferAllocator allocator) {
    this.flight = FlightClient.builder(allocator, server).build();
    this.sql = new FlightSqlClient(flight);
    this.credentials = new CallOption[] {BearerToken.ofText(token).callOption()};
  }

  @Override
  public PreparedSql prepare(String statement) {
    try {
      return new RemoteStatement(sql.prepare(statement, credentials));
    } catch (FlightRuntimeException e) {
      throw FlightErrors.fromFlight(e);
    }
  }

  @Override
  public void register(TableReference table) {
    try {
      Iterator<Result> answers =
          flight.doAction(
              new Action(SqlEndpoint.REGISTER_TABLE, PlanCodec.encode(table)), credentials);
      answers.forEachRemaining(answer -> {});
    } catch (FlightRuntimeException e) {
      throw FlightErrors.fromFlight(e);
    }
  }

  @Override
  public List<TableListing> tables() {
    List<TableListing> tables = new ArrayList<>();
    try {
      FlightInfo info = sql.getTables(null, null, null, null, false, credentials);
      try (FlightStream stream =
          sql.getStream(info.getEndpoints().get(0).getTicket(), credentials)) {
        while (stream.next()) {
          VectorSchemaRoot root = stream.getRoot();
          VarCharVector schemas = (VarCharVector) root.getVector("db_schema_name");
          VarCharVector names = (VarCharVector) root.getVector("table_name");
          VarCharVector types = (VarCharVector) root.getVector("table_type");
          for (int i = 0; i < root.getRowCount(); i++) {
            tables.add(
                new TableListing(
                    schemas.getObject(i).toString(),
                    names.getObject(i).toString(),
                    TableListing.Kind.valueOf(types.getObject(i).toString())));
          }
        }
      }
      return tables;
    } catch (FlightRuntimeException e) {
      throw FlightErrors.fromFlight(e);
    } catch (Exception e) {
      throw new IllegalStateException("a Flight stream did not close", e);
    }
  }

  @Override
  public List<String> schemas() {
    List<String> schemas = new ArrayList<>();
    try {
      FlightInfo info = sql.getSchemas(null, null, credentials);
      try (FlightStream stream =
          sql.getStream(info.getEndpoints().get(0).getTicket(), credentials)) {
        while (stream.next()) {
          VectorSchemaRoot root = stream.getRoot();
          VarCharVector names = (VarCharVector) root.getVector("db_schema_name");
          for (int i = 0; i < root.getRowCount(); i++) {
            schemas.add(names.getObject(i).toString());
          }
        }
      }
      return schemas;
    } catch (FlightRuntimeException e) {
      throw FlightErrors.fromFlight(e);
    } catch (Exception e) {
      throw new IllegalStateException("a Flight stream did not close", e);
    }
  }

  @Override
  public void close() {
    try {
      flight.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A statement that the server has planned. */
  private final class RemoteStatement implements PreparedSql {
    private final FlightSqlClient.PreparedStatement statement;

    RemoteStatement(FlightSqlClient.PreparedStatement statement) {
      this.statement = statement;
    }

    @Override
    public Schema schema() {
      return statement.getResultSetSchema();
    }

    @Override
    public RowStream run() {
      try {
        if (schema().getFields().isEmpty()) {
          statement.executeUpdate(credentials);
          return new NoRows();
        }
        FlightInfo info = statement.execute(credentials);
        return new RemoteRows(
            sql.getStream(info.getEndpoints().get(0).getTicket(), credentials), schema());
      } catch (FlightRuntimeException e) {
        throw FlightErrors.fromFlight(e);
      }
    }

    @Override
    public void close() {
      try {
        statement.close(credentials);
      } catch (FlightRuntimeException e) {
        throw FlightErrors.fromFlight(e);
      }
    }
  }

  /** Rows that the server sends. */
  private record RemoteRows(FlightStream stream, Schema schema) implements RowStream {
    @Override
    public boolean advance() {
      try {
        return stream.next();
      } catch (FlightRuntimeException e) {
        throw FlightErrors.fromFlight(e);
      }
    }

    @Override
    public VectorSchemaRoot root() {
      return stream.getRoot();
    }

    @Override
    public void cancel() {
      stream.cancel("cancelled by the client", null);
    }

    @Override
    public void close() {
      try {
        stream.close();
      } catch (FlightRuntimeException e) {
        throw FlightErrors.fromFlight(e);
      } catch (Exception e) {
        throw new IllegalStateException("a Flight stream did not close", e);
      }
    }
  }
}
