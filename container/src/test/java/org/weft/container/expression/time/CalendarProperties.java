package org.weft.container.expression.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The calendar is that of java.time, for every day a DATE can hold. */
class CalendarProperties {
  @Property(tries = 5000)
  void splits_days(@ForAll int day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    long split = Calendar.split(day);
    assertThat(Calendar.year(split)).isEqualTo(date.getYear());
    assertThat(Calendar.month(split)).isEqualTo(date.getMonthValue());
    assertThat(Calendar.day(split)).isEqualTo(date.getDayOfMonth());
    assertThat(Calendar.epochDay(date.getYear(), date.getMonthValue(), date.getDayOfMonth()))
        .isEqualTo(day);
  }

  @Property(tries = 5000)
  void moves_by_months(
      @ForAll int day, @ForAll @IntRange(min = -1_000_000, max = 1_000_000) int months) {
    assertThat(Calendar.plusMonths(day, months))
        .isEqualTo(LocalDate.ofEpochDay(day).plusMonths(months).toEpochDay());
  }
}
