/* SPDX-License-Identifier: MIT */
#include "base/civil.h"

#include "cases.h"

static const struct date_case {
    const char *name;
    int year, month, day;
    int64_t days;
} date_cases[] = {
    {"the epoch", 1970, 1, 1, 0},
    {"the day before", 1969, 12, 31, -1},
    {"last second of 32 bits", 2038, 1, 19, 24855},
    {"leap day", 2024, 2, 29, 19782},
    {"day behind it", 2024, 3, 1, 19783},
    {"2000 is a leap year", 2000, 2, 29, 11016},
    {"1900 is none: last of February", 1900, 2, 28, -25509},
    {"1900 is none: first of March", 1900, 3, 1, -25508},
    {"2100 is none: last of February", 2100, 2, 28, 47540},
    {"2100 is none: first of March", 2100, 3, 1, 47541},
    {"the Gregorian reform", 1582, 10, 15, -141427},
    {"year 1", 1, 1, 1, -719162},
    {"year 0, a leap year", 0, 2, 29, -719469},
    {"era border", 0, 3, 1, -719468},
    {"negative year", -1, 12, 31, -719529},
    {"negative leap year", -400, 2, 29, -865566},
    {"year 9999", 9999, 12, 31, 2932896},
};

static void test_date(void **state)
{
    const struct date_case *c = *state;
    int year, month, day;

    assert_int_equal(bs_civil_days(c->year, c->month, c->day), c->days);
    bs_civil_date(c->days, &year, &month, &day);
    assert_int_equal(year, c->year);
    assert_int_equal(month, c->month);
    assert_int_equal(day, c->day);
}

static int month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30,
                                  31, 31, 30, 31, 30, 31};

    return lengths[month - 1] + (month == 2 && bs_civil_leap(year));
}

/* Counts day by day through three eras, as people do. */
static void test_every_day(void **state)
{
    int64_t days = bs_civil_days(-400, 1, 1);
    int year, month, day;

    (void)state;
    for (int y = -400; y < 801; y++) {
        for (int m = 1; m <= 12; m++) {
            for (int d = 1; d <= month_length(y, m); d++, days++) {
                bs_civil_date(days, &year, &month, &day);
                if (bs_civil_days(y, m, d) != days || year != y || month != m ||
                    day != d)
                    fail_msg("%d-%d-%d is not day %jd", y, m, d,
                             (intmax_t)days);
            }
        }
    }
}

static void test_day_counts_on(void **state)
{
    (void)state;
    assert_int_equal(bs_civil_days(2023, 2, 29), bs_civil_days(2023, 3, 1));
    assert_int_equal(bs_civil_days(2023, 12, 32), bs_civil_days(2024, 1, 1));
}

static const struct leap_case {
    const char *name;
    int year;
    bool leap;
} leap_cases[] = {
    {"1900", 1900, false}, {"1999", 1999, false}, {"2000", 2000, true},
    {"2024", 2024, true},  {"2100", 2100, false}, {"2400", 2400, true},
    {"0", 0, true},        {"-1", -1, false},     {"-4", -4, true},
    {"-100", -100, false}, {"-400", -400, true},
};

static void test_leap(void **state)
{
    const struct leap_case *c = *state;

    assert_int_equal(bs_civil_leap(c->year), c->leap);
}

static const struct month_case {
    const char *name;
    const char *text;
    int month;
} month_cases[] = {
    {"first", "Jan", 1},      {"last", "Dec", 12}, {"with text", "Mayor", 5},
    {"lower case", "jan", 0}, {"upper", "JAN", 0}, {"across two", "anF", 0},
    {"blanks", "   ", 0},     {"none", "Foo", 0},
};

static void test_month(void **state)
{
    const struct month_case *c = *state;

    assert_int_equal(bs_civil_month(c->text), c->month);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_day),
        cmocka_unit_test(test_day_counts_on),
    };

    return RUN_CASES(test_date, date_cases) + RUN_CASES(test_leap, leap_cases) +
           RUN_CASES(test_month, month_cases) +
           cmocka_run_group_tests_name("civil", tests, NULL, NULL);
}
