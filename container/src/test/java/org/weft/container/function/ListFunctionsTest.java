package org.weft.container.function;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ListFunctionsTest {
  private static final FunctionOracle ORACLE =
      new FunctionOracle(
          """
          SELECT i::INTEGER AS i, j::INTEGER AS j, n::INTEGER AS n, t FROM
            (VALUES (NULL, 1), (1, NULL), (1, 1), (3, 2), (-7, 2147483647), (0, 0), (9, 9)) AS x(i, j),
            (VALUES (NULL, 'x'), (0, ''), (1, 'a,b,,c'), (-1, NULL), (3, 'größe'), (2, 'a1b22c'))
              AS y(n, t)
          """);

  /** Lists of the columns: null where i is 0, empty where it is 9. */
  private static String lists(String cases) {
    return cases
        .replace(
            "«a»",
            "CASE WHEN i = 0 THEN NULL WHEN i = 9 THEN array_pop_back(ARRAY[1])"
                + " ELSE ARRAY[i, j, 3, i] END")
        .replace("«b»", "ARRAY[n, 3, n]")
        .replace("«s»", "CASE WHEN i = 0 THEN NULL ELSE ARRAY[t, 'x', 'größe', t] END")
        .replace("«r»", "CASE WHEN i IS NOT NULL THEN ARRAY[CAST(i AS DOUBLE)] END");
  }

  @AfterAll
  static void close() {
    ORACLE.close();
  }

  private static final String CASES =
      """
      list_contains(«a», n)
      array_has(«s», t)
      list_position(«a», n)
      list_indexof(«s», 'x')
      len(«a»)
      array_length(«s») ~ len(«s»)
      list_extract(«a», n)
      list_append(«a», n)
      list_append(«s», t)
      list_prepend(n, «a»)
      list_concat(«a», «b»)
      list_concat(«a», «b», «a»)
      list_sort(list_distinct(«b»))
      list_unique(«a»)
      list_unique(«s»)
      list_sort(«a»)
      list_sort(«s»)
      list_sort(«a», 'DESC')
      list_sort(«a», 'DESC', 'NULLS FIRST')
      list_reverse_sort(«a») ~ list_sort(«a», 'DESC', 'NULLS LAST')
      list_reverse(«a»)
      list_slice(«a», n, 2)
      list_slice(«a», 1, n)
      list_slice(«a», -2, -1)
      list_slice(«a», 1, 5, 2)
      list_has_any(«a», «b»)
      list_has_all(«a», «b»)
      list_select(«a», ARRAY[3, 1, 7])
      list_resize(«a», 2)
      list_resize(«a», 5, n)
      list_sum(«a»)
      list_avg(«a»)
      list_min(«a»)
      list_max(«a»)
      list_min(«s»)
      list_max(«s»)
      list_count(«a»)
      list_product(«a»)
      list_first(«a»)
      list_last(«s»)
      list_any_value(«a»)
      flatten(ARRAY[«a», «b»]) ~ flatten([«a», «b»])
      range(n)
      range(n, 5)
      range(5, n, -2)
      generate_series(n, 3)
      string_split(t, ',')
      str_split(t, '')
      regexp_split_to_array(t, '[0-9]+')
      regexp_extract_all(t, '[a-z]')
      regexp_extract_all(t, '([a-z])([0-9]*)', 2)
      array_to_string(«a», '-')
      array_to_string(«s», ',')
      array_pop_back(«a»)
      array_pop_front(«a»)
      array_push_front(«a», n)
      list_distance(«r», ARRAY[1.5]) ~ list_distance(«r», [1.5])
      list_inner_product(«r», «r»)
      CASE WHEN i <> 0 THEN list_cosine_similarity(«r», ARRAY[2]) END ~ CASE WHEN i <> 0 THEN list_cosine_similarity(«r», [2.0]) END
      """;

  @TestFactory
  Stream<DynamicTest> as_in_duckdb() {
    return ORACLE.same(lists(CASES));
  }

  @TestFactory
  Stream<DynamicTest> as_documented() {
    return ORACLE.gives(
        """
        list_contains(ARRAY[1, 2], 2.0) -> true
        list_append(ARRAY[1], 3000000000) -> [1, 3000000000]
        list_intersect(ARRAY[1, 2, 2], ARRAY[2, 3]) -> [2]
        array_except(ARRAY[1, 2, 2, 1], ARRAY[2]) -> [1]
        array_union(ARRAY[1, 2], ARRAY[2, 3, 3]) -> [1, 2, 3]
        array_remove(ARRAY[1, 2, 1], 1) -> [2]
        array_compact(ARRAY[1, NULL, 2]) -> [1, 2]
        slice(ARRAY[1, 2, 3, 4], 2, 2) -> [2, 3]
        slice(ARRAY[1, 2, 3, 4], -2, 2) -> [3, 4]
        list_where(ARRAY[10, 20, 30], ARRAY[true, false, true]) -> [10, 30]
        sort_array(ARRAY['b', NULL, 'a'], true) -> [null, a, b]
        sort_array(ARRAY[1, 3, 2], false) -> [3, 2, 1]
        array_repeat('x', 3) -> [x, x, x]
        list_bool_and(ARRAY[true, false]) -> false
        list_bool_or(ARRAY[false, true, NULL]) -> true
        array_join(ARRAY['a', NULL, 'b'], ',', '?') -> a,?,b
        map_keys(MAP['a', 1, 'b', 2]) -> [a, b]
        map_values(MAP['a', 1, 'b', 2]) -> [1, 2]
        cardinality(MAP['a', 1, 'b', 2]) -> 2
        map_entries(MAP['a', 1]) -> [[a, 1]]
        sequence(1, 3) -> [1, 2, 3]
        json_object_keys('{"a":1,"b":2}') -> [a, b]
        """);
  }

  @TestFactory
  Stream<DynamicTest> errors() {
    return ORACLE.fails(
        """
        list_contains(5, 1) -> use list_contains(list list, element element)
        list_contains(ARRAY['a'], 1) -> does not take list(string), int32
        range(1, 9000000000000) -> a list has 0 to
        list_sort(ARRAY[1], 'UP') -> an order is 'ASC' or 'DESC'
        list_distance(ARRAY[1.0], ARRAY[1.0, 2.0]) -> two lists of one length
        """);
  }
}
