package org.weft.planner.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;

class StatementReaderTest {
  private static final TextPosition START = new TextPosition(1, 1);

  @Test
  void cuts_at_semicolons_outside_of_strings_names_and_comments() {
    String text =
        "select ';' as \"a;b\" -- not ; here\n from t /* nor ; \n here */;;\n  values (1) ;";

    assertThat(StatementReader.read(text))
        .containsExactly(
            new Statement.Query("select ';' as \"a;b\" -- not ; here\n from t", START),
            new Statement.Query("values (1)", new TextPosition(4, 3)));
  }

  @Test
  void a_text_without_statements_has_none() {
    assertThat(StatementReader.read(" ; -- nothing\n ; ")).isEmpty();
  }

  @Test
  void knows_every_kind_of_statement() {
    Statement.Query query = new Statement.Query("select 1", new TextPosition(1, 9));

    assertThat(one("explain select 1")).isEqualTo(new Statement.Explain(query, START));
    assertThat(one("explain analyze select 1"))
        .isEqualTo(
            new Statement.Analyze(new Statement.Query("select 1", new TextPosition(1, 17)), START));
    assertThat(one("show tables"))
        .isEqualTo(
            new Statement.ShowTables(
                Statement.ShowTables.Kind.ALL, Optional.empty(), Optional.empty(), START));
    assertThat(one("describe \"My t\""))
        .isEqualTo(
            new Statement.Describe(
                TableName.of("My t"), new TextPosition(1, 10), new TextPosition(1, 1)));
    assertThat(one("desc 'a/b.parquet'"))
        .isEqualTo(
            new Statement.Describe(
                TableName.of("a/b.parquet"), new TextPosition(1, 6), new TextPosition(1, 1)));
    assertThat(one("describe select 1"))
        .isEqualTo(
            new Statement.DescribeQuery(
                new Statement.Query("select 1", new TextPosition(1, 10)), START));
    assertThat(one("reset")).isEqualTo(new Statement.Reset(Optional.empty(), START));
    assertThat(one("reset num_partitions"))
        .isEqualTo(new Statement.Reset(Optional.of("num_partitions"), START));
    assertThat(one("(select 1)")).isInstanceOf(Statement.Query.class);
    assertThat(one("with a as (select 1) select * from a")).isInstanceOf(Statement.Query.class);
    assertThat(one("table t")).isInstanceOf(Statement.Query.class);
  }

  /** Texts are cut there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "with a as (select 1) select * from a",
        "call range(3)",
        "pragma table_info('t')",
        "pragma show('t')",
        "pragma show_tables",
        "pragma threads = 2",
        "summarize t",
        "describe select 1",
        "copy t to 'f'",
        "create table t as select 1 with no data",
        "create or replace view v as select 1",
        "insert into t values (1)",
        "with a as (select 1) insert into t select * from a",
        "update t set a = 1",
        "delete from t",
        "merge into t using s on t.a = s.a when matched then delete",
        "prepare p as select 1",
        "execute p",
        "execute immediate 'select 1'",
        "set variable a = 1",
        "explain analyze select 1"
      })
  void a_statement_is_where_it_begins(String statement) {
    assertThat(StatementReader.read("select 0;\n  " + statement + ";"))
        .extracting(Statement::position)
        .containsExactly(START, new TextPosition(2, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      textBlock =
          """
          set num_partitions = 8          | num_partitions       | 8
          SET weft.yarn.queue = etl       | weft.yarn.queue      | etl
          set scan_tasks_min_size_bytes to 96m | scan_tasks_min_size_bytes | 96m
          set flight_shuffle_dirs = '/a, /b' | flight_shuffle_dirs | /a, /b
          set weft.memory-limit = 1 g     | weft.memory-limit    | 1 g
          """)
  void reads_settings(String text, String setting, String value) {
    assertThat(one(text)).isEqualTo(new Statement.Set(setting, value, START));
  }

  @Test
  void reads_views() {
    assertThat(one("create or replace temp view v as\n select 1"))
        .isEqualTo(
            new Statement.CreateView(
                new TableName(List.of("temp", "v")),
                List.of(),
                new Statement.Query("select 1", new TextPosition(2, 2)),
                Statement.IfTaken.REPLACE,
                START));
    assertThat(one("drop view if exists v"))
        .isEqualTo(new Statement.DropView(TableName.of("v"), Statement.IfMissing.IGNORE, START));
    assertThat(one("drop view v"))
        .isEqualTo(new Statement.DropView(TableName.of("v"), Statement.IfMissing.FAIL, START));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      textBlock =
          """
          selct 1                   | SYNTAX                | 1:1  | SELECT
          vacuum t                  | UNSUPPORTED_STATEMENT | 1:1  | use one of SELECT, WITH
          insert t values (1)       | SYNTAX                | 1:8  | INTO
          explain drop view v       | UNSUPPORTED_STATEMENT | 1:9  | continue with SELECT
          create index t            | UNSUPPORTED_STATEMENT | 1:8  | VIEW
          create table t (a)        | SYNTAX                | 1:19 | AS
          drop index t              | UNSUPPORTED_STATEMENT | 1:6  | DROP VIEW
          show columns              | SYNTAX                | 1:13 | FROM
          copy t to                 | SYNTAX                | 1:10 | a path
          drop view                 | SYNTAX                | 1:10 | a name
          create view v select 1    | SYNTAX                | 1:15 | AS
          drop view v nothing       | SYNTAX                | 1:13 | the end of the statement
          set = 1                   | SYNTAX                | 1:5  | SET setting = value
          describe                  | SYNTAX                | 1:9  | a name
          """)
  void refuses(String text, ErrorCode code, String position, String hint) {
    assertThatThrownBy(() -> StatementReader.read(text))
        .isInstanceOfSatisfying(
            WeftException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              TextPosition at = e.position().orElseThrow();
              assertThat(at.line() + ":" + at.column()).isEqualTo(position);
              assertThat(e.hint().orElseThrow()).contains(hint);
            });
  }

  @Test
  void a_string_without_end_is_an_error_at_its_start() {
    assertThatThrownBy(() -> StatementReader.read("select 1;\nselect 'abc"))
        .isInstanceOfSatisfying(
            WeftException.class, e -> assertThat(e.position()).contains(new TextPosition(2, 8)));
  }

  private static Statement one(String text) {
    List<Statement> statements = StatementReader.read(text);
    assertThat(statements).hasSize(1);
    return statements.get(0);
  }
}
