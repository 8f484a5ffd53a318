/* SPDX-License-Identifier: MIT */
#include "parse/stamp.h"

#include <stdio.h>
#include <string.h>

#include "cases.h"

/* What was read: "2026-11-23 15:52:06.5/1 +3600", or "@seconds.fraction/n". */
static void print(char *out, size_t size, const struct bs_stamp *stamp)
{
    const struct bs_civil *civil = &stamp->civil;
    char zone[32] = "";

    if (stamp->has_epoch) {
        (void)snprintf(out, size, "@%lld.%09u/%u", (long long)stamp->epoch,
                       stamp->nanosecond, stamp->digits);
        return;
    }
    if (stamp->has_zone)
        (void)snprintf(zone, sizeof zone, " %+d", stamp->utc_offset);
    (void)snprintf(out, size, "%04d-%02d-%02d %02d:%02d:%02d.%09u/%u%s%s",
                   civil->year, civil->month, civil->day, civil->hour,
                   civil->minute, civil->second, stamp->nanosecond,
                   stamp->digits, zone, stamp->iso ? " iso" : "");
}

/* A copy of exactly len bytes, so that a sanitizer sees what is read behind. */
static size_t parse(struct bs_stamp *stamp, const char *text, size_t len)
{
    char *copy = malloc(len > 0 ? len : 1);
    size_t used;

    assert_non_null(copy);
    memcpy(copy, text, len);
    used = bs_stamp_parse(stamp, copy, len);
    free(copy);
    assert_true(used <= len);
    return used;
}

static const struct parse_case {
    const char *name;
    const char *stamp; /* all of it is used */
    const char *behind;
    const char *want;
} parse_cases[] = {
    {"RFC 3164", "Nov 23 15:52:06", " mx1 x",
     "0000-11-23 15:52:06.000000000/0"},
    {"a day of one digit, two blanks", "Jan  1 00:00:00", " mx1",
     "0000-01-01 00:00:00.000000000/0"},
    {"a day of one digit, one blank", "Jan 1 00:00:00", " mx1",
     "0000-01-01 00:00:00.000000000/0"},
    {"a day with a zero", "Jan 01 00:00:00", " mx1",
     "0000-01-01 00:00:00.000000000/0"},
    {"nothing behind", "Jan 1 00:00:00", "", "0000-01-01 00:00:00.000000000/0"},
    {"Feb 29", "Feb 29 12:00:00", " h", "0000-02-29 12:00:00.000000000/0"},
    {"last of a year", "Dec 31 23:59:59", " h",
     "0000-12-31 23:59:59.000000000/0"},
    {"leap second", "Dec 31 23:59:60", " h", "0000-12-31 23:59:60.000000000/0"},
    {"year before", "2026 Nov 23 15:52:06", " mx1",
     "2026-11-23 15:52:06.000000000/0"},
    {"year before a short day", "2026 Nov  3 15:52:06", " mx1",
     "2026-11-03 15:52:06.000000000/0"},
    {"year between", "Nov 23 2026 15:52:06", " mx1",
     "2026-11-23 15:52:06.000000000/0"},
    {"year behind", "Nov 23 15:52:06 2026", " mx1",
     "2026-11-23 15:52:06.000000000/0"},
    {"year behind a fraction", "Nov 23 15:52:06.25 2026", " mx1",
     "2026-11-23 15:52:06.250000000/2"},
    {"a host of four digits", "Nov 23 15:52:06", " 1234 x",
     "0000-11-23 15:52:06.000000000/0"},
    {"a host that begins like a year", "Nov 23 15:52:06", " 2026x y",
     "0000-11-23 15:52:06.000000000/0"},
    {"a host of five digits", "Nov 23 15:52:06", " 20260 y",
     "0000-11-23 15:52:06.000000000/0"},
    {"second year behind", "2026 Nov 23 15:52:06", " 2025 x",
     "2026-11-23 15:52:06.000000000/0"},
    {"fraction of a syslog stamp", "Nov 23 15:52:06.123456", " mx1",
     "0000-11-23 15:52:06.123456000/6"},
    {"ctime", "Mon Nov 23 15:52:06 2026", " x",
     "2026-11-23 15:52:06.000000000/0"},
    {"ctime, short day", "Mon Nov  2 15:52:06 2026", " x",
     "2026-11-02 15:52:06.000000000/0"},

    {"RFC 3339, Z", "2026-11-23T15:52:06Z", " mx1",
     "2026-11-23 15:52:06.000000000/0 +0"},
    {"+01:00", "2026-11-23T15:52:06+01:00", " mx1",
     "2026-11-23 15:52:06.000000000/0 +3600"},
    {"+0100", "2026-11-23T15:52:06+0100", " mx1",
     "2026-11-23 15:52:06.000000000/0 +3600"},
    {"+01", "2026-11-23T15:52:06+01", " mx1",
     "2026-11-23 15:52:06.000000000/0 +3600"},
    {"-03:30", "2026-11-23T15:52:06-03:30", " mx1",
     "2026-11-23 15:52:06.000000000/0 -12600"},
    {"+14:00", "2026-11-23T15:52:06+14:00", " mx1",
     "2026-11-23 15:52:06.000000000/0 +50400"},
    {"no zone", "2026-11-23T15:52:06", " mx1",
     "2026-11-23 15:52:06.000000000/0"},
    {"1 digit", "2026-11-23T15:52:06.5Z", " h",
     "2026-11-23 15:52:06.500000000/1 +0"},
    {"3 digits", "2026-11-23T15:52:06.012Z", " h",
     "2026-11-23 15:52:06.012000000/3 +0"},
    {"6 digits", "2026-11-23T15:52:06.353316+01:00", " h",
     "2026-11-23 15:52:06.353316000/6 +3600"},
    {"9 digits", "2026-11-23T15:52:06.123456789Z", " h",
     "2026-11-23 15:52:06.123456789/9 +0"},
    {"more are passed over", "2026-11-23T15:52:06.12345678999Z", " h",
     "2026-11-23 15:52:06.123456789/9 +0"},
    {"zeros count", "2026-11-23T15:52:06.000Z", " h",
     "2026-11-23 15:52:06.000000000/3 +0"},
    {"a comma", "2026-11-23T15:52:06,120Z", " h",
     "2026-11-23 15:52:06.120000000/3 +0"},
    {"a dot is no fraction", "2026-11-23T15:52:06", ". x",
     "2026-11-23 15:52:06.000000000/0"},
    {"a zone that goes on is none", "2026-11-23T15:52:06", "Zulu x",
     "2026-11-23 15:52:06.000000000/0"},

    {"Exim", "2026-11-23 15:52:06",
     " 1abcde-000001-AB <=", "2026-11-23 15:52:06.000000000/0 iso"},
    {"Exim, milliseconds", "2026-11-23 15:52:06.789", " 1abcde",
     "2026-11-23 15:52:06.789000000/3 iso"},
    {"Exim, zone", "2026-11-23 15:52:06 +0100", " 1abcde",
     "2026-11-23 15:52:06.000000000/0 +3600 iso"},
    {"Exim, milliseconds and zone", "2026-11-23 15:52:06.789 -0930", " [12] ",
     "2026-11-23 15:52:06.789000000/3 -34200 iso"},
    {"Exim, pid", "2026-11-23 15:52:06", " [1234] 1abcde",
     "2026-11-23 15:52:06.000000000/0 iso"},
    {"a sign that is no zone", "2026-11-23 15:52:06", " -> x",
     "2026-11-23 15:52:06.000000000/0 iso"},
    {"a queue id that begins like a zone", "2026-11-23 15:52:06", " +12345 x",
     "2026-11-23 15:52:06.000000000/0 iso"},

    {"journalctl short-iso", "2026-11-23T15:52:06+0100",
     " mx1 x[1]: ", "2026-11-23 15:52:06.000000000/0 +3600"},
    {"short-iso-precise", "2026-11-23T15:52:06.123456+0100", " mx1",
     "2026-11-23 15:52:06.123456000/6 +3600"},
    {"short-precise", "Nov 23 15:52:06.123456", " mx1",
     "0000-11-23 15:52:06.123456000/6"},
    {"short-full, UTC", "Mon 2026-11-23 15:52:06 UTC", " mx1",
     "2026-11-23 15:52:06.000000000/0 +0"},
    {"short-full, GMT", "Mon 2026-11-23 15:52:06 GMT", " mx1",
     "2026-11-23 15:52:06.000000000/0 +0"},
    {"short-full, a local zone", "Mon 2026-11-23 15:52:06 CET", " mx1",
     "2026-11-23 15:52:06.000000000/0"},
    {"short-full, a zone of four letters", "Mon 2026-11-23 15:52:06 AEDT",
     " mx1", "2026-11-23 15:52:06.000000000/0"},
    {"short-full, a zone without a name", "Mon 2026-11-23 15:52:06 -03", " mx1",
     "2026-11-23 15:52:06.000000000/0 -10800"},
    {"short-unix", "1763913126.123456", " mx1", "@1763913126.123456000/6"},
    {"day and comma", "Mon, Nov 23 15:52:06", " x",
     "0000-11-23 15:52:06.000000000/0"},
    {"first year", "1970-01-01T00:00:00Z", " x",
     "1970-01-01 00:00:00.000000000/0 +0"},
    {"last year", "2199-12-31T00:00:00Z", " x",
     "2199-12-31 00:00:00.000000000/0 +0"},
};

static void test_parse(void **state)
{
    const struct parse_case *c = *state;
    struct bs_stamp stamp;
    char text[128];
    char got[128];

    (void)snprintf(text, sizeof text, "%s%s", c->stamp, c->behind);
    assert_int_equal(parse(&stamp, text, strlen(text)), strlen(c->stamp));
    print(got, sizeof got, &stamp);
    assert_string_equal(got, c->want);
}

/* Cut anywhere, a stamp is none, or a shorter one that is whole. */
static void test_cut(void **state)
{
    const struct parse_case *c = *state;
    struct bs_stamp stamp;
    const size_t whole = strlen(c->stamp);

    for (size_t len = 0; len < whole; len++) {
        const size_t used = parse(&stamp, c->stamp, len);

        if (used == 0)
            continue;
        assert_true(used >= sizeof "Jan 1 00:00:00" - 1 || stamp.has_epoch);
        assert_true(stamp.has_epoch || stamp.civil.month > 0);
        assert_true(stamp.civil.hour <= 23 && stamp.civil.second <= 60);
    }
}

/* With any byte wrong, it is none or still a plausible time. */
static void test_damaged(void **state)
{
    static const char bytes[] = {'\0', ' ', '-', '9', ':', 'Z', '\xff'};
    const struct parse_case *c = *state;
    char text[128];

    for (size_t at = 0; at < strlen(c->stamp); at++)
        for (size_t i = 0; i < sizeof bytes; i++) {
            struct bs_stamp stamp;

            (void)snprintf(text, sizeof text, "%s%s", c->stamp, c->behind);
            text[at] = bytes[i];
            if (parse(&stamp, text, strlen(c->stamp) + strlen(c->behind)) == 0)
                continue;
            assert_true(stamp.has_epoch ||
                        (stamp.civil.month >= 1 && stamp.civil.month <= 12 &&
                         stamp.civil.day >= 1 && stamp.civil.day <= 31 &&
                         stamp.civil.hour <= 23 && stamp.civil.minute <= 59 &&
                         stamp.civil.second <= 60));
            assert_true(stamp.civil.year == 0 || stamp.civil.year >= 1970);
            assert_true(stamp.nanosecond <= 999999999 && stamp.digits <= 9);
        }
}

static const struct bad_case {
    const char *name;
    const char *text;
} bad_cases[] = {
    {"empty", ""},
    {"a word", "postfix/smtp[12259]: 1A7EC52A956"},
    {"no such month", "Nob 23 15:52:06 mx1"},
    {"a month in capitals", "NOV 23 15:52:06 mx1"},
    {"a German month", "Dez 23 15:52:06 mx1"},
    {"day 0", "Nov  0 15:52:06 mx1"},
    {"day 00", "Nov 00 15:52:06 mx1"},
    {"day 32", "Nov 32 15:52:06 mx1"},
    {"three blanks", "Nov   3 15:52:06 mx1"},
    {"hour 24", "Nov 23 24:00:00 mx1"},
    {"minute 60", "Nov 23 15:60:06 mx1"},
    {"second 61", "Nov 23 15:52:61 mx1"},
    {"an hour of one digit", "Nov 23 5:52:06 mx1 x"},
    {"no seconds", "Nov 23 15:52 mx1 x"},
    {"a year of two digits", "26 Nov 23 15:52:06 mx1"},
    {"a year long ago between", "Nov 23 1969 15:52:06 mx1"},
    {"a year far away before", "2200 Nov 23 15:52:06 mx1"},
    {"a tab", "Nov\t23 15:52:06 mx1"},
    {"month 0", "2026-00-23T15:52:06Z x"},
    {"month 13", "2026-13-23T15:52:06Z x"},
    {"ISO day 0", "2026-11-00T15:52:06Z x"},
    {"ISO day 32", "2026-11-32T15:52:06Z x"},
    {"a small t", "2026-11-23t15:52:06Z x"},
    {"slashes", "2026/11/23 15:52:06 x"},
    {"no year", "0000-11-23T15:52:06Z x"},
    {"a year before Unix", "1969-12-31T23:59:59Z x"},
    {"year 2200", "2200-01-01T00:00:00Z x"},
    {"seconds without fraction", "1763913126 mx1 x[1]: y"},
    {"seconds with a dot", "1763913126. mx1 x[1]: y"},
    {"nine digits", "176391312.123456 mx1 x"},
    {"eleven digits", "17639131260.123456 mx1 x"},
    {"journalctl short-monotonic", "[ 1234.567890] mx1 x[1]: y"},
    {"a day's name only", "Mon mx1 postfix/smtp[1]: x"},
    {"seconds behind a day's name", "Mon 1763913126.123456 mx1 x"},
    {"blank first", " Nov 23 15:52:06 mx1"},
};

static void test_bad(void **state)
{
    const struct bad_case *c = *state;
    struct bs_stamp stamp;

    assert_int_equal(parse(&stamp, c->text, strlen(c->text)), 0);
}

int main(void)
{
    int failed = RUN_CASES(test_parse, parse_cases);

    failed += RUN_CASES(test_cut, parse_cases);
    failed += RUN_CASES(test_damaged, parse_cases);
    failed += RUN_CASES(test_bad, bad_cases);
    return failed;
}
