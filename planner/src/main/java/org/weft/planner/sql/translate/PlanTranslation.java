package org.weft.planner.sql.translate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.UnnestSpec;
import org.weft.planner.logical.Estimate;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Settings;
import org.weft.planner.sql.algebra.AsOfJoin;
import org.weft.planner.sql.algebra.CommonRows;
import org.weft.planner.sql.algebra.MarkJoin;
import org.weft.planner.sql.algebra.Unnest;
import org.weft.planner.sql.validate.FileTable;
import org.weft.planner.sql.validate.SqlTypes;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/** Translates an optimised tree, node by node. */
public final class PlanTranslation {
  private final Settings settings;
  private final Places places;
  private final RelMetadataQuery metadata;
  private final JoinTranslation joins = new JoinTranslation(this);
  private final RecursionTranslation recursions;
  private final Map<CommonRows.Source, Translated> common = new HashMap<>();

  private PlanTranslation(
      RelNode root, WantedPlan wanted, RecursionTranslation.QueryPlanner planner) {
    this.settings = wanted.settings();
    this.places = new Places(wanted.query(), wanted.subQuery());
    this.recursions = new RecursionTranslation(planner);
    this.metadata = root.getCluster().getMetadataQuery();
  }

  /**
   * The plan of an optimised tree.
   *
   * @param planner for the parts of recursions
   * @throws org.weft.planner.error.WeftException UNSUPPORTED_FEATURE for what has no node of ours
   */
  public static LogicalPlan translate(
      RelNode root, WantedPlan wanted, RecursionTranslation.QueryPlanner planner) {
    Translated translated = new PlanTranslation(root, wanted, planner).of(root);
    return Naming.as(translated.plan(), wanted.result());
  }

  Translated of(RelNode node) {
    if (node instanceof TableScan scan) {
      return scan(scan, IntStream.range(0, scan.getRowType().getFieldCount()).boxed().toList());
    }
    if (node instanceof CommonRows common) {
      return common(common.source());
    }
    if (node instanceof Project project) {
      return project(project);
    }
    if (node instanceof Filter filter) {
      return filter(filter);
    }
    if (node instanceof Unnest unnest) {
      return unnest(unnest);
    }
    if (node instanceof Aggregate aggregate) {
      return aggregate(aggregate);
    }
    if (node instanceof Join join) {
      return joins.join(join);
    }
    if (node instanceof MarkJoin mark) {
      return joins.mark(mark);
    }
    if (node instanceof AsOfJoin join) {
      return joins.asOf(join);
    }
    if (node instanceof Sort sort) {
      return sort(sort);
    }
    if (node instanceof Union union) {
      return union(union);
    }
    if (node instanceof Values values) {
      return values(values);
    }
    throw ExpressionTranslation.unsupported(
        "the operation " + node.getRelTypeName().replace("Logical", ""));
  }

  Double rows(RelNode node) {
    return metadata.getRowCount(node);
  }

  ExpressionTranslation expressions(RelNode node, Schema input) {
    return new ExpressionTranslation(node.getCluster().getRexBuilder(), places, input);
  }

  private Translated scan(TableScan scan, List<Integer> columns) {
    FileTable table = scan.getTable().unwrap(FileTable.class);
    if (table == null) {
      return recursions.rows(scan, rows(scan), columns);
    }
    double[] widths = Widths.of(table.data(), columns);
    Estimate estimate = Translated.estimate(rows(scan), widths);
    Schema schema = table.schema().select(columns);
    return new Translated(
        new LogicalPlan.Scan(table.data(), columns, Optional.empty(), schema, estimate), widths);
  }

  /** The same for every place that reads the rows. */
  private Translated common(CommonRows.Source source) {
    Translated known = common.get(source);
    if (known == null) {
      List<Field> fields =
          source.all().getRowType().getFieldList().stream()
              .map(field -> SqlTypes.toWeft(field.getName(), field.getType()))
              .toList();
      Translated rows = of(source.computed());
      LogicalPlan columns = Naming.cast(rows.plan(), new Schema(fields));
      known = new Translated(new LogicalPlan.Shared(source.number(), columns), rows.widths());
      common.put(source, known);
    }
    return known;
  }

  private Translated project(Project project) {
    if (project.getInput() instanceof TableScan scan) {
      Optional<List<Integer>> columns = distinctColumns(project);
      if (columns.isPresent()) {
        return scan(scan, columns.get());
      }
    }
    Translated input = of(project.getInput());
    if (project.containsOver()) {
      return new WindowTranslation(project, input, places, rows(project)).plan();
    }
    ExpressionTranslation translation = expressions(project, input.schema());
    List<Expression> expressions = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    for (RelDataTypeField field : project.getRowType().getFieldList()) {
      RexNode node = project.getProjects().get(field.getIndex());
      Field declared = SqlTypes.toWeft(field.getName(), field.getType());
      expressions.add(translation.as(node, declared.type()));
      fields.add(declared);
    }
    double[] widths = Widths.of(expressions, input.widths());
    return new Translated(
        new LogicalPlan.Project(
            input.plan(),
            expressions,
            new Schema(fields),
            Translated.estimate(rows(project), widths)),
        widths);
  }

  /** The columns of a projection that only selects columns, each at most once. */
  private static Optional<List<Integer>> distinctColumns(Project project) {
    List<Integer> columns = new ArrayList<>();
    for (RexNode expression : project.getProjects()) {
      if (!(expression instanceof RexInputRef column) || columns.contains(column.getIndex())) {
        return Optional.empty();
      }
      columns.add(column.getIndex());
    }
    return Optional.of(columns);
  }

  private Translated filter(Filter filter) {
    Translated input = of(filter.getInput());
    Expression predicate = expressions(filter, input.schema()).of(filter.getCondition());
    LogicalPlan below = input.plan();
    if (below instanceof LogicalPlan.Scan scan && settings.get(KnownSettings.ENABLE_PUSHDOWNS)) {
      below =
          new LogicalPlan.Scan(
              scan.table(), scan.columns(), Optional.of(predicate), scan.schema(), scan.estimate());
    }
    Estimate estimate = Translated.estimate(rows(filter), input.widths());
    return new Translated(new LogicalPlan.Filter(below, predicate, estimate), input.widths());
  }

  /** Collections that are no columns yet are computed first. */
  private Translated unnest(Unnest unnest) {
    Translated input = of(unnest.getInput());
    ExpressionTranslation translation = expressions(unnest, input.schema());
    int width = input.schema().size();
    List<Expression> columns = new ArrayList<>();
    List<Field> fields = new ArrayList<>(input.schema().fields());
    for (int i = 0; i < width; i++) {
      columns.add(column(input.schema(), i));
    }
    List<Integer> collections = new ArrayList<>();
    for (RexNode node : unnest.collections()) {
      Expression collection = translation.of(node);
      if (collection instanceof Column column) {
        collections.add(column.ordinal());
      } else {
        collections.add(columns.size());
        columns.add(collection);
        fields.add(Field.nullable("collection", collection.type()));
      }
    }
    Schema both = new Schema(fields);
    double[] widths = Widths.of(columns, input.widths());
    LogicalPlan below =
        columns.size() == width
            ? input.plan()
            : new LogicalPlan.Project(
                input.plan(), columns, both, Translated.estimate(rows(unnest.getInput()), widths));
    UnnestSpec spec = new UnnestSpec(collections, unnest.onEmpty(), unnest.ordinality());
    List<Field> all = new ArrayList<>(input.schema().fields());
    all.addAll(spec.fields(both));
    Schema schema = new Schema(all);
    double[] out = Widths.of(schema);
    System.arraycopy(input.widths(), 0, out, 0, width);
    return new Translated(
        new LogicalPlan.Unnest(
            below,
            IntStream.range(0, width).boxed().toList(),
            spec,
            schema,
            Translated.estimate(rows(unnest), out)),
        out);
  }

  private Translated aggregate(Aggregate aggregate) {
    Translated input = of(aggregate.getInput());
    double groups = rows(aggregate);
    if (aggregate.getGroupType() == Aggregate.Group.SIMPLE) {
      return new AggregateTranslation(aggregate, input, aggregate.getGroupSet(), places, groups)
          .plan();
    }
    List<Translated> sets = new ArrayList<>();
    for (ImmutableBitSet keys : aggregate.getGroupSets()) {
      double share = groups / aggregate.getGroupSets().size();
      sets.add(new AggregateTranslation(aggregate, input, keys, places, share).plan());
    }
    return union(aggregate, sets);
  }

  private Translated sort(Sort sort) {
    Translated input = of(sort.getInput());
    List<SortKey> keys = keys(sort.getCollation());
    OptionalLong limit = constant(sort.fetch);
    long offset = constant(sort.offset).orElse(0);
    Estimate estimate = Translated.estimate(rows(sort), input.widths());
    return new Translated(
        new LogicalPlan.Sort(input.plan(), keys, offset, limit, estimate), input.widths());
  }

  static List<SortKey> keys(RelCollation collation) {
    List<SortKey> keys = new ArrayList<>();
    for (RelFieldCollation key : collation.getFieldCollations()) {
      boolean descending = key.getDirection().isDescending();
      RelFieldCollation.NullDirection nulls =
          key.nullDirection == RelFieldCollation.NullDirection.UNSPECIFIED
              ? key.getDirection().defaultNullDirection()
              : key.nullDirection;
      keys.add(
          new SortKey(
              key.getFieldIndex(),
              descending ? SortKey.Direction.DESCENDING : SortKey.Direction.ASCENDING,
              nulls == RelFieldCollation.NullDirection.FIRST
                  ? SortKey.Nulls.FIRST
                  : SortKey.Nulls.LAST));
    }
    return keys;
  }

  private static OptionalLong constant(RexNode node) {
    if (node == null) {
      return OptionalLong.empty();
    }
    if (node instanceof RexLiteral literal && !literal.isNull()) {
      return OptionalLong.of(literal.getValueAs(BigDecimal.class).longValueExact());
    }
    throw ExpressionTranslation.unsupported("a LIMIT or OFFSET that is not a number");
  }

  private Translated union(Union union) {
    if (!union.all) {
      throw ExpressionTranslation.unsupported("a UNION of this form");
    }
    return union(union, union.getInputs().stream().map(this::of).toList());
  }

  /** All rows of several plans as a node's: they get its types. */
  private Translated union(RelNode node, List<Translated> parts) {
    List<Field> fields =
        node.getRowType().getFieldList().stream()
            .map(field -> SqlTypes.toWeft(field.getName(), field.getType()))
            .toList();
    Schema schema = new Schema(fields);
    List<LogicalPlan> inputs = new ArrayList<>();
    double[] widths = new double[fields.size()];
    for (Translated part : parts) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], part.widths()[i]);
      }
      inputs.add(Naming.cast(part.plan(), schema));
    }
    return new Translated(
        new LogicalPlan.Union(inputs, schema, Translated.estimate(rows(node), widths)), widths);
  }

  private Translated values(Values values) {
    List<Field> fields =
        values.getRowType().getFieldList().stream()
            .map(field -> SqlTypes.toWeft(field.getName(), field.getType()))
            .toList();
    List<List<Literal>> rows = new ArrayList<>();
    for (List<RexLiteral> tuple : values.getTuples()) {
      List<Literal> row = new ArrayList<>();
      for (int i = 0; i < tuple.size(); i++) {
        DataType type = fields.get(i).type();
        row.add((Literal) Casts.to(Literals.of(tuple.get(i)), type));
      }
      rows.add(row);
    }
    Schema schema = new Schema(fields);
    double[] widths = Widths.of(schema);
    return new Translated(
        new LogicalPlan.Values(rows, schema, Translated.estimate((double) rows.size(), widths)),
        widths);
  }

  /** A column of a schema as an expression. */
  static Column column(Schema schema, int ordinal) {
    Field field = schema.field(ordinal);
    return new Column(ordinal, field.name(), field.type());
  }
}
