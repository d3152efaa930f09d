package org.weft.container.function;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class NumberFunctionsTest {
  private static final FunctionOracle ORACLE =
      new FunctionOracle(
          """
          SELECT x::DOUBLE AS x, y::DOUBLE AS y, i::BIGINT AS i, j::INTEGER AS j,
              i::DECIMAL(25,3) / 8 AS q, d::DECIMAL(12,3) AS d FROM
            (VALUES (NULL, NULL), (0.0::DOUBLE, 1.0::DOUBLE), (1, 0.5), (-1, 2), (0.5, -0.25),
              (2.5, -2.5), (3.14159, 1e-9), (1e15, 3), (-7.25, 4), ('nan', 1), (1, 'nan'),
              ('inf', 2), ('-inf', 2), (1e300, 10), (-0.0::DOUBLE, -1)) AS a(x, y),
            (VALUES (NULL, NULL, NULL), (0, 1, 0), (1, -1, 1.5), (-1, 7, -2.345), (12, 18, 2.5),
              (-12345, 8, 1234.567), (9223372036854775806, 3, 999999999.999),
              (-9223372036854775807, -8, -0.005)) AS b(i, j, d)
          """);

  /** The same without NaN and infinities, which many functions refuse. */
  private static final FunctionOracle FINITE =
      new FunctionOracle(
          """
          SELECT x::DOUBLE AS x, abs(x)::DOUBLE + 0.125 AS p, x::REAL AS r FROM
            (VALUES (NULL), (0.0), (1), (-1), (0.5), (-0.25), (2.5), (-2.5), (3.14159), (-7.25),
              (1e-9), (100), (0.999), (20.5)) AS a(x)
          """);

  @AfterAll
  static void close() {
    ORACLE.close();
    FINITE.close();
  }

  @TestFactory
  Stream<DynamicTest> as_in_duckdb() {
    return ORACLE.same(
        """
        abs(x)
        abs(i)
        abs(d)
        abs(q)
        sign(x)
        sign(i)
        sign(d)
        negate(j) ~ -j
        ceil(x)
        floor(x)
        ceil(d)
        floor(d)
        ceiling(d)
        ceil(q)
        trunc(x)
        trunc(i)
        trunc(d)
        trunc(q)
        trunc(x, 1)
        trunc(d, 2)
        trunc(i, -2)
        round(x)
        round(d)
        round(d, 1)
        round(d, abs(j) + 2) ~ CASE WHEN j IS NOT NULL THEN d END
        round(x, abs(j)) ~ CASE WHEN isfinite(x) OR j IS NULL THEN round(x, abs(j)) ELSE x END
        round_even(x, 0)
        round_even(d, 2) ~ CAST(round_even(d::DOUBLE, 2) AS DECIMAL(12,2))
        even(x)
        cbrt(x)
        exp(x)
        atan(x)
        atan2(x, y)
        tanh(x)
        sinh(x)
        cosh(x)
        asinh(x)
        degrees(x)
        radians(x)
        sin(x)
        ln(x)
        log2(y)
        sqrt(x)
        pi()
        mod(i, j)
        i % 7
        mod(d, 3)
        d % 2.5
        xor(i, j)
        bitwise_and(i, j) ~ i & j
        bitwise_or(i, j) ~ i | j
        bitwise_not(i) ~ ~i
        shift_right(i, abs(j)) ~ i >> abs(j)
        shift_left(abs(j), 3) ~ abs(j)::BIGINT << 3
        bit_count(i)
        bit_count(j)
        bin(j)
        bin(i)
        to_base(abs(i), 16)
        to_base(abs(j), 2, 10)
        factorial(abs(j))
        gcd(i, j)
        lcm(j, 18)
        lcm(i, j)
        isnan(x)
        isinf(x)
        isfinite(x)
        signbit(x)
        nextafter(x, y)
        greatest(x, y)
        least(x, y, i)
        greatest(i, j, NULL)
        least(d, j)
        greatest(q, d)
        add(i, j)
        subtract(x, y)
        multiply(i, j)
        multiply(j, 2)
        fmod(x, 3)
        fdiv(x, 3)
        ifnull(i, j)
        nvl(x, 1) ~ ifnull(x, 1)
        nullif(i, 0)
        if(i > 0, j, 0) ~ CASE WHEN i > 0 THEN j ELSE 0 END
        nvl2(i, x, y) ~ CASE WHEN i IS NOT NULL THEN x ELSE y END
        coalesce(i, j, 5)
        zeroifnull(d) ~ coalesce(d, 0)
        nullifzero(i) ~ nullif(i, 0)
        equal_null(i, j) ~ i IS NOT DISTINCT FROM j
        isnull(x) ~ x IS NULL
        try_add(i, j) ~ TRY(i + j)
        try_multiply(i, j) ~ TRY(i * j)
        try_divide(i, j) ~ CASE WHEN j <> 0 THEN i::DOUBLE / j END
        clip(i, -5, 5) ~ least(greatest(i, -5), 5) + i * 0
        columns_sum(i, j, x) ~ CASE WHEN coalesce(i::DOUBLE, j, x) IS NOT NULL THEN coalesce(i, 0)::DOUBLE + coalesce(j, 0) + coalesce(x, 0) END
        """);
  }

  @TestFactory
  Stream<DynamicTest> of_finite_numbers_as_in_duckdb() {
    return FINITE.same(
        """
        sin(x)
        cos(x)
        tan(x)
        cot(p)
        asin(x / 21)
        acos(x / 21)
        atanh(x / 21)
        acosh(p + 1)
        ln(p)
        log(p)
        log10(p)
        log2(p)
        log(3, p)
        log(p, 7)
        sqrt(p)
        gamma(p)
        lgamma(p)
        pow(p, x)
        sin(r)
        abs(r)
        acos(x)
        atanh(x)
        cot(x)
        log10(x)
        """);
  }

  @TestFactory
  Stream<DynamicTest> as_documented() {
    return ORACLE.gives(
        """
        pmod(-7, 3) -> 2
        pmod(7, -3) -> 1
        pmod(-7.5, 2) -> 0.5
        hypot(3, 4) -> 5.0
        expm1(0) -> 0.0
        log1p(0) -> 0.0
        e() -> 2.718281828459045
        sec(0) -> 1.0
        width_bucket(5.3, 0.2, 10.6, 5) -> 3
        width_bucket(-1, 0, 10, 5) -> 0
        width_bucket(10, 0, 10, 5) -> 6
        width_bucket(8, 10, 0, 5) -> 2
        conv('100', 2, 10) -> 4
        conv('ff', 16, 10) -> 255
        conv('-1', 10, 16) -> FFFFFFFFFFFFFFFF
        conv('-10', 16, -10) -> -16
        conv('zz', 10, 16) -> null
        divide(7, 2) -> 3
        div(7.0, 2) -> 3.5
        shift_right_unsigned(-1, 60) -> 15
        bit_get(5, 2) -> 1
        rint(2.5) -> 2.0
        clip(15, 0, 10) -> 10
        nanvl(1, 2) -> 1.0
        bround(2.5) -> 2
        columns_mean(1, NULL, 3) -> 2.0
        bin('a') -> 01100001
        """);
  }

  @TestFactory
  Stream<DynamicTest> errors() {
    return ORACLE.fails(
        """
        factorial(34) -> does not fit
        factorial(-1) -> no factorial
        add(9223372036854775807, 1) -> does not fit
        lcm(9223372036854775807, 9223372036854775806) -> does not fit
        shift_left(1, 64) -> does not fit
        shift_left(-1, 1) -> only bits of numbers from 0
        sin('a') -> 'a' is not a value of type DOUBLE
        sin([1]) -> use sin(x number)
        log(0) -> no logarithm
        log(1, 5) -> base 1
        asin(2) -> asin of 2.0
        pmod(1, 0) -> division by zero
        width_bucket(1, 1, 1, 5) -> two ends that differ
        to_base(5, 1) -> a base is 2 to 36
        gcd(1.5, 2) -> does not take
        greatest(1, 'a') -> does not take
        """);
  }
}
