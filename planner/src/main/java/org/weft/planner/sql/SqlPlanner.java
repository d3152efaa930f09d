package org.weft.planner.sql;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.weft.planner.error.WeftException;
import org.weft.planner.explain.ExplainTree;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.scan.TableSource;
import org.weft.planner.setting.Settings;
import org.weft.planner.sql.algebra.Algebra;
import org.weft.planner.sql.algebra.Present;
import org.weft.planner.sql.algebra.StatementTime;
import org.weft.planner.sql.algebra.UnoptimizedTree;
import org.weft.planner.sql.optimize.Optimizer;
import org.weft.planner.sql.optimize.PlanningCluster;
import org.weft.planner.sql.parse.CheckedTypes;
import org.weft.planner.sql.parse.OrderDefaults;
import org.weft.planner.sql.statistics.UnknownColumns;
import org.weft.planner.sql.translate.PlanTranslation;
import org.weft.planner.sql.translate.TableRows;
import org.weft.planner.sql.translate.WantedPlan;
import org.weft.planner.sql.validate.Failures;
import org.weft.planner.sql.validate.QueryTables;
import org.weft.planner.sql.validate.QueryValidator;
import org.weft.planner.sql.validate.ValidQuery;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SqlTypeNames;

/**
 * Plans queries. Thread-safe: what Calcite keeps per query is made per query, what it shares is set
 * up once.
 */
public final class SqlPlanner {
  private final TableSource tables;
  private final InstantSource present;
  private final Consumer<PlanningPhase> watch;
  private final PlanRunner runner;

  /** A planner of queries over tables that are found there. */
  public SqlPlanner(TableSource tables) {
    this(tables, PlanRunner.NONE);
  }

  /** A planner of queries over tables that are found there, which may look at their rows. */
  public SqlPlanner(TableSource tables, PlanRunner runner) {
    this(tables, InstantSource.system(), PlanningPhase.NOBODY, runner);
  }

  /**
   * A planner with a clock of its own.
   *
   * @param present asked at most once for each statement
   */
  public SqlPlanner(TableSource tables, InstantSource present) {
    this(tables, present, PlanningPhase.NOBODY, PlanRunner.NONE);
  }

  /**
   * A planner that is measured.
   *
   * @param watch told of each phase when it is over, by the thread that plans
   */
  public SqlPlanner(TableSource tables, InstantSource present, Consumer<PlanningPhase> watch) {
    this(tables, present, watch, PlanRunner.NONE);
  }

  private SqlPlanner(
      TableSource tables, InstantSource present, Consumer<PlanningPhase> watch, PlanRunner runner) {
    this.runner = runner;
    this.tables = tables;
    this.present = present;
    this.watch = watch;
  }

  /**
   * Plans a query.
   *
   * @throws WeftException for what is wrong with the query or its tables, at its place in the text
   */
  public PlannedQuery plan(Statement.Query query, Catalog catalog, Settings settings) {
    return plan(query, catalog, settings, new SeenTables(tables));
  }

  /** The same, where some of the tables may have been looked for already. */
  PlannedQuery plan(Statement.Query query, Catalog catalog, Settings settings, SeenTables seen) {
    Present now = new Present(present);
    Moment moment = new Moment(now, settings, new AtomicInteger());
    ValidQuery valid = QueryValidator.validate(query, queryTables(catalog, seen, moment));
    watch.accept(PlanningPhase.VALIDATE);
    try {
      RelNode written = algebra(valid, now);
      if (seen.sample(UnknownColumns.of(written))) {
        // once for each state of the files: with tables of which more is known
        moment.numbers().set(0);
        valid = QueryValidator.validate(query, queryTables(catalog, seen, moment));
        written = algebra(valid, now);
      }
      ExplainTree unoptimized = UnoptimizedTree.of(written);
      watch.accept(PlanningPhase.ALGEBRA);
      LogicalPlan plan = logical(valid, written, moment);
      PlanBasis.Time time = now.isAsked() ? PlanBasis.Time.OF_PLANNING : PlanBasis.Time.ANY;
      return new PlannedQuery(plan, unoptimized, new PlanBasis(seen.seen(), time));
    } catch (RuntimeException | Error e) {
      throw Failures.of("the query could not be planned", e).orAt(query.position());
    }
  }

  private static RelNode algebra(ValidQuery valid, Present now) {
    return StatementTime.fix(Algebra.of(valid, PlanningCluster.create()), now);
  }

  private LogicalPlan logical(ValidQuery valid, RelNode written, Moment moment) {
    Settings settings = moment.settings();
    RelNode optimized = Optimizer.optimize(written, settings, moment.numbers()::incrementAndGet);
    watch.accept(PlanningPhase.OPTIMIZE);
    LogicalPlan plan =
        PlanTranslation.translate(
            optimized,
            WantedPlan.of(valid, written, settings),
            part -> logical(part, algebra(part, moment.now()), moment));
    watch.accept(PlanningPhase.TRANSLATE);
    return plan;
  }

  /**
   * The columns a query gives, without planning it.
   *
   * @throws WeftException as {@link #plan}
   */
  public Schema schema(Statement.Query query, Catalog catalog) {
    return validate(query, catalog).schema();
  }

  /**
   * The columns of a table or view, or of a path, as DESCRIBE tells of them.
   *
   * @throws WeftException TABLE_NOT_FOUND, or what is wrong with a view
   */
  public List<ListedColumn> describe(TableName name, Catalog catalog) {
    return queryTables(catalog, tables, anyMoment())
        .describe(name)
        .orElseThrow(() -> catalog.notFound(name));
  }

  /**
   * The columns of a new table.
   *
   * @throws WeftException TYPE_MISMATCH at a type that there is not
   */
  public Schema columns(List<Statement.ColumnDefinition> definitions, Catalog catalog) {
    List<Field> fields = new ArrayList<>();
    for (Statement.ColumnDefinition column : definitions) {
      DataType type = type(new Statement.Query(column.type(), column.place()), catalog);
      fields.add(Field.nullable(column.name(), type));
    }
    return new Schema(fields);
  }

  /**
   * What is said of columns, with what names of types stand for now: they may go.
   *
   * @param columns their types
   */
  public static List<Statement.ColumnDefinition> lasting(
      List<Statement.ColumnDefinition> definitions, Schema columns, Catalog catalog) {
    List<Statement.ColumnDefinition> lasting = new ArrayList<>();
    for (int i = 0; i < definitions.size(); i++) {
      Statement.ColumnDefinition column = definitions.get(i);
      lasting.add(
          catalog.definitions().mayName(column.type())
              ? column.typed(
                  new Statement.Query(
                      CheckedTypes.withLengths(SqlTypeNames.of(columns.type(i)), column.type()),
                      column.place()))
              : column);
    }
    return lasting;
  }

  /**
   * The type that is written there.
   *
   * @throws WeftException TYPE_MISMATCH if there is none
   */
  public DataType type(Statement.Query written, Catalog catalog) {
    try {
      Statement.Query cast = Statement.Query.of("SELECT CAST(NULL AS " + written.text() + ") AS x");
      return schema(cast, catalog).type(0);
    } catch (WeftException e) {
      throw e.at(written.position());
    }
  }

  private ValidQuery validate(Statement.Query query, Catalog catalog) {
    return QueryValidator.validate(query, queryTables(catalog, tables, anyMoment()));
  }

  /**
   * What plans of parts of a query have in common.
   *
   * @param numbers the last number given to what is computed once
   */
  private record Moment(Present now, Settings settings, AtomicInteger numbers) {}

  private Moment anyMoment() {
    return new Moment(new Present(present), Settings.DEFAULTS, new AtomicInteger());
  }

  private QueryTables queryTables(Catalog catalog, TableSource source, Moment moment) {
    return new QueryTables(
        catalog,
        source,
        new QueryTables.ViewPlanner() {
          @Override
          public ValidQuery validate(Statement.Query view, QueryTables within) {
            return QueryValidator.validate(view, within);
          }

          @Override
          public int nextNumber() {
            return moment.numbers().incrementAndGet();
          }

          @Override
          public RelNode toAlgebra(ValidQuery view, RelOptTable.ToRelContext context) {
            return Algebra.ofView(view, context);
          }

          @Override
          public OrderDefaults orderDefaults() {
            return OrderDefaults.of(moment.settings());
          }

          @Override
          public List<List<String>> rows(ValidQuery part) {
            moment.now().ask(); // the plan depends on the rows there are now
            RelNode algebra = algebra(part, moment.now());
            LogicalPlan plan = logical(part, algebra, moment);
            return runner.rows(TableRows.texts(plan));
          }
        });
  }
}
