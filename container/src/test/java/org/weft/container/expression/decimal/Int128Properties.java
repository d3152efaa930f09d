package org.weft.container.expression.decimal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;

/** 128-bit arithmetic is that of {@link BigInteger}, and says so where it is not. */
class Int128Properties {
  private static final BigInteger LIMIT = BigInteger.TEN.pow(38);

  /** Numbers of up to 38 digits, of all lengths, many next to a power of two or ten. */
  @Provide
  Arbitrary<BigInteger> numbers() {
    Arbitrary<BigInteger> any =
        Arbitraries.bigIntegers()
            .between(LIMIT.negate().add(BigInteger.ONE), LIMIT.subtract(BigInteger.ONE));
    Arbitrary<BigInteger> powersOfTwo =
        Arbitraries.integers()
            .between(0, 126)
            .flatMap(
                n ->
                    Arbitraries.integers()
                        .between(-2, 2)
                        .map(d -> BigInteger.ONE.shiftLeft(n).add(BigInteger.valueOf(d))));
    Arbitrary<BigInteger> powersOfTen =
        Arbitraries.integers()
            .between(0, 37)
            .flatMap(
                n ->
                    Arbitraries.integers()
                        .between(-1, 1)
                        .map(d -> BigInteger.TEN.pow(n).add(BigInteger.valueOf(d))));
    return Arbitraries.oneOf(any, powersOfTwo, powersOfTen)
        .flatMap(n -> Arbitraries.of(n, n.negate()))
        .filter(n -> n.abs().compareTo(LIMIT) < 0);
  }

  @Property(tries = 4000)
  void adds_and_subtracts(@ForAll("numbers") BigInteger a, @ForAll("numbers") BigInteger b) {
    with(
        to -> {
          boolean fits = Int128.add(high(a), low(a), high(b), low(b), to);
          assertThat(fits).isEqualTo(a.add(b).bitLength() <= 127);
          if (fits) {
            assertThat(Int128.toBigInteger(to)).isEqualTo(a.add(b));
          }
          fits = Int128.subtract(high(a), low(a), high(b), low(b), to);
          assertThat(fits).isEqualTo(a.subtract(b).bitLength() <= 127);
          if (fits) {
            assertThat(Int128.toBigInteger(to)).isEqualTo(a.subtract(b));
          }
        });
  }

  @Property(tries = 4000)
  void multiplies(@ForAll("numbers") BigInteger a, @ForAll("numbers") BigInteger b) {
    with(
        to -> {
          boolean fits = Int128.multiply(high(a), low(a), high(b), low(b), to);
          assertThat(fits).isEqualTo(a.multiply(b).bitLength() <= 127);
          if (fits) {
            assertThat(Int128.toBigInteger(to)).isEqualTo(a.multiply(b));
          }
        });
  }

  @Example
  void the_most_negative_number_is_a_product() {
    BigInteger a = BigInteger.ONE.shiftLeft(63).negate();
    multiplies(a, BigInteger.ONE.shiftLeft(64));
    multiplies(BigInteger.ONE.shiftLeft(64), a);
    multiplies(a, BigInteger.ONE.shiftLeft(64).negate());
    multiplies(a, BigInteger.ONE.shiftLeft(65));
  }

  @Property(tries = 8000)
  void divides(@ForAll("numbers") BigInteger a, @ForAll("numbers") BigInteger b) {
    if (b.signum() == 0) {
      return;
    }
    with(
        to -> {
          Int128.divideTruncate(high(a), low(a), high(b), low(b), to);
          assertThat(Int128.toBigInteger(to)).isEqualTo(a.divide(b));
          Int128.remainder(high(a), low(a), high(b), low(b), to);
          assertThat(Int128.toBigInteger(to)).isEqualTo(a.remainder(b));
          Int128.divideHalfUp(high(a), low(a), high(b), low(b), to);
          assertThat(Int128.toBigInteger(to))
              .isEqualTo(
                  new BigDecimal(a)
                      .divide(new BigDecimal(b), 0, RoundingMode.HALF_UP)
                      .toBigInteger());
        });
  }

  @Property
  void compares_and_counts_digits(
      @ForAll("numbers") BigInteger a, @ForAll("numbers") BigInteger b) {
    assertThat(Integer.signum(Int128.compare(high(a), low(a), high(b), low(b))))
        .isEqualTo(a.compareTo(b));
    for (int digits = 1; digits <= 38; digits++) {
      assertThat(Int128.fits(high(a), low(a), digits))
          .isEqualTo(a.abs().compareTo(BigInteger.TEN.pow(digits)) < 0);
    }
  }

  private interface Check {
    void run(long to);
  }

  private static void with(Check check) {
    try (MemoryPool pool = new MemoryPool(1 << 20);
        MemoryScope scope = pool.scope("test")) {
      check.run(scope.allocate(16).address());
    }
  }

  private static long high(BigInteger n) {
    return n.shiftRight(64).longValue();
  }

  private static long low(BigInteger n) {
    return n.longValue();
  }
}
