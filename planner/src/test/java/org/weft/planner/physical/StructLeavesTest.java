package org.weft.planner.physical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.Estimate;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;

class StructLeavesTest {
  private static final Estimate SOME = new Estimate(10, 10);
  private static final StructType INNER =
      StructType.of(Field.nullable("x", SimpleType.INT64), Field.nullable("y", SimpleType.STRING));
  private static final StructType STRUCT =
      StructType.of(
          Field.nullable("a", SimpleType.INT64),
          Field.nullable("b", SimpleType.STRING),
          Field.nullable("in", INNER));
  private static final Column S = new Column(0, "s", STRUCT);

  private static Expression field(Expression struct, int ordinal) {
    return LibraryCall.of(
        "struct_field",
        ((StructType) struct.type()).type(ordinal),
        struct,
        new Literal(SimpleType.INT32, new Value.Int(ordinal)));
  }

  private static LogicalPlan.Project project(
      FileFormat format, DataType type, Expression predicate, Expression result) {
    Schema schema = Schema.of(Field.nullable("s", type));
    TableReference reference = new TableReference("t", format, List.of("t"));
    LogicalPlan scan =
        new LogicalPlan.Scan(
            new TableData(reference, schema, List.of(), List.of()),
            List.of(0),
            Optional.of(predicate),
            schema,
            SOME);
    LogicalPlan filter = new LogicalPlan.Filter(scan, predicate, SOME);
    Schema output = Schema.of(Field.nullable("r", result.type()));
    return new LogicalPlan.Project(filter, List.of(result), output, SOME);
  }

  private static LogicalPlan.Scan scan(LogicalPlan.Project project) {
    return (LogicalPlan.Scan) project.input().inputs().get(0);
  }

  private static Expression isNull(Expression input) {
    return Call.of(Function.IS_NULL, SimpleType.BOOLEAN, input);
  }

  @Test
  void only_fields_that_are_used_are_asked_for() {
    LogicalPlan.Project narrow =
        StructLeaves.narrowed(
            project(FileFormat.PARQUET, STRUCT, isNull(field(S, 1)), field(field(S, 2), 1)));

    assertThat(scan(narrow).schema().type(0)).hasToString("struct(b string, in struct(y string))");
    assertThat(narrow.expressions()).hasToString("[struct_field(struct_field(s, 1), 0)]");
    assertThat(narrow.expressions().get(0).type()).isEqualTo(SimpleType.STRING);
    LogicalPlan.Filter filter = (LogicalPlan.Filter) narrow.input();
    assertThat(filter.predicate()).hasToString(isNull(field(S, 0)).toString());
    assertThat(scan(narrow).filter()).contains(filter.predicate());
  }

  @Test
  void a_struct_that_is_used_as_a_whole_stays_whole() {
    for (LogicalPlan.Project whole :
        List.of(
            project(FileFormat.PARQUET, STRUCT, isNull(S), field(S, 1)),
            project(FileFormat.PARQUET, STRUCT, isNull(field(S, 1)), S))) {
      assertThat(StructLeaves.narrowed(whole)).isSameAs(whole);
    }
    LogicalPlan.Project inner =
        StructLeaves.narrowed(
            project(FileFormat.PARQUET, STRUCT, isNull(field(S, 2)), field(field(S, 2), 0)));
    assertThat(scan(inner).schema().type(0)).hasToString("struct(in struct(x int64, y string))");
  }

  @Test
  void fields_that_names_do_not_tell_apart_and_other_formats_are_left_alone() {
    StructType twice =
        StructType.of(Field.nullable("a", SimpleType.INT64), Field.nullable("A", SimpleType.INT64));
    Column s = new Column(0, "s", twice);
    for (LogicalPlan.Project whole :
        List.of(
            project(FileFormat.PARQUET, twice, isNull(field(s, 1)), field(s, 1)),
            project(FileFormat.JSON, STRUCT, isNull(field(S, 1)), field(S, 1)))) {
      assertThat(StructLeaves.narrowed(whole)).isSameAs(whole);
    }
  }
}
