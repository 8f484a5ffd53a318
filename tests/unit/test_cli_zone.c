/* SPDX-License-Identifier: MIT */
#include "cli/zone.h"

#include <stdlib.h>
#include <string.h>

#include "cases.h"

#define BERLIN "CET-1CEST,M3.5.0,M10.5.0/3"
#define LORD_HOWE "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"

static const struct utc_case {
    const char *name;
    const char *zone;
    struct bs_civil local;
    int64_t want;
} utc_cases[] = {
    {"UTC", "UTC", {2026, 11, 20, 8, 0, 0}, 1795161600},
    {"winter", BERLIN, {2026, 11, 20, 8, 0, 0}, 1795158000},
    {"summer", BERLIN, {2026, 7, 1, 8, 30, 15}, 1782887415},
    {"before summer time", BERLIN, {2026, 3, 29, 1, 59, 59}, 1774745999},
    {"jumped over", BERLIN, {2026, 3, 29, 2, 0, 0}, 1774746000},
    {"jumped over, later", BERLIN, {2026, 3, 29, 2, 30, 0}, 1774747800},
    {"after the jump", BERLIN, {2026, 3, 29, 3, 0, 0}, 1774746000},
    {"twice: the first", BERLIN, {2026, 10, 25, 2, 0, 0}, 1792886400},
    {"twice: the first, later", BERLIN, {2026, 10, 25, 2, 59, 59}, 1792889999},
    {"after it", BERLIN, {2026, 10, 25, 3, 0, 0}, 1792893600},
    {"change of half an hour", LORD_HOWE, {2026, 4, 5, 1, 45, 0}, 1775313900},
    {"leap second", "UTC", {2016, 12, 31, 23, 59, 60}, 1483228800},
    {"west", "EST5EDT,M3.2.0,M11.1.0", {2026, 11, 20, 3, 0, 0}, 1795161600},
};

static void test_utc(void **state)
{
    const struct utc_case *c = *state;
    struct bs_civil half_past = c->local;
    struct zone zone;
    int64_t first;

    assert_int_equal(zone_init(&zone, c->zone, NULL), BS_OK);
    first = zone_to_utc(&zone, &c->local);
    assert_int_equal(first, c->want);
    half_past.minute = 30; /* what is remembered must not change answers */
    (void)zone_to_utc(&zone, &half_past);
    assert_int_equal(zone_to_utc(&zone, &c->local), first);
}

static void test_remembers_nothing_wrong(void **state)
{
    struct zone zone;
    struct zone fresh;

    (void)state;
    assert_int_equal(zone_init(&zone, LORD_HOWE, NULL), BS_OK);
    assert_int_equal(zone_init(&fresh, LORD_HOWE, NULL), BS_OK);
    for (int minute = 0; minute < 2 * 24 * 60; minute += 7) {
        struct bs_civil local = {
            2026, 4, 4 + minute / 1440, minute / 60 % 24, minute % 60, 0};
        int64_t time = 1775225700 + 60 * (int64_t)minute;

        fresh = (struct zone){0};
        assert_int_equal(zone_to_utc(&zone, &local),
                         zone_to_utc(&fresh, &local));
        fresh = (struct zone){0};
        assert_int_equal(zone_offset(&zone, time), zone_offset(&fresh, time));
    }
}

static void test_day(void **state)
{
    struct zone zone;

    (void)state;
    assert_int_equal(zone_init(&zone, BERLIN, NULL), BS_OK);
    assert_int_equal(zone_day(&zone, 1795129199), 20776); /* 23:59:59 */
    assert_int_equal(zone_day(&zone, 1795129200), 20777); /* 00:00:00 */
    assert_int_equal(zone_day(&zone, -3601), -1);
    assert_int_equal(zone_civil(&zone, 1795129200).hour, 0);
    assert_int_equal(zone_civil(&zone, 1795129200).day, 20);
}

static const struct name_case {
    const char *name;
    const char *zone;
    bool good;
} name_cases[] = {
    {"UTC", "UTC", true},
    {"lower case", "utc", true},
    {"Z", "Z", true},
    {"POSIX", "CET-1CEST,M3.5.0,M10.5.0/3", true},
    {"POSIX without rules", "CET-1CEST", true},
    {"POSIX in angles", "<+03>-3", true},
    {"POSIX with minutes", "IST-5:30", true},
    {"colon", ":UTC", true},
    {"unknown", "Mars/Base", false},
    {"a folder", "Europe", false},
    {"out of the tree", "../../etc/passwd", false},
    {"a file that is no zone", "/etc/passwd", false},
    {"no offset", "CET", false},
    {"junk behind", "CET-1CEST,M3.5.0,M10.5.0/3x", false},
    {"one rule", "CET-1CEST,M3.5.0", false},
    {"two letters", "AB1", false},
    {"blank", " ", false},
};

static void test_name(void **state)
{
    const struct name_case *c = *state;
    struct bs_error err = {0};
    struct zone zone;

    assert_int_equal(setenv("TZDIR", "/nonexistent", 1), 0);
    if (c->good) {
        assert_int_equal(zone_init(&zone, c->zone, &err), BS_OK);
        return;
    }
    assert_int_equal(zone_init(&zone, c->zone, &err), BS_EUSAGE);
    assert_memory_equal(err.text, "unknown time zone '", 19);
}

static void test_environment(void **state)
{
    struct bs_error err = {0};
    struct zone zone;

    (void)state;
    assert_int_equal(setenv("TZ", BERLIN, 1), 0);
    assert_int_equal(zone_init(&zone, NULL, &err), BS_OK);
    assert_int_equal(zone_offset(&zone, 1795161600), 3600);
    assert_int_equal(setenv("TZ", "Mars/Base", 1), 0);
    assert_int_equal(zone_init(&zone, NULL, &err), BS_EUSAGE);
    assert_string_equal(err.text, "unknown time zone 'Mars/Base' in TZ");
    assert_int_equal(setenv("TZ", "", 1), 0);
    assert_int_equal(zone_init(&zone, NULL, &err), BS_OK);
    assert_int_equal(zone_offset(&zone, 1795161600), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_remembers_nothing_wrong),
        cmocka_unit_test(test_day),
        cmocka_unit_test(test_environment),
    };

    return RUN_CASES(test_utc, utc_cases) + RUN_CASES(test_name, name_cases) +
           cmocka_run_group_tests_name("zone", tests, NULL, NULL);
}
