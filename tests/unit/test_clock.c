/* SPDX-License-Identifier: MIT */
#include "parse/clock.h"

#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "cases.h"

static int64_t utc(const struct bs_civil *civil)
{
    return bs_civil_days(civil->year, civil->month, civil->day) *
               BS_DAY_SECONDS +
           civil->hour * 3600 + civil->minute * 60 + civil->second;
}

/* "2026-11-23", noon; 0 for "". */
static int64_t noon(const char *date)
{
    struct bs_civil civil = {.hour = 12};

    if (*date == '\0')
        return 0;
    assert_int_equal(
        sscanf(date, "%d-%d-%d", &civil.year, &civil.month, &civil.day), 3);
    return utc(&civil);
}

/* "Nov 23" at noon, or "2026 Nov 23". */
static struct bs_stamp stamp_of(const char *text, size_t len)
{
    char line[64];
    struct bs_stamp stamp;

    (void)snprintf(line, sizeof line, "%.*s 12:00:00 x", (int)len, text);
    assert_true(bs_stamp_parse(&stamp, line, strlen(line)) > 0);
    return stamp;
}

static void add_year(char *out, size_t size, int64_t time)
{
    size_t len = strlen(out);
    int year;
    int month;
    int day;

    bs_civil_date(time / BS_DAY_SECONDS, &year, &month, &day);
    (void)snprintf(out + len, size - len, "%s%d", len > 0 ? " " : "", year);
}

static const struct year_case {
    const char *name;
    int year;           /* given; 0: none */
    const char *newest; /* the log's date */
    const char *stamps; /* in the order of the file */
    const char *want;   /* their years */
} year_cases[] = {
    {"this year", 0, "2026-11-25", "Nov 23,Nov 24,Nov 25", "2026 2026 2026"},
    {"today", 0, "2026-11-25", "Nov 25", "2026"},
    {"tomorrow is in reach", 0, "2026-11-25", "Nov 26", "2026"},
    {"the day after is not", 0, "2026-11-25", "Nov 27", "2025"},
    {"first of January, tomorrow", 0, "2026-12-31", "Jan  1", "2027"},
    {"second of January is last year's", 0, "2026-12-31", "Jan  2", "2026"},
    {"the log's age decides, not now", 0, "2019-03-10", "Mar  9", "2019"},
    {"a log of last year", 0, "2027-01-02", "Nov 23,Dec 31", "2026 2026"},
    {"a log that was touched a year later", 0, "2027-11-22", "Nov 24", "2026"},
    {"a year given", 2024, "2026-11-25", "Nov 23,Nov 24", "2024 2024"},
    {"a year given, later than the log", 2030, "2026-11-25", "Nov 23", "2030"},

    {"over New Year", 0, "2027-01-02", "Dec 30,Dec 31,Jan  1,Jan  2",
     "2026 2026 2027 2027"},
    {"over New Year, year given", 2024, "", "Dec 31,Jan  1,Feb  1",
     "2024 2025 2025"},
    {"newest first", 0, "2027-01-02", "Jan  2,Jan  1,Dec 31,Dec 30",
     "2027 2027 2026 2026"},
    {"newest first, year given", 2027, "", "Jan  1,Dec 31,Nov 30",
     "2027 2026 2026"},
    {"several years", 2020, "", "Jun  1,Oct  1,Feb  1,Jun  1,Nov  1,Mar  1",
     "2020 2020 2021 2021 2021 2022"},
    {"several years, newest first", 2022, "",
     "Mar  1,Nov  1,Jun  1,Feb  1,Oct  1", "2022 2021 2021 2021 2020"},
    {"jitter around New Year", 0, "2027-01-01",
     "Dec 31,Jan  1,Dec 31,Jan  1,Dec 31,Jan  1",
     "2026 2027 2026 2027 2026 2027"},
    {"jitter of days", 0, "2026-11-25", "Nov 23,Nov 22,Nov 24,Nov 23",
     "2026 2026 2026 2026"},
    {"half a year is no turn", 2026, "", "Jan  1,Jul  1,Jan  1",
     "2026 2026 2026"},

    {"Feb 29 in a leap year", 0, "2028-03-01", "Feb 28,Feb 29,Mar  1",
     "2028 2028 2028"},
    {"Feb 29 a year later", 0, "2029-02-20", "Feb 28,Feb 29,Mar  1",
     "2028 2028 2028"},
    {"Feb 29 first", 0, "2026-03-01", "Feb 29,Mar  1", "2024 2024"},
    {"Feb 29 before the log's date in a leap year", 0, "2028-02-20", "Feb 29",
     "2024"},
    {"Feb 29, year given", 2024, "", "Feb 29,Mar  1", "2024 2024"},
    {"Feb 29, a year given that has none", 2025, "", "Feb 29", "2024"},
    {"Feb 29 over New Year", 0, "2028-03-05", "Dec 31,Jan  1,Feb 29,Mar  1",
     "2027 2028 2028 2028"},
    {"1900 is none, 2000 is one", 2000, "", "Feb 29", "2000"},
    {"2100 is none", 2100, "", "Feb 29", "2096"},

    {"stamps with a year are left alone", 0, "2026-11-25",
     "Nov 23,2019 Jan  5,Nov 24", "2026 2019 2026"},
};

static void test_year(void **state)
{
    const struct year_case *c = *state;
    struct bs_clock clock = {0};
    char got[128] = "";

    bs_clock_begin(&clock, c->year, noon(c->newest));
    for (const char *at = c->stamps; *at != '\0';) {
        const size_t len = strcspn(at, ",");
        const struct bs_stamp stamp = stamp_of(at, len);

        add_year(got, sizeof got, bs_clock_utc(&clock, &stamp));
        at += len + (at[len] == ',');
    }
    assert_string_equal(got, c->want);
}

/* One log is nothing to the next. */
static void test_begin(void **state)
{
    struct bs_clock clock = {0};
    const struct bs_stamp december = stamp_of("Dec 31", 6);
    const struct bs_stamp january = stamp_of("Jan  1", 6);

    (void)state;
    bs_clock_begin(&clock, 2020, 0);
    assert_int_equal(bs_clock_utc(&clock, &december), noon("2020-12-31"));
    assert_int_equal(bs_clock_utc(&clock, &january), noon("2021-01-01"));
    bs_clock_begin(&clock, 2020, 0);
    assert_int_equal(bs_clock_utc(&clock, &january), noon("2020-01-01"));
    bs_clock_begin(&clock, 0, noon("2015-06-01"));
    assert_int_equal(bs_clock_utc(&clock, &january), noon("2015-01-01"));
}

static const struct utc_case {
    const char *name;
    const char *text;
    int64_t want;
} utc_cases[] = {
    {"epoch", "1970-01-01T00:00:00Z", 0},
    {"a zone east", "2026-11-23T15:52:06+01:00", 1795445526},
    {"the same in UTC", "2026-11-23T14:52:06Z", 1795445526},
    {"a zone west", "2026-11-23T11:22:06-0330", 1795445526},
    {"without a zone", "2026-11-23T14:52:06", 1795445526},
    {"seconds", "1795445526.5 ", 1795445526},
    {"leap second", "2016-12-31T23:59:60Z", 1483228800},
    {"a year of its own", "Nov 23 14:52:06 2026", 1795445526},
};

static void test_utc(void **state)
{
    const struct utc_case *c = *state;
    struct bs_clock clock = {0};
    struct bs_stamp stamp;
    char text[64];

    (void)snprintf(text, sizeof text, "%s host", c->text);
    assert_true(bs_stamp_parse(&stamp, text, strlen(text)) > 0);
    bs_clock_begin(&clock, 2000, 0);
    assert_int_equal(bs_clock_utc(&clock, &stamp), c->want);
}

/* A zone like Berlin's: an hour east of UTC, two in summer. Of the hour that
 * comes twice, the first is meant; the one that is left out counts on. */
struct zone {
    unsigned asked;
    struct bs_civil last;
};

static int64_t berlin(void *context, const struct bs_civil *local)
{
    struct zone *zone = context;
    const int64_t time = utc(local);
    const int64_t begin = INT64_C(1774749600); /* 2026-03-29 02:00 local */
    const int64_t end = INT64_C(1792897200);   /* 2026-10-25 03:00 local */

    zone->asked++;
    zone->last = *local;
    return time - (time >= begin && time < end ? 7200 : 3600);
}

static const struct zone_case {
    const char *name;
    const char *text;
    const char *want; /* in UTC */
} zone_cases[] = {
    {"winter", "2026-01-15T12:00:00", "2026-01-15T11:00:00Z"},
    {"summer", "2026-07-15T12:00:00", "2026-07-15T10:00:00Z"},
    {"before it begins", "2026-03-29T01:59:59", "2026-03-29T00:59:59Z"},
    {"behind it", "2026-03-29T03:00:00", "2026-03-29T01:00:00Z"},
    {"before it ends", "2026-10-25T02:59:59", "2026-10-25T00:59:59Z"},
    {"behind that", "2026-10-25T03:00:00", "2026-10-25T02:00:00Z"},
    {"minute 14", "2026-01-15T12:14:59", "2026-01-15T11:14:59Z"},
    {"minute 15", "2026-01-15T12:15:00", "2026-01-15T11:15:00Z"},
    {"last of a year", "2026-12-31T23:59:60", "2026-12-31T23:00:00Z"},
    {"a zone of its own", "2026-07-15T12:00:00+05:30", "2026-07-15T06:30:00Z"},
};

static int64_t
time_of(struct bs_clock *clock, const char *text, struct bs_stamp *stamp)
{
    char line[64];

    (void)snprintf(line, sizeof line, "%s host", text);
    assert_true(bs_stamp_parse(stamp, line, strlen(line)) > 0);
    return bs_clock_utc(clock, stamp);
}

static void test_zone(void **state)
{
    const struct zone_case *c = *state;
    struct zone zone = {0};
    struct bs_clock clock = {.to_utc = berlin, .context = &zone};
    struct bs_clock plain = {0};
    struct bs_stamp stamp;
    const int64_t want = time_of(&plain, c->want, &stamp);

    bs_clock_begin(&clock, 2000, 0);
    assert_int_equal(time_of(&clock, c->text, &stamp), want);
    assert_int_equal(zone.asked, stamp.has_zone ? 0 : 1);
}

static void test_asked_once(void **state)
{
    struct zone zone = {0};
    struct bs_clock clock = {.to_utc = berlin, .context = &zone};
    struct bs_stamp stamp;
    char text[32];

    (void)state;
    bs_clock_begin(&clock, 2000, 0);
    for (int second = 0; second < 3600; second++) {
        (void)snprintf(text, sizeof text, "2026-01-15T12:%02d:%02d",
                       second / 60, second % 60);
        (void)time_of(&clock, text, &stamp);
    }
    assert_int_equal(zone.asked, 4);
    assert_int_equal(zone.last.minute, 45);
    assert_int_equal(zone.last.second, 0);
    (void)time_of(&clock, "2026-01-16T12:59:00", &stamp); /* another day */
    assert_int_equal(zone.asked, 5);
    (void)time_of(&clock, "2025-01-16T12:59:00", &stamp); /* another year */
    assert_int_equal(zone.asked, 6);
    bs_clock_begin(&clock, 2000, 0);
    (void)time_of(&clock, "2025-01-16T12:59:00", &stamp); /* another log */
    assert_int_equal(zone.asked, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_begin),
        cmocka_unit_test(test_asked_once),
    };
    int failed = RUN_CASES(test_year, year_cases);

    failed += RUN_CASES(test_utc, utc_cases);
    failed += RUN_CASES(test_zone, zone_cases);
    return failed + cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
