package org.weft.am.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.result.ArrowSchemas;
import org.weft.container.result.ResultStream;
import org.weft.container.run.QueryRequest;
import org.weft.container.run.QueryRunner;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.explain.Explain;
import org.weft.planner.function.FunctionList;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlanner;
import org.weft.planner.physical.PlanTarget;
import org.weft.planner.scan.TableReference;
import org.weft.planner.scan.TableSource;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Setting;
import org.weft.planner.setting.Settings;
import org.weft.planner.sql.ListedColumn;
import org.weft.planner.sql.PlanCache;
import org.weft.planner.sql.PlannedQuery;
import org.weft.planner.sql.SqlPlanner;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.StatementReader;
import org.weft.planner.sql.TableName;
import org.weft.planner.sql.translate.PlainColumns;
import org.weft.planner.stage.StageCutter;
import org.weft.planner.stage.StagePlan;

/**
 * A session whose statements are planned in this process and run by a {@link QueryRunner}: the
 * native runner, or the one of the ApplicationMaster this process is.
 *
 * <p>Settings and catalog are read once per statement, when it is planned.
 */
public final class LocalSession implements SqlSession {
  private static final AtomicLong QUERIES = new AtomicLong();

  private final TableSource source;
  private final QueryRunner runner;
  private final SqlPlanner planner;
  private final PlanCache plans;
  private final BufferAllocator allocator;
  private final Settings startSettings;
  private final SessionCatalog catalog = new SessionCatalog();
  private final TableStore store;
  private final TableWork tables;
  private final RowChanges rows;
  private final ReturningChanges returned;
  private final TableChanges alterations;
  private final SessionDefinitions definitions;
  private final SessionTypes types;
  private final SessionTransaction transaction;
  private volatile Settings settings;

  /** A session without tables. Source, runner and allocator stay the caller's. */
  public LocalSession(
      TableSource source, QueryRunner runner, Settings settings, Belongings belongings) {
    this.source = source;
    this.runner = runner;
    this.planner = new SqlPlanner(source, plan -> RowTexts.of(prepared(plan)));
    this.plans = new PlanCache(planner, source);
    this.startSettings = settings;
    this.settings = settings;
    this.allocator = belongings.allocator();
    this.store = belongings.store();
    StoredTables.Runs runs =
        new StoredTables.Runs() {
          @Override
          public LogicalPlan plan(Statement.Query query) {
            return planned(query).plan();
          }

          @Override
          public PreparedSql prepare(LogicalPlan plan) {
            return prepared(plan);
          }
        };
    StoredTables stored = new StoredTables(planner, catalog, store, runs);
    this.definitions = new SessionDefinitions(catalog, runs, this::prepare);
    this.types = new SessionTypes(planner, catalog, runs);
    this.transaction = new SessionTransaction(catalog, store);
    this.tables = new TableWork(stored);
    this.rows = new RowChanges(stored);
    this.returned = new ReturningChanges(stored, rows);
    this.alterations = new TableChanges(stored);
  }

  /**
   * What results and tables are kept in.
   *
   * @param allocator stays the caller's
   * @param store is closed with the session
   */
  public record Belongings(BufferAllocator allocator, TableStore store) {}

  @Override
  public PreparedSql prepare(String text) {
    List<Statement> statements = StatementReader.read(text);
    if (statements.size() != 1) {
      WeftException e =
          WeftException.of(
              ErrorCode.INVALID_QUERY, "one statement at a time, not " + statements.size());
      throw statements.isEmpty() ? e : e.at(statements.get(1).position());
    }
    Statement statement = statements.get(0);
    return PlacedSql.beginning(prepared(statement), statement.position());
  }

  private PreparedSql prepared(Statement statement) {
    if (statement instanceof Statement.Query query) {
      return query(query);
    }
    if (statement instanceof Statement.Explain explain) {
      return explain(explain.query());
    }
    if (statement instanceof Statement.Analyze analyze) {
      return analyze(analyze.query());
    }
    if (statement instanceof Statement.CreateView create) {
      planned(create.query());
      return change(() -> catalog.change(now -> now.after(create)));
    }
    if (statement instanceof Statement.DropView drop) {
      return change(() -> catalog.change(now -> now.after(drop)));
    }
    if (statement instanceof Statement.Set set) {
      Settings changed = at(set.position(), () -> settings.with(set.setting(), set.value()));
      return change(() -> settings = changed);
    }
    if (statement instanceof Statement.Reset reset) {
      return reset(reset);
    }
    if (statement instanceof Statement.ShowTables show) {
      SessionListing.of(show, catalog.now()); // an error is told now
      return texts(TextRows.schema("name", "kind"), () -> SessionListing.of(show, catalog.now()));
    }
    if (statement instanceof Statement.ShowSchemas show) {
      return texts(TextRows.schema("name"), () -> SessionListing.of(show, catalog.now()));
    }
    if (statement instanceof Statement.ShowFunctions show) {
      return texts(
          TextRows.schema("name", "family", "usage", "meaning", "aliases"),
          () -> FunctionList.rows(show.pattern()));
    }
    if (statement instanceof Statement.Describe describe) {
      return at(
          describe.place(), () -> described(planner.describe(describe.name(), catalog.now())));
    }
    if (statement instanceof Statement.DescribeQuery describe) {
      return described(ListedColumn.ofQuery(planner.schema(describe.query(), catalog.now())));
    }
    if (statement instanceof Statement.Summarize summarize) {
      return query(new Summary(planner, catalog.now()).of(summarize.query()));
    }
    if (statement instanceof Statement.ShowSettings show) {
      return showSettings(show);
    }
    if (statement instanceof Statement.Use use) {
      catalog.now().after(use); // an error is told now
      return change(() -> catalog.change(now -> now.after(use)));
    }
    return tableStatement(statement);
  }

  private PreparedSql tableStatement(Statement statement) {
    if (statement instanceof Statement.CreateTableAs create) {
      return tables.create(create);
    }
    if (statement instanceof Statement.CreateTable create) {
      return tables.create(create);
    }
    if (statement instanceof Statement.CreateFileTable create) {
      return tables.create(create);
    }
    if (statement instanceof Statement.Insert insert) {
      return rows.insert(insert);
    }
    if (statement instanceof Statement.InsertDefaults insert) {
      return rows.insert(insert);
    }
    if (statement instanceof Statement.Update update) {
      return rows.update(update);
    }
    if (statement instanceof Statement.Delete delete) {
      return rows.delete(delete);
    }
    if (statement instanceof Statement.Merge merge) {
      return rows.merge(merge);
    }
    if (statement instanceof Statement.Returning returning) {
      return returned.of(returning);
    }
    if (statement instanceof Statement.AlterTable alter) {
      return alterations.alter(alter);
    }
    if (statement instanceof Statement.DropTable drop) {
      return tables.drop(drop);
    }
    if (statement instanceof Statement.CreateSchema create) {
      return change(() -> catalog.change(now -> now.after(create)));
    }
    if (statement instanceof Statement.DropSchema drop) {
      return tables.drop(drop);
    }
    if (statement instanceof Statement.CopyTo copy) {
      return tables.copy(copy);
    }
    if (statement instanceof Statement.CreateMacro create) {
      return definitions.create(create);
    }
    if (statement instanceof Statement.DropMacro drop) {
      return definitions.drop(drop);
    }
    if (statement instanceof Statement.CreateType create) {
      return types.create(create);
    }
    if (statement instanceof Statement.DropType drop) {
      return types.drop(drop);
    }
    if (statement instanceof Statement.SetVariable set) {
      return definitions.set(set);
    }
    if (statement instanceof Statement.ResetVariable reset) {
      return definitions.reset(reset);
    }
    if (statement instanceof Statement.Prepare prepare) {
      return definitions.prepare(prepare);
    }
    if (statement instanceof Statement.Execute execute) {
      return definitions.execute(execute);
    }
    if (statement instanceof Statement.ExecuteImmediate execute) {
      return definitions.execute(execute);
    }
    if (statement instanceof Statement.Upkeep upkeep) {
      upkeep
          .table()
          .ifPresent(name -> at(upkeep.place(), () -> planner.describe(name, catalog.now())));
      return LocalStatement.nothing();
    }
    if (statement instanceof Statement.Begin begin) {
      return transaction.begin(begin);
    }
    if (statement instanceof Statement.EndTransaction end) {
      return transaction.end(end);
    }
    if (statement instanceof Statement.Deallocate deallocate) {
      return definitions.deallocate(deallocate);
    }
    throw new IllegalStateException("a statement nobody runs: " + statement);
  }

  private PreparedSql showSettings(Statement.ShowSettings show) {
    Optional<TableName> table =
        show.setting()
            .map(name -> new TableName(List.of(name.split("\\.", -1))))
            .filter(name -> catalog.now().find(name).isPresent());
    if (table.isPresent()) { // DuckDB's SHOW t
      return described(planner.describe(table.get(), catalog.now()));
    }
    List<Setting<?>> shown =
        show.setting()
            .map(name -> List.<Setting<?>>of(at(show.position(), () -> Settings.find(name))))
            .orElse(KnownSettings.ALL);
    Settings now = settings;
    return texts(
        TextRows.schema("name", "value", "meaning"),
        () ->
            shown.stream()
                .map(
                    setting ->
                        List.of(setting.name(), String.valueOf(now.get(setting)), setting.help()))
                .toList());
  }

  @Override
  public void register(TableReference table) {
    source.resolve(table);
    catalog.change(now -> now.with(table));
  }

  @Override
  public List<TableListing> tables() {
    return SessionListing.of(catalog.now());
  }

  @Override
  public List<String> schemas() {
    return List.copyOf(catalog.now().schemas());
  }

  @Override
  public void close() {
    store.close();
  }

  private PlannedQuery planned(Statement.Query query) {
    return plans.plan(query, catalog.now(), settings);
  }

  private PreparedSql query(Statement.Query query) {
    return prepared(PlainColumns.of(planned(query).plan()));
  }

  private PreparedSql prepared(LogicalPlan logical) {
    Settings planSettings = settings;
    PhysicalPlan plan = PhysicalPlanner.plan(logical, runner.target(planSettings));
    Schema schema = ArrowSchemas.toArrow(plan.schema());
    return new PreparedSql() {
      @Override
      public Schema schema() {
        return schema;
      }

      @Override
      public RowStream run() {
        Cancellation cancellation = new Cancellation();
        return new QueryRows(
            runner.run(plan, new QueryRequest(nextId(), planSettings, cancellation)),
            cancellation,
            allocator);
      }

      @Override
      public void close() {
        // a plan holds nothing
      }
    };
  }

  private PreparedSql explain(Statement.Query query) {
    PlanTarget target = runner.target(settings);
    PlannedQuery planned = planned(query);
    PhysicalPlan physical = PhysicalPlanner.plan(planned.plan(), target);
    Optional<StagePlan> stages =
        target.deployment() == PlanTarget.Deployment.TASKS
            ? Optional.of(StageCutter.cut(physical, settings))
            : Optional.empty();
    String text = Explain.text(planned.unoptimized(), planned.plan(), physical, stages);
    return texts(
        TextRows.schema("plan"), () -> text.stripTrailing().lines().map(List::of).toList());
  }

  /** Runs the query, drops its rows, and tells what was measured. */
  private PreparedSql analyze(Statement.Query query) {
    Settings planSettings = settings;
    PhysicalPlan plan = PhysicalPlanner.plan(planned(query).plan(), runner.target(planSettings));
    Schema schema = TextRows.schema("plan");
    return new LocalStatement(
        schema,
        () -> {
          Cancellation cancellation = new Cancellation();
          return new AnalyzedRows(
              schema,
              () -> measured(plan, new QueryRequest(nextId(), planSettings, cancellation)),
              cancellation,
              allocator);
        });
  }

  private List<List<String>> measured(PhysicalPlan plan, QueryRequest request) {
    long started = System.nanoTime();
    long rows = 0;
    try (ResultStream result = runner.run(plan, request)) {
      while (result.advance()) {
        rows += result.batch().selectedCount();
      }
      String text = Explain.analyzed(result.figures(), rows, System.nanoTime() - started);
      return text.stripTrailing().lines().map(List::of).toList();
    }
  }

  private static String nextId() {
    return "q" + QUERIES.incrementAndGet();
  }

  private PreparedSql described(List<ListedColumn> columns) {
    return texts(
        TextRows.schemaWithNulls(ListedColumn.DESCRIPTION),
        () -> columns.stream().map(ListedColumn::description).toList());
  }

  private PreparedSql reset(Statement.Reset reset) {
    if (reset.setting().isEmpty()) {
      return change(() -> settings = startSettings);
    }
    String name = reset.setting().get();
    Settings changed =
        at(
            reset.position(),
            () -> {
              String key = Settings.find(name).name();
              String atStart = startSettings.asMap().get(key);
              return atStart == null ? settings.without(key) : settings.with(key, atStart);
            });
    return change(() -> settings = changed);
  }

  static <T> T at(TextPosition place, Supplier<T> work) {
    try {
      return work.get();
    } catch (WeftException e) {
      throw e.at(place);
    }
  }

  /** A statement that changes the session and has no rows. */
  private PreparedSql change(Runnable work) {
    return LocalStatement.change(
        () -> {
          synchronized (this) {
            work.run();
          }
        });
  }

  private PreparedSql texts(Schema schema, Supplier<List<List<String>>> rows) {
    return new LocalStatement(schema, () -> new TextRows(schema, rows.get(), allocator));
  }
}
