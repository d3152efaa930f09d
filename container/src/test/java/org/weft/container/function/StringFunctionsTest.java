package org.weft.container.function;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class StringFunctionsTest {
  private static final FunctionOracle ORACLE =
      new FunctionOracle(
          """
          SELECT * FROM
            (VALUES ('hello world'), (''), (NULL), ('  a b  '), ('größe ÄÖ'), ('数据😀x'), ('a,b,,c'),
              ('aXbXc'), ('O''Neill-smith'), ('xxabcxx')) AS a(s),
            (VALUES (NULL), ('o'), (','), (''), ('X'), ('😀')) AS b(p),
            (VALUES (NULL), (0), (1), (-1), (3), (-4), (100)) AS c(n)
          """);

  @AfterAll
  static void close() {
    ORACLE.close();
  }

  @TestFactory
  Stream<DynamicTest> as_in_duckdb() {
    return ORACLE.same(
        """
        upper(s)
        lcase(s)
        reverse(s)
        length(s)
        char_length(s)
        octet_length(s) ~ strlen(s)
        bit_length(s)
        substring(s, n)
        substr(s, n, 2)
        substring(s, n, -2)
        substring(s, 2, n)
        substring(s FROM 2 FOR 3) ~ substring(s, 2, 3)
        trim(s)
        btrim(s, p) ~ trim(s, p)
        ltrim(s, 'xa ')
        rtrim(s, 'xc ')
        trim(BOTH 'x' FROM s) ~ trim(s, 'x')
        trim(LEADING 'x' FROM s) ~ ltrim(s, 'x')
        left(s, n)
        right(s, n)
        split_part(s, p, n)
        strpos(s, p)
        instr(s, p)
        position(p IN s)
        starts_with(s, p)
        ends_with(s, p)
        suffix(s, p)
        contains(s, p)
        replace(s, p, 'ab')
        repeat(s, n)
        concat(s, n, p)
        concat(s)
        concat_ws(p, s, n, s)
        concat_ws(',', n, NULL, p)
        s || p
        lpad(s, n, 'ab')
        rpad(s, n, '😀a')
        lpad(s, 12) ~ lpad(s, 12, ' ')
        translate(s, 'aeloö', 'x数')
        translate(s, p, 'y')
        ascii(s)
        unicode(s)
        ord(p)
        chr(n)
        chr(n + 300)
        overlay(s PLACING 'zz' FROM 2 FOR 1) ~ CASE WHEN length(s) = 0 THEN 'zz' ELSE left(s, 1) || 'zz' || substring(s, 3) END
        strip_accents(s)
        nfc_normalize(s)
        bar(n, 0, 10, 20)
        bar(n, -5, 7)
        format_bytes(n * 123456789)
        format_bytes(n * n * n * 12345678912)
        formatReadableDecimalSize(n * n * 1234567)
        format('{} and {}', s, n)
        format('{1}{0:>10}|{1:<4}|{0:^12}', s, n)
        format('{:05d}|{:,}|{:x}|{:+}', n, n * 1234567, abs(n), n)
        format('{:8.2f}|{:e}', n / 7.0e0, n / 3.0e0)
        printf('%s=%d', s, n)
        printf('%05d|%8.3f|%-8s|%x', n, n / 7.0e0, s, abs(n))
        """);
  }

  @TestFactory
  Stream<DynamicTest> as_documented() {
    return ORACLE.gives(
        """
        initcap('hello wORLD-x 1a ää') -> Hello World-X 1a Ää
        capitalize('hELLO wORLD') -> Hello world
        locate('o', 'hello world') -> 5
        locate('o', 'hello world', 6) -> 8
        locate('o', 'hello world', 0) -> 0
        locate('', 'ab', 3) -> 3
        charindex('x', 'abc') -> 0
        find('größe', 'e') -> 4
        find('abc', 'x') -> -1
        find_in_set('b', 'a,b,c') -> 2
        find_in_set('b,c', 'a,b,c') -> 0
        substring_index('www.apache.org', '.', 2) -> www.apache
        substring_index('www.apache.org', '.', -2) -> apache.org
        substring_index('www.apache.org', '.', 9) -> www.apache.org
        overlay('Spark SQL', '_', 6) -> Spark_SQL
        overlay('Spark SQL', 'CORE', 7) -> Spark CORE
        overlay('Spark SQL', 'ANSI ', 7, 0) -> Spark ANSI SQL
        overlay('Spark SQL' PLACING 'tructured' FROM 2 FOR 4) -> Structured SQL
        '[' || space(3) || ']' -> [   ]
        '[' || lpad('hi', 5) || ']' -> [   hi]
        to_snake_case('helloWorld HTTPServer x1') -> hello_world_http_server_x1
        to_upper_snake_case('hello-world') -> HELLO_WORLD
        to_camel_case('Hello big-world') -> helloBigWorld
        to_upper_camel_case('hello big_world') -> HelloBigWorld
        to_kebab_case('Hello BigWorld') -> hello-big-world
        to_title_case('hello_bigWorld') -> Hello Big World
        normalize('  Hello,  World! ', true, true, false, true) -> hello world
        count_matches('The fox the other the', 'the') -> 3
        count_matches('The fox the other the', 'the', true) -> 2
        count_matches('The fox the other the', 'the', true, false) -> 3
        format_string('%2$s %1$s', 'a', 'b') -> b a
        format('{} {{x}}', true) -> true {x}
        """);
  }

  @TestFactory
  Stream<DynamicTest> errors() {
    return ORACLE.fails(
        """
        uper('a') -> use UPPER
        left('a') -> function left does not take 1 argument
        left('a', 'b') -> 'b' is not a value of type BIGINT
        left('a', [1]) -> use left(text text, count integer)
        left([1], 2) -> does not take list(int32), int32
        repeat('abc', 9223372036854775807) -> a text of more than
        lpad('a', 5, '') -> cannot be filled up
        chr(-1) -> no character has the code -1
        chr(55296) -> no character has the code
        chr(1114112) -> no character has the code
        format('{} {}', 1) -> the format asks for value 2 of 1
        format('{', 1) -> a brace is not closed
        format('{:d}', 'a') -> does not take a string
        printf('%q', 1) -> not a format
        bar(1, 0, 10, 0) -> the width of a bar
        """);
  }
}
