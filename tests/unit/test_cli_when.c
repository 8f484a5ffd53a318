/* SPDX-License-Identifier: MIT */
#include "cli/when.h"

#include <stdio.h>
#include <string.h>

#include "cases.h"

/* 2026-11-20 10:30:00 in Berlin (CET), a Friday. */
#define NOW 1795167000
#define BERLIN "CET-1CEST,M3.5.0,M10.5.0/3" /* needs no zone files */
#define MIDNIGHT 1795129200                 /* of that day */
#define DAY 86400
#define HOUR 3600

static const struct when_case {
    const char *name;
    const char *text;
    int64_t want;
} when_cases[] = {
    {"now", "now", NOW},
    {"today", "today", MIDNIGHT},
    {"yesterday", "yesterday", MIDNIGHT - DAY},
    {"tomorrow", "tomorrow", MIDNIGHT + DAY},
    {"date", "2026-11-20", MIDNIGHT},
    {"date and time", "2026-11-20 08:00", MIDNIGHT + 8 * HOUR},
    {"seconds", "2026-11-20 08:00:07", MIDNIGHT + 8 * HOUR + 7},
    {"T for the blank", "2026-11-20T08:00", MIDNIGHT + 8 * HOUR},
    {"in summer time", "2026-07-01 00:00", 1782856800},
    {"time of today", "08:00", MIDNIGHT + 8 * HOUR},
    {"hours ago", "-24h", NOW - DAY},
    {"days ago", "-7d", NOW - 7 * DAY},
    {"mixed", "-1h30min", NOW - HOUR - 1800},
    {"weeks", "-1w", NOW - 7 * DAY},
    {"ahead", "+10s", NOW + 10},
    {"epoch", "@1795167000", NOW},
    {"epoch 0", "@0", 0},
    {"RFC 3339, UTC", "2026-11-20T08:00:00Z", 1795161600},
    {"RFC 3339, offset", "2026-11-20T08:00:00+01:00", 1795158000},
    {"RFC 3339, west", "2026-11-20T08:00:00-05:00", 1795179600},
    {"RFC 3339, fraction", "2026-11-20T08:00:00.999Z", 1795161600},
    {"leap day", "2028-02-29", 1835391600},
};

static void test_when(void **state)
{
    const struct when_case *c = *state;
    struct bs_error err = {0};
    struct zone zone;
    int64_t got = 0;

    assert_int_equal(zone_init(&zone, BERLIN, NULL), BS_OK);
    if (when_parse(&got, "--since", c->text, NOW, &zone, &err) != BS_OK)
        fail_msg("%s", err.text);
    assert_int_equal(got, c->want);
}

static const struct bad_case {
    const char *name;
    const char *text;
} bad_cases[] = {
    {"empty", ""},
    {"a word", "noon"},
    {"no such day", "2026-02-29"},
    {"no such month", "2026-13-01"},
    {"no such hour", "24:00"},
    {"no such minute", "2026-11-20 08:60"},
    {"one digit", "8:00"},
    {"two digits of year", "26-11-20"},
    {"before all logs", "1969-12-31"},
    {"junk behind a date", "2026-11-20x"},
    {"junk behind a time", "2026-11-20 08:00 h"},
    {"no fraction", "2026-11-20T08:00:00.Z"},
    {"half an offset", "2026-11-20T08:00:00+01:"},
    {"span without unit", "-24"},
    {"span without number", "-h"},
    {"unknown unit", "-24y"},
    {"only a sign", "-"},
    {"endless span", "-99999999999w"},
    {"sum of spans", "-99999999999s99999999999s"},
    {"empty epoch", "@"},
    {"negative epoch", "@-1"},
    {"epoch over 64 bits", "@99999999999999999999"},
    {"other case", "Today"},
};

static void test_bad(void **state)
{
    const struct bad_case *c = *state;
    struct bs_error err = {0};
    struct zone zone;
    char start[64];
    int64_t got;

    assert_int_equal(zone_init(&zone, "UTC", NULL), BS_OK);
    assert_int_equal(when_parse(&got, "--until", c->text, NOW, &zone, &err),
                     BS_EUSAGE);
    (void)snprintf(start, sizeof start, "--until: '%s' is not a time", c->text);
    assert_memory_equal(err.text, start, strlen(start));
}

static void test_range(void **state)
{
    struct bs_error err = {0};
    struct when_range range;
    struct zone zone;

    (void)state;
    assert_int_equal(zone_init(&zone, "UTC", NULL), BS_OK);
    assert_int_equal(when_range(&range, NULL, NULL, NOW, &zone, &err), BS_OK);
    assert_true(range.since == INT64_MIN && range.until == INT64_MAX);
    assert_int_equal(when_range(&range, "@5", "@6", NOW, &zone, &err), BS_OK);
    assert_true(range.since == 5 && range.until == 6);
    assert_int_equal(when_range(&range, "@6", "@6", NOW, &zone, &err),
                     BS_EUSAGE);
    assert_string_equal(err.text, "--since '@6' is not before --until '@6'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_range)};

    return RUN_CASES(test_when, when_cases) + RUN_CASES(test_bad, bad_cases) +
           cmocka_run_group_tests_name("when_range", tests, NULL, NULL);
}
