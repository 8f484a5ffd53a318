/* SPDX-License-Identifier: MIT */
/*
 * clock - stamps of one log → seconds UTC.
 *
 * A stamp without a year takes the year of the one before it, unless that
 * would be a jump of more than half a year: then the file has passed over New
 * Year, in whichever direction it is written. The first one takes the given
 * year, or the latest in which it is not younger than the log.
 */
#include "parse/clock.h"

#include "base/civil.h"

#define HALF_YEAR 183                   /* days */
#define SLACK ((int64_t)BS_DAY_SECONDS) /* other zones, late writers */

void bs_clock_begin(struct bs_clock *clock, int year, int64_t newest)
{
    clock->year = 0;
    clock->month = 0;
    clock->day = 0;
    clock->newest = newest;
    clock->quarter = 0;
    if (year != 0) {
        clock->year = year;
        clock->newest = 0;
    }
}

/* Feb 29 exists in leap years only: the nearest one that is not later. */
static int leap(int year, const struct bs_civil *civil)
{
    if (civil->month == 2 && civil->day == 29)
        while (!bs_civil_leap(year))
            year--;
    return year;
}

static int
first_year(const struct bs_clock *clock, const struct bs_civil *civil)
{
    int year;
    int month;
    int day;

    if (clock->year != 0)
        return leap(clock->year, civil);
    bs_civil_date((clock->newest + SLACK) / BS_DAY_SECONDS, &year, &month,
                  &day);
    if (bs_civil_days(year, civil->month, civil->day) * BS_DAY_SECONDS >
        clock->newest + SLACK)
        year--;
    return leap(year, civil);
}

static int year_of(struct bs_clock *clock, const struct bs_civil *civil)
{
    int64_t step;

    if (clock->month == civil->month && clock->day == civil->day)
        return clock->year;
    if (clock->month == 0) {
        clock->year = first_year(clock, civil);
    } else {
        step = bs_civil_days(clock->year, civil->month, civil->day) -
               bs_civil_days(clock->year, clock->month, clock->day);
        if (step < -HALF_YEAR)
            clock->year++;
        else if (step > HALF_YEAR)
            clock->year--;
        clock->year = leap(clock->year, civil);
    }
    clock->month = civil->month;
    clock->day = civil->day;
    return clock->year;
}

static int64_t utc_of_civil(const struct bs_civil *civil)
{
    return bs_civil_days(civil->year, civil->month, civil->day) *
               BS_DAY_SECONDS +
           civil->hour * INT64_C(3600) + civil->minute * INT64_C(60) +
           civil->second;
}

/* When the quarter of an hour began that holds the stamp. */
static int64_t
begin_of_quarter(struct bs_clock *clock, const struct bs_stamp *stamp)
{
    struct bs_civil civil = stamp->civil;

    civil.minute -= civil.minute % 15;
    civil.second = 0;
    if (civil.year == 0)
        civil.year = year_of(clock, &civil);
    if (stamp->has_zone)
        return utc_of_civil(&civil) - stamp->utc_offset;
    if (clock->to_utc == NULL)
        return utc_of_civil(&civil);
    return clock->to_utc(clock->context, &civil);
}

/* A number for the quarter of an hour and the zone of a stamp, never 0. */
static uint64_t quarter_of(const struct bs_stamp *stamp)
{
    const struct bs_civil *c = &stamp->civil;
    uint64_t zone =
        stamp->has_zone ? (uint64_t)(stamp->utc_offset + 172800) : 0;

    return zone << 32 | (uint64_t)c->year << 16 | (uint64_t)c->month << 12 |
           (uint64_t)c->day << 7 | (uint64_t)c->hour << 2 |
           (uint64_t)c->minute / 15;
}

/* Zones change at full quarters, so each is worked out once. */
int64_t bs_clock_utc(struct bs_clock *clock, const struct bs_stamp *stamp)
{
    uint64_t quarter;

    if (stamp->has_epoch)
        return stamp->epoch;
    quarter = quarter_of(stamp);
    if (quarter != clock->quarter) {
        clock->quarter_utc = begin_of_quarter(clock, stamp);
        clock->quarter = quarter;
        clock->turn++;
    }
    return clock->quarter_utc + stamp->civil.minute % 15 * INT64_C(60) +
           stamp->civil.second;
}
