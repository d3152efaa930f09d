package org.weft.container.function;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class BinaryFunctionsTest {
  private static final FunctionOracle ORACLE =
      new FunctionOracle(
          """
          SELECT s AS s, encode(s) AS b, n::BIGINT AS n FROM
            (VALUES ('hello world'), (''), (NULL), ('größe ÄÖ'), ('数据😀x'), ('a'), ('ab'), ('abc'),
              ('/a/b/c.txt'), ('a%20b%2F+x%zz%4'), ('c:\\\\d\\\\e.tar.gz')) AS a(s),
            (VALUES (NULL), (0), (1), (-1), (255), (9223372036854775807)) AS c(n)
          """);

  @AfterAll
  static void close() {
    ORACLE.close();
  }

  @TestFactory
  Stream<DynamicTest> as_in_duckdb() {
    return ORACLE.same(
        """
        hex(s)
        hex(b)
        hex(n)
        unhex(hex(s))
        from_hex('F')
        unhex('zz')
        base64(b)
        to_base64(s) ~ to_base64(encode(s))
        from_base64(base64(b))
        encode(s)
        decode(b)
        length(b) ~ octet_length(b)
        octet_length(b)
        bin(s)
        unbin(bin(s))
        unbin('0110')
        md5(s)
        md5(b)
        sha1(s)
        sha256(b)
        sha2(s, 256) ~ sha256(s)
        url_encode(s)
        url_decode(s)
        url_decode(url_encode(s))
        parse_filename(s)
        CASE WHEN s NOT LIKE 'c:%' THEN parse_filename(s, true) END
        CASE WHEN s NOT LIKE 'c:%' THEN parse_dirname(s) END
        CASE WHEN s NOT LIKE 'c:%' THEN parse_dirpath(s) END
        typeof(s)
        typeof(n)
        typeof(b)
        typeof(1.5)
        typeof(DATE '2024-01-01')
        """);
  }

  /** Values that the algorithms' authors, Spark's and Iceberg's documents give. */
  @TestFactory
  Stream<DynamicTest> as_published() {
    return ORACLE.gives(
        """
        xxhash64('Spark') -> -4294468057691064905
        murmur3('Spark') -> 228093765
        xxhash64(NULL) -> 42
        crc32('Spark') -> 1557323817
        crc32('123456789') -> 3421780262
        sha2('Spark', 224) -> dbeab94971678d36af2195851c0f7485775a2a7c60073d62fc04549c
        iceberg_bucket(34, 2147483647) -> 2017239379
        iceberg_bucket('iceberg', 2147483647) -> 1210000089
        iceberg_bucket(DATE '2017-11-16', 2147483647) -> 1494153226
        iceberg_bucket(14.20, 2147483647) -> 1646729059
        bucket(16, 34) -> 3
        iceberg_truncate(-1, 10) -> -10
        iceberg_truncate(10.65, 50) -> 10.50
        iceberg_truncate('iceberg', 3) -> ice
        partition_years(DATE '2017-11-16') -> 47
        partition_months(DATE '2017-11-16') -> 574
        partition_months(DATE '1969-12-31') -> -1
        partition_days(TIMESTAMP '2017-11-16 22:31:08') -> 2017-11-16
        partition_hours(TIMESTAMP '2017-11-16 22:31:08') -> 419686
        parse_url('http://spark.apache.org/path?query=1', 'HOST') -> spark.apache.org
        parse_url('http://spark.apache.org/path?query=1', 'QUERY', 'query') -> 1
        parse_url('https://u:p@h:8080/a/b?x=1&y=2#f', 'AUTHORITY') -> u:p@h:8080
        parse_url('https://u:p@h:8080/a/b?x=1&y=2#f', 'FILE') -> /a/b?x=1&y=2
        parse_url('https://u:p@h:8080/a/b?x=1&y=2#f', 'REF') -> f
        parse_url('https://u:p@h:8080/a/b?x=1&y=2#f', 'USERINFO') -> u:p
        url_extract_port('https://h:8080/a') -> 8080
        url_extract_parameter('https://h/a?x=1&y=2', 'y') -> 2
        url_extract_host('mailto:a@b') -> null
        decode(decompress(compress('hello hello hello', 'gzip'), 'gzip')) -> hello hello hello
        decode(decompress(compress('hello', 'deflate'), 'deflate')) -> hello
        try_decompress(encode('x'), 'zlib') -> null
        try_decode(unhex('FF')) -> null
        decode(encode('ä', 'UTF-16BE'), 'UTF-16BE') -> ä
        length(uuid()::VARCHAR) -> 36
        substring(uuidv7()::VARCHAR, 15, 1) -> 7
        random() < 1 -> true
        random_int(5, 6) -> 5
        minhash('a b c d', 2, 2) = minhash('a b c d', 2, 2) -> true
        simhash('a b c') = simhash('a b c') -> true
        typeof(ARRAY[1]) -> INTEGER[]
        """);
  }

  @TestFactory
  Stream<DynamicTest> errors() {
    return ORACLE.fails(
        """
        unhex('zz') -> not hexadecimal: 'zz'
        from_base64('a') -> not in base 64
        decode(unhex('FF')) -> no text in UTF-8
        encode('ä', 'US-ASCII') -> not in US-ASCII
        encode('ä', 'foo') -> no character set 'foo'
        decompress(encode('x'), 'gzip') -> not compressed by gzip
        compress('x', 'foo') -> no codec 'foo'
        sha2('x', 5) -> not 5
        error('oh no') -> oh no
        bucket(0, 5) -> at least one bucket
        random_int(5, 5) -> there is no integer from 5
        """);
  }
}
