/* SPDX-License-Identifier: MIT */
/*
 * stamp - the date and time at the head of a log line.
 *
 * Source   RFC 3164 section 4.1.2, RFC 3339 section 5.6, Exim's manual
 *          (log_timezone, +millisec), journalctl(1) (--output=short*).
 */
#include "parse/stamp.h"

#include <string.h>

#include "base/civil.h"
#include "base/number.h"

struct cursor {
    const char *begin;
    const char *at;
    const char *end;
};

static size_t left(const struct cursor *c)
{
    return (size_t)(c->end - c->at);
}

static bool skip(struct cursor *c, char wanted)
{
    if (c->at >= c->end || *c->at != wanted)
        return false;
    c->at++;
    return true;
}

/* Exactly count digits, up to max. */
static bool number(struct cursor *c, int *out, size_t count, int max)
{
    int value = 0;

    if (left(c) < count)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!bs_is_digit(c->at[i]))
            return false;
        value = value * 10 + (c->at[i] - '0');
    }
    c->at += count;
    *out = value;
    return value <= max;
}

static void fraction(struct cursor *c, struct bs_stamp *out)
{
    uint32_t value = 0;
    uint8_t digits = 0;

    if (left(c) < 2 || (*c->at != '.' && *c->at != ',') ||
        !bs_is_digit(c->at[1]))
        return;
    c->at++;
    for (; c->at < c->end && bs_is_digit(*c->at); c->at++)
        if (digits < 9) {
            value = value * 10 + (uint32_t)(*c->at - '0');
            digits++;
        }
    out->digits = digits;
    for (; digits < 9; digits++)
        value *= 10;
    out->nanosecond = value;
}

static bool time_of_day(struct cursor *c, struct bs_stamp *out)
{
    if (!number(c, &out->civil.hour, 2, 23) || !skip(c, ':') ||
        !number(c, &out->civil.minute, 2, 59) || !skip(c, ':'))
        return false;
    out->seconds_at = (uint8_t)(c->at - c->begin);
    if (!number(c, &out->civil.second, 2, 60))
        return false;
    fraction(c, out);
    out->tail_at = (uint8_t)(c->at - c->begin);
    return true;
}

/* "Z", "+01:00", "+0100", "+01", "UTC"; other names are the local zone. */
static void zone(struct cursor *c, struct bs_stamp *out)
{
    struct cursor try = *c;
    int hours;
    int minutes = 0;
    int sign;

    (void)skip(&try, ' ');
    if (left(&try) >= 3 &&
        (memcmp(try.at, "UTC", 3) == 0 || memcmp(try.at, "GMT", 3) == 0)) {
        try.at += 3;
        sign = 1;
        hours = 0;
    } else if (skip(&try, 'Z')) {
        sign = 1;
        hours = 0;
    } else {
        sign = skip(&try, '+') ? 1 : skip(&try, '-') ? -1 : 0;
        if (sign == 0 || !number(&try, &hours, 2, 23))
            return;
        if (try.at < try.end && *try.at == ':')
            try.at++;
        if (try.at < try.end && bs_is_digit(*try.at) &&
            !number(&try, &minutes, 2, 59))
            return;
    }
    if (try.at < try.end && *try.at != ' ')
        return;
    *c = try;
    out->has_zone = true;
    out->utc_offset = sign * (hours * 3600 + minutes * 60);
}

static bool day_of_month(struct cursor *c, int *day)
{
    (void)skip(c, ' ');
    if (left(c) >= 2 && bs_is_digit(c->at[1]))
        return number(c, day, 2, 31) && *day > 0;
    return number(c, day, 1, 9) && *day > 0;
}

static bool plausible_year(int year)
{
    return year >= 1970 && year <= 2199;
}

/* A year and a blank. */
static bool year_ahead(struct cursor *c, int *year)
{
    struct cursor try = *c;

    if (!number(&try, year, 4, 9999) || !plausible_year(*year) ||
        !skip(&try, ' ')) {
        *year = 0;
        return false;
    }
    *c = try;
    return true;
}

/* "Nov 23 15:52:06", "Nov 23 2026 15:52:06", "Nov 23 15:52:06 2026 " */
static bool month_first(struct cursor *c, struct bs_stamp *out)
{
    struct cursor behind;
    int year;

    if (left(c) < 4)
        return false;
    out->civil.month = bs_civil_month(c->at);
    c->at += 3;
    if (out->civil.month == 0 || !skip(c, ' ') ||
        !day_of_month(c, &out->civil.day) || !skip(c, ' '))
        return false;
    if (out->civil.year == 0)
        (void)year_ahead(c, &out->civil.year);
    if (!time_of_day(c, out))
        return false;
    behind = *c;
    if (out->civil.year == 0 && skip(&behind, ' ') &&
        year_ahead(&behind, &year)) {
        out->civil.year = year;
        c->at = behind.at - 1;
    }
    return true;
}

static bool iso(struct cursor *c, struct bs_stamp *out)
{
    if (!number(c, &out->civil.year, 4, 9999) ||
        !plausible_year(out->civil.year) || !skip(c, '-') ||
        !number(c, &out->civil.month, 2, 12) || out->civil.month == 0 ||
        !skip(c, '-') || !number(c, &out->civil.day, 2, 31) ||
        out->civil.day == 0)
        return false;
    out->iso = skip(c, ' ');
    if ((!out->iso && !skip(c, 'T')) || !time_of_day(c, out))
        return false;
    zone(c, out);
    return true;
}

static bool seconds(struct cursor *c, struct bs_stamp *out)
{
    uint64_t value;

    if (bs_number_parse(&value, 9999999999U, c->at, left(c)) != 10)
        return false;
    c->at += 10;
    if (left(c) == 0 || *c->at != '.')
        return false;
    fraction(c, out);
    out->epoch = (int64_t)value;
    out->has_epoch = true;
    return out->digits > 0;
}

/* " CET", another name of the local zone, as journalctl writes it. */
static void zone_name(struct cursor *c)
{
    struct cursor try = *c;

    if (!skip(&try, ' '))
        return;
    while (try.at < try.end && *try.at >= 'A' && *try.at <= 'Z')
        try.at++;
    if (try.at - c->at >= 4 && try.at - c->at <= 6 &&
        (try.at == try.end || *try.at == ' '))
        *c = try;
}

/* "Mon ", "Mon, " */
static void day_name(struct cursor *c)
{
    static const char names[] = "MonTueWedThuFriSatSun";

    for (size_t i = 0; i < sizeof names - 1; i += 3) {
        if (left(c) < 5 || memcmp(c->at, names + i, 3) != 0)
            continue;
        c->at += 3;
        (void)skip(c, ',');
        (void)skip(c, ' ');
        return;
    }
}

size_t bs_stamp_parse(struct bs_stamp *out, const char *text, size_t len)
{
    struct cursor c = {text, text, text + len};
    bool weekday;
    bool found;

    *out = (struct bs_stamp){0};
    day_name(&c);
    weekday = c.at > text;
    if (left(&c) < 14)
        return 0;
    if (bs_is_digit(*c.at)) {
        struct cursor start = c;

        if (c.at[4] == ' ')
            found = year_ahead(&c, &out->civil.year) && month_first(&c, out);
        else
            found = iso(&c, out);
        if (!found && !weekday) {
            c = start;
            *out = (struct bs_stamp){0};
            found = seconds(&c, out);
        }
    } else {
        found = month_first(&c, out);
    }
    if (weekday && out->iso && !out->has_zone)
        zone_name(&c);
    if (weekday)
        out->iso = false; /* journalctl's, never Exim's */
    return found ? (size_t)(c.at - text) : 0;
}

/* Two words that overlap hold the 8 to 16 bytes in front of the seconds. */
static bool same(const char *a, const char *b, size_t len)
{
    if (len < 8 || len > 16)
        return memcmp(a, b, len) == 0;
    return ((bs_little(a) ^ bs_little(b)) |
            (bs_little(a + len - 8) ^ bs_little(b + len - 8))) == 0;
}

/* Alike but for the seconds and their fraction? */
static bool same_minute(const struct bs_stamp_memo *memo, struct bs_str text)
{
    size_t seconds = memo->stamp.seconds_at;
    size_t tail = memo->stamp.tail_at;

    return memo->len == text.len && seconds > 0 &&
           same(memo->text, text.data, seconds) &&
           (tail == text.len ||
            memcmp(memo->text + tail, text.data + tail, text.len - tail) == 0);
}

/* Reads the seconds of a text that is alike but for these. */
static bool other_second(struct bs_stamp *out, struct bs_str text)
{
    struct cursor c = {text.data, text.data + out->seconds_at,
                       text.data + out->tail_at};
    const uint8_t digits = out->digits;

    if (!number(&c, &out->civil.second, 2, 60))
        return false;
    if (digits > 0)
        fraction(&c, out);
    return c.at == c.end && out->digits == digits;
}

bool bs_stamp_again(struct bs_stamp *out, struct bs_str text,
                    struct bs_stamp_memo *memo)
{
    if (same_minute(memo, text)) {
        *out = memo->stamp;
        if (other_second(out, text))
            return true;
    }
    memo->turn = 0;
    memo->len = 0;
    if (bs_stamp_parse(out, text.data, text.len) != text.len)
        return false;
    if (text.len <= sizeof memo->text) {
        memcpy(memo->text, text.data, text.len);
        memo->len = text.len;
        memo->stamp = *out;
    }
    return true;
}
