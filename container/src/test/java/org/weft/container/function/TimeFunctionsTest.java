package org.weft.container.function;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class TimeFunctionsTest {
  private static final FunctionOracle ORACLE =
      new FunctionOracle(
          """
          SELECT d::DATE AS d, t::TIMESTAMP AS t, (t::TIMESTAMP)::TIMESTAMP_NS AS ns,
              (t::TIMESTAMP)::TIMESTAMP_MS AS ms, t::TIMESTAMPTZ AS z, n::BIGINT AS n, u AS u FROM
            (VALUES (NULL, NULL), ('2024-02-29', '2024-02-29 23:59:59.999999'),
              ('1970-01-01', '1970-01-01 00:00:00'), ('1969-12-31', '1969-12-31 23:59:59.123456'),
              ('2023-12-31', '2000-01-01 12:34:56.5'), ('2024-12-30', '2024-03-31 02:30:00'),
              ('1900-02-28', '1901-01-01 00:00:00.000001'), ('2001-03-15', '1999-12-31 10:20:30'),
              ('2262-01-01', '2199-07-04 06:05:04.003002')) AS a(d, t),
            (VALUES (NULL, NULL), (0, 'day'), (1, 'month'), (-13, 'year'), (400, 'hour'),
              (7, 'week'), (31, 'minute'), (2, 'quarter'), (3, 'second'), (5, 'decade')) AS b(n, u)
          """);

  /** What also works for times far away. */
  private static final FunctionOracle FAR =
      new FunctionOracle(
          """
          SELECT d::DATE AS d, d::TIMESTAMP AS t FROM (VALUES ('0001-01-01'), ('0000-03-01'),
            ('9999-12-31'), ('12345-06-07'), ('1582-10-10'), ('2000-02-29'), ('1600-12-31')) AS a(d)
          """);

  @AfterAll
  static void close() {
    ORACLE.close();
    FAR.close();
  }

  private static final String PARTS =
      """
      year(d)
      quarter(t)
      month(d)
      day(t)
      dayofmonth(d)
      hour(t)
      minute(t)
      second(t)
      dayofyear(d)
      dayofweek(d)
      weekday(t)
      day_of_week(d) ~ isodow(d) - 1
      isodow(t)
      week(d)
      weekofyear(t)
      isoyear(d)
      yearweek(d)
      era(d)
      century(t)
      decade(d)
      millennium(d)
      millisecond(t)
      microsecond(t)
      nanosecond(t)
      epoch(t)
      epoch(d)
      epoch_ms(t)
      epoch_us(t)
      julian(d)
      julian(t)
      days_in_month(d)
      dayname(d)
      monthname(t)
      last_day(d)
      last_day(t)
      date_part('year', t)
      date_part('dow', d)
      date_part('epoch', t)
      date_part('julian', d)
      date_part('isoyear', d)
      datepart('ms', t)
      extract(year FROM d)
      extract(dow FROM t)
      extract(isodow FROM t)
      extract(doy FROM t)
      extract(week FROM d)
      extract(century FROM d)
      extract(decade FROM d)
      extract(millennium FROM d)
      extract(isoyear FROM d)
      date_trunc('month', t)
      date_trunc('month', d)
      date_trunc('week', d)
      date_trunc('quarter', t)
      date_trunc('year', t)
      date_trunc('decade', d)
      date_trunc('century', d)
      date_trunc('millennium', t)
      date_trunc('isoyear', t)
      date_trunc('hour', t)
      date_trunc('minute', t)
      date_trunc('second', t)
      date_trunc('day', t)
      strftime(t, '%Y-%m-%d %H:%M:%S')
      unix_date(d) ~ d - DATE '1970-01-01'
      isfinite(epoch(t))
      """;

  @TestFactory
  Stream<DynamicTest> parts_as_in_duckdb() {
    return ORACLE.same(PARTS);
  }

  @TestFactory
  Stream<DynamicTest> parts_of_times_far_away_as_in_duckdb() {
    return FAR.same(PARTS);
  }

  @TestFactory
  Stream<DynamicTest> as_in_duckdb() {
    return ORACLE.same(
        """
        hour(ms)
        epoch_ns(ns)
        date_trunc('millisecond', t)
        date_trunc('microseconds', t)
        date_trunc(u, t)
        epoch_us(date_trunc('hour', ns))
        date_part(u, d) ~ CASE WHEN d IS NULL THEN NULL WHEN u IN ('hour', 'minute', 'second') THEN 0 ELSE date_part(u, d) END
        date_diff('day', d, DATE '2000-01-01')
        date_diff(u, t, TIMESTAMP '2012-05-06 07:08:09')
        datediff('microsecond', t, TIMESTAMP '2012-05-06 07:08:09')
        date_diff('millisecond', t, TIMESTAMP '2012-05-06 07:08:09')
        date_diff('century', d, DATE '2012-05-06')
        date_diff('isoyear', d, DATE '2012-05-06')
        date_sub('day', d, DATE '2000-01-01')
        date_sub(u, t, TIMESTAMP '2012-05-06 07:08:09')
        date_sub('month', t, TIMESTAMP '2024-02-29 00:00:00')
        date_sub('month', TIMESTAMP '2024-01-31 00:00:00', t)
        datediff(d, DATE '2000-01-01') ~ date_diff('day', DATE '2000-01-01', d)
        date_add(d, 5) ~ d + 5
        date_sub(d, 5) ~ d - 5
        date_add(t, INTERVAL '1' MONTH) ~ t + INTERVAL 1 MONTH
        dateadd('month', n, t) ~ t + to_months(n::INTEGER)
        dateadd(hour, n, t) ~ t + to_hours(n)
        add_months(d, n) ~ (d + to_months(n::INTEGER))::DATE
        t + to_days(n) ~ t + to_days(n::INTEGER)
        t - to_months(n) ~ t - to_months(n::INTEGER)
        age(t, TIMESTAMP '2001-01-31 10:00:00')
        age(TIMESTAMP '2024-03-01 00:00:00', t)
        time_bucket(INTERVAL '15' MINUTE, t)
        time_bucket(INTERVAL '14' DAY, d)
        time_bucket(INTERVAL '3' MONTH, d)
        time_bucket(INTERVAL '5' MONTH, t)
        time_bucket(INTERVAL '2' DAY, d, DATE '2024-01-01')
        make_date(2024, n, 5) ~ CASE WHEN n BETWEEN 1 AND 12 OR n IS NULL THEN make_date(2024, n, 5) ELSE error('x') END
        make_date(n) ~ make_date(n::INTEGER)
        make_timestamp(2024, 2, 29, 23, 59, n + 1.5)
        make_timestamp(n * 123456789)
        epoch_ms(n * 1234567)
        to_timestamp(n * 12345.678) ~ to_timestamp((n * 12345.678)::DOUBLE)
        to_seconds(n) ~ to_seconds(n::DOUBLE)
        to_hours(n)
        strftime(t, '%a %A %b %B %j %y %-m %-d %-H %I %-I %p %U %W %u %w %V %G %% %f %g %c %x %X')
        strftime(d, '%d/%m/%Y %H')
        strftime('%d.%m.%y', t)
        strftime(z, '%Y-%m-%d %H:%M:%S%z %Z')
        strptime(strftime(t, '%d/%m/%Y %H:%M:%S.%f'), '%d/%m/%Y %H:%M:%S.%f')
        strptime(strftime(t, '%a %-d %B %y %I:%M %p'), '%a %d %B %y %I:%M %p')
        strptime(strftime(d, '%Y-%j'), '%Y-%j')
        strptime('2024-03-05 10:00:00.123', '%Y-%m-%d %H:%M:%S.%g')
        try_strptime(u, '%Y')
        try_strptime('2023-02-29', '%Y-%m-%d')
        strptime('xx', '%Y')
        to_date(u) ~ CASE WHEN u IS NOT NULL THEN u::DATE END
        timezone('America/New_York', t)
        timezone('Europe/Berlin', z)
        from_utc_timestamp(t, 'Asia/Tokyo') ~ t + INTERVAL 9 HOURS
        to_utc_timestamp(t, 'Asia/Kolkata') ~ CASE WHEN t > TIMESTAMP '1950-01-01' THEN t - INTERVAL 330 MINUTES ELSE timezone('UTC', timezone('Asia/Kolkata', t)) END
        convert_timezone('UTC', 'America/Los_Angeles', t) ~ timezone('America/Los_Angeles', timezone('UTC', t))
        greatest(d, DATE '2000-01-01')
        unix_timestamp(t) ~ floor(epoch_us(t) / 1e6)::BIGINT
        total_days(to_hours(n)) ~ n // 24
        epoch(to_hours(n))
        """);
  }

  @TestFactory
  Stream<DynamicTest> as_documented() {
    return ORACLE.gives(
        """
        to_date('2024-02-29 10:00:00') -> 2024-02-29
        to_date('29/02/2024', 'dd/MM/yyyy') -> 2024-02-29
        to_date('29/02/2024', '%d/%m/%Y') -> 2024-02-29
        try_to_date('29/02/2023', '%d/%m/%Y') -> null
        date_format(TIMESTAMP '2024-03-05 07:08:09', 'yyyy/MM/dd HH:mm:ss EEE') -> 2024/03/05 07:08:09 Tue
        date_format(DATE '2024-03-05', 'MMM d, y') -> Mar 5, 2024
        epoch_us(to_timestamp('2024-03-05 07:08', 'yyyy-MM-dd HH:mm')) -> 1709622480000000
        epoch_us(to_timestamp('5 Mar 2024 1 PM', 'd MMM yyyy h a')) -> 1709643600000000
        unix_timestamp('1970-01-02 00:00:00') -> 86400
        unix_timestamp('02/01/1970', 'dd/MM/yyyy') -> 86400
        from_unixtime(86400) -> 1970-01-02 00:00:00
        from_unixtime(86400, 'yyyy') -> 1970
        epoch_ms(timestamp_seconds(1.5)) -> 1500
        epoch_us(timestamp_millis(5)) -> 5000
        next_day(DATE '2015-01-14', 'TU') -> 2015-01-20
        next_day(DATE '2024-03-04', 'Monday') -> 2024-03-11
        months_between(TIMESTAMP '1997-02-28 10:30:00', DATE '1996-10-30') -> 3.94959677
        months_between(DATE '2024-02-29', DATE '2024-01-31') -> 1.0
        make_time(10, 20, 30.5) -> 37230500000
        to_unix_epoch(TIMESTAMP '1970-01-01 00:00:01.5', 'ms') -> 1500
        last_day('2024-02-01') -> 2024-02-29
        hour(TIME '10:20:30') -> 10
        current_date = today() -> true
        now() = current_timestamp -> true
        year(current_date) > 2020 -> true
        current_timezone() -> UTC
        is_timezone('Europe/Berlin') -> true
        is_timezone('Middle/Earth') -> false
        """);
  }

  @TestFactory
  Stream<DynamicTest> errors() {
    return ORACLE.fails(
        """
        make_date(2023, 2, 29) -> there is no date 2023-2-29
        make_timestamp(2023, 2, 1, 25, 0, 0) -> there is no time 25:0:0
        date_diff('foo', DATE '2024-01-01', DATE '2024-01-01') -> no unit of time 'foo'
        strptime('xx', '%Y') -> 'xx' is no time of the format '%Y'
        strftime(DATE '2024-01-01', '%Q') -> no specifier %Q
        strptime('2024', '%Q') -> no specifier %Q
        date_format(DATE '2024-01-01', 'yyyy bb') -> not a format of times
        timezone('Middle/Earth', TIMESTAMP '2024-01-01 00:00:00') -> no time zone 'Middle/Earth'
        next_day(DATE '2024-01-01', 'foo') -> no day of the week
        epoch_ms(9223372036854775807) -> does not fit
        year('2024-01-01x') -> '2024-01-01x' is not a value of type TIMESTAMP
        date_trunc('month', 5) -> use date_trunc(unit text, time date or timestamp)
        """);
  }
}
