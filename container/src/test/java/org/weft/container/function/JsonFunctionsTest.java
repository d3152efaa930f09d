package org.weft.container.function;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class JsonFunctionsTest {
  private static final FunctionOracle ORACLE =
      new FunctionOracle(
          """
          SELECT * FROM
            (VALUES ('{"a":{"b":[1,2,{"c":"x"}]},"n":null}'), ('[1, 2.5, "größe", true]'), ('"text"'),
              ('17'), ('-3'), ('null'), (NULL), ('{}'), ('[]'), ('{"a":"\\u00e9","b":[{"a":1},{"a":2}]}'),
              ('{"a":1,"b":{"a":5,"c":[[1],[2,3]]}}')) AS x(j),
            (VALUES ('$.a'), ('a'), ('$.b[0].a'), ('$.a.b[2].c'), ('$[1]'), ('$[-1]'), ('$'), ('/a'),
              ('/b/0/a'), ('$.n'), (NULL)) AS y(p)
          """);

  @AfterAll
  static void close() {
    ORACLE.close();
  }

  @TestFactory
  Stream<DynamicTest> as_in_duckdb() {
    return ORACLE.same(
        """
        json_extract(j, p)
        json_extract_string(j, p)
        json_extract(j, 0)
        json_extract(j, '$.b.c[1][0]')
        get_json_object(j, '$.a') ~ json_extract_string(j, '$.a')
        json_valid(j)
        json_valid(p)
        json_type(j)
        json_type(j, p)
        json_array_length(j)
        json_array_length(j, p)
        json_has(j, p) ~ json_exists(j, p)
        json_contains(j, '1')
        json_contains(j, '{"a":1}')
        json_keys(j)
        json(j)
        json_pretty(j)
        CASE WHEN j LIKE '{%' THEN json_merge_patch(j, '{"a":null,"z":[1]}') END
        json_quote(j) ~ to_json(j)
        json_extract('{bad', '$.a')
        """);
  }

  @TestFactory
  Stream<DynamicTest> as_documented() {
    return ORACLE.gives(
        """
        json_extract('[{"a":1},{"a":2}]', '$[*].a') -> [1, 2]
        json_extract('{"a b":1}', '$."a b"') -> 1
        json_value_at('{"a":[1]}', '$.a') -> null
        json_extract_scalar('{"a":"x"}', '$.a') -> x
        to_json(1.50) -> 1.50
        to_json(DATE '2024-01-31') -> "2024-01-31"
        to_json(ARRAY[1, NULL, 3]) -> [1,null,3]
        to_json(named_struct('a', 1, 'b', ARRAY['x'])) -> {"a":1,"b":["x"]}
        to_json(MAP['k', 1]) -> {"k":1}
        to_json(TIMESTAMP '2024-01-31 10:00:00') -> "2024-01-31 10:00:00"
        """);
  }

  @TestFactory
  Stream<DynamicTest> errors() {
    return ORACLE.fails(
        """
        json_extract('{bad', '$.a') -> not JSON: '{bad'
        json_extract('{}', '$x') -> not a path into JSON
        json_extract('{} x', '$') -> not JSON
        json_type([5]) -> does not take
        """);
  }
}
