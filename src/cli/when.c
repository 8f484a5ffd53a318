/* SPDX-License-Identifier: MIT */
/*
 * when - the times that --since and --until take.
 *
 * Knows    The clock is handed in, so that tests are the same every day.
 * Source   systemd.time(7), "Parsing timestamps"; RFC 3339 section 5.6.
 */
#include "cli/when.h"

#include <stdbool.h>
#include <string.h>

#include "cli/opt.h"
#include "cli/say.h"

#define DAY INT64_C(86400)
#define SECONDS_MAX 99999999999 /* of "@" and of a span: year 5138 */

struct scanner {
    const char *at;
};

/* Exactly count digits. */
static bool digits(struct scanner *in, int count, int *out)
{
    int value = 0;

    for (int i = 0; i < count; i++) {
        char c = in->at[i];

        if (c < '0' || c > '9')
            return false;
        value = 10 * value + (c - '0');
    }
    in->at += count;
    *out = value;
    return true;
}

static bool literal(struct scanner *in, char c)
{
    if (*in->at != c)
        return false;
    in->at++;
    return true;
}

static bool number(struct scanner *in, int64_t *out)
{
    const char *start = in->at;
    int64_t value = 0;

    for (; *in->at >= '0' && *in->at <= '9'; in->at++) {
        value = 10 * value + (*in->at - '0');
        if (value > SECONDS_MAX)
            return false;
    }
    *out = value;
    return in->at > start;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

static bool date(struct scanner *in, struct bs_civil *civil)
{
    if (!digits(in, 4, &civil->year) || !literal(in, '-') ||
        !digits(in, 2, &civil->month) || !literal(in, '-') ||
        !digits(in, 2, &civil->day))
        return false;
    return civil->year >= 1970 && civil->month >= 1 && civil->month <= 12 &&
           civil->day >= 1 &&
           civil->day <= month_days(civil->year, civil->month);
}

static bool clock_time(struct scanner *in, struct bs_civil *civil)
{
    if (!digits(in, 2, &civil->hour) || !literal(in, ':') ||
        !digits(in, 2, &civil->minute))
        return false;
    if (literal(in, ':')) {
        if (!digits(in, 2, &civil->second))
            return false;
        if (*in->at == '.' || *in->at == ',') {
            int64_t fraction;

            in->at++;
            if (!number(in, &fraction))
                return false;
        }
    }
    return civil->hour <= 23 && civil->minute <= 59 && civil->second <= 60;
}

/* "Z", "+01:00", "+0100"; *named tells whether there was one. */
static bool zone_suffix(struct scanner *in, int64_t *offset, bool *named)
{
    bool west = *in->at == '-';
    int hours;
    int minutes;

    *named = true;
    *offset = 0;
    if (literal(in, 'Z') || literal(in, 'z'))
        return true;
    if (!literal(in, '+') && !literal(in, '-')) {
        *named = false;
        return true;
    }
    if (!digits(in, 2, &hours))
        return false;
    (void)literal(in, ':');
    if (!digits(in, 2, &minutes) || hours > 23 || minutes > 59)
        return false;
    *offset = (int64_t)(hours * 3600 + minutes * 60) * (west ? -1 : 1);
    return true;
}

static bool date_time(const char *text, struct zone *zone, int64_t *out)
{
    struct scanner in = {text};
    struct bs_civil civil = {0};
    int64_t offset = 0;
    bool named = false;

    if (!date(&in, &civil))
        return false;
    if (literal(&in, 'T') || literal(&in, 't') || literal(&in, ' ')) {
        if (!clock_time(&in, &civil) || !zone_suffix(&in, &offset, &named))
            return false;
    }
    if (*in.at != '\0')
        return false;
    *out = named ? zone_plain(&civil) - offset : zone_to_utc(zone, &civil);
    return true;
}

int64_t when_midnight(int64_t time, int days, struct zone *zone)
{
    struct bs_civil civil = zone_civil(zone, time);

    civil.day += days; /* timegm() and so zone_to_utc() count on */
    civil.hour = civil.minute = civil.second = 0;
    return zone_to_utc(zone, &civil);
}

static bool
today_at(const char *text, int64_t now, struct zone *zone, int64_t *out)
{
    struct scanner in = {text};
    struct bs_civil at = {0};
    struct bs_civil today = zone_civil(zone, now);

    if (!clock_time(&in, &at) || *in.at != '\0')
        return false;
    today.hour = at.hour;
    today.minute = at.minute;
    today.second = at.second;
    *out = zone_to_utc(zone, &today);
    return true;
}

/* "-24h", "+1h30min", "-7d" */
static bool span(const char *text, int64_t now, int64_t *out)
{
    static const struct unit {
        const char *name;
        int64_t seconds;
    } units[] = {
        {"s", 1},    {"sec", 1}, {"m", 60},      {"min", 60},
        {"h", 3600}, {"d", DAY}, {"w", 7 * DAY},
    };
    struct scanner in = {text + 1};
    int64_t sum = 0;

    if ((text[0] != '-' && text[0] != '+') || text[1] == '\0')
        return false;
    while (*in.at != '\0') {
        int64_t count;
        size_t len;
        size_t i = 0;

        if (!number(&in, &count))
            return false;
        len = strspn(in.at, "abcdefghijklmnopqrstuvwxyz");
        while (i < COUNT_OF(units) && (strlen(units[i].name) != len ||
                                       memcmp(units[i].name, in.at, len) != 0))
            i++;
        if (i == COUNT_OF(units) || count > SECONDS_MAX / units[i].seconds)
            return false;
        sum += count * units[i].seconds;
        in.at += len;
        if (sum > SECONDS_MAX)
            return false;
    }
    *out = text[0] == '-' ? now - sum : now + sum;
    return true;
}

static bool epoch(const char *text, int64_t *out)
{
    struct scanner in = {text + 1};

    return text[0] == '@' && number(&in, out) && *in.at == '\0';
}

static bool word(const char *text, int64_t now, struct zone *zone, int64_t *out)
{
    static const struct day {
        const char *name;
        int days;
    } days[] = {{"yesterday", -1}, {"today", 0}, {"tomorrow", 1}};

    *out = now;
    if (strcmp(text, "now") == 0)
        return true;
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        if (strcmp(text, days[i].name) != 0)
            continue;
        *out = when_midnight(now, days[i].days, zone);
        return true;
    }
    return false;
}

enum bs_status when_parse(int64_t *out, const char *option, const char *text,
                          int64_t now, struct zone *zone, struct bs_error *err)
{
    if (word(text, now, zone, out) || date_time(text, zone, out) ||
        today_at(text, now, zone, out) || span(text, now, out) ||
        epoch(text, out))
        return BS_OK;
    return say_fail(err, BS_EUSAGE,
                    "%s: '%s' is not a time (2026-11-20 08:00, 08:00, today, "
                    "yesterday, -24h, @1763625600)",
                    option, text);
}

enum bs_status when_range(struct when_range *out, const char *since,
                          const char *until, int64_t now, struct zone *zone,
                          struct bs_error *err)
{
    enum bs_status status = BS_OK;

    *out = (struct when_range){INT64_MIN, INT64_MAX};
    if (since != NULL)
        status = when_parse(&out->since, "--since", since, now, zone, err);
    if (status == BS_OK && until != NULL)
        status = when_parse(&out->until, "--until", until, now, zone, err);
    if (status == BS_OK && out->since >= out->until)
        return say_fail(err, BS_EUSAGE,
                        "--since '%s' is not before --until '%s'", since,
                        until);
    return status;
}
