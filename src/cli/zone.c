/* SPDX-License-Identifier: MIT */
/*
 * zone - the time zone of stamps that name none, and of the reports' days.
 *
 * Knows    libc takes an unknown zone for UTC in silence; so a name is looked
 *          up as a file first, and a POSIX text is checked for its form.
 *          localtime_r() is asked only, never mktime(): which reading of a
 *          doubtful hour that takes depends on what it was asked before.
 * Limits   Two changes of the offset within two days are not told apart.
 * Source   tzset(3); POSIX.1-2017 section 8.3, TZ.
 */
#include "cli/zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "cli/say.h"

#define QUARTER 900
#define DAY 86400

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A name of three letters or more, or <+03>. NULL if there is none. */
static const char *skip_name(const char *at)
{
    const char *start = at;

    if (*at == '<') {
        for (at++; is_alpha(*at) || is_digit(*at) || *at == '+' || *at == '-';)
            at++;
        return *at == '>' && at - start > 3 ? at + 1 : NULL;
    }
    while (is_alpha(*at))
        at++;
    return at - start >= 3 ? at : NULL;
}

/* [+-]hh[:mm[:ss]] */
static const char *skip_offset(const char *at)
{
    if (*at == '+' || *at == '-')
        at++;
    if (!is_digit(*at))
        return NULL;
    while (is_digit(*at) || (*at == ':' && is_digit(at[1])))
        at++;
    return at;
}

/* ",M3.5.0/2", ",J60", ",59" */
static const char *skip_change(const char *at)
{
    if (*at++ != ',')
        return NULL;
    if (*at == 'M' || *at == 'J')
        at++;
    if (!is_digit(*at))
        return NULL;
    while (is_digit(*at) || *at == '.')
        at++;
    return *at == '/' ? skip_offset(at + 1) : at;
}

static bool posix_text(const char *text)
{
    const char *at = skip_name(text);

    if (at == NULL || (at = skip_offset(at)) == NULL)
        return false;
    if (*at == '\0')
        return true;
    if ((at = skip_name(at)) == NULL)
        return false;
    if (*at != ',' && *at != '\0' && (at = skip_offset(at)) == NULL)
        return false;
    if (*at == '\0')
        return true;
    at = skip_change(at);
    if (at != NULL)
        at = skip_change(at);
    return at != NULL && *at == '\0';
}

static bool zone_file(const char *name)
{
    const char *folder = getenv("TZDIR");
    char path[4096];
    char magic[4] = "";
    FILE *file;
    int len;

    if (folder == NULL || folder[0] == '\0')
        folder = "/usr/share/zoneinfo";
    if (strstr(name, "..") != NULL)
        return false;
    len = name[0] == '/' ? snprintf(path, sizeof path, "%s", name)
                         : snprintf(path, sizeof path, "%s/%s", folder, name);
    if (len < 0 || (size_t)len >= sizeof path)
        return false;
    file = fopen(path, "re");
    if (file == NULL)
        return false;
    if (fread(magic, 1, sizeof magic, file) != sizeof magic)
        magic[0] = '\0';
    (void)fclose(file);
    return memcmp(magic, "TZif", sizeof magic) == 0;
}

static bool is_utc(const char *name)
{
    return strcasecmp(name, "UTC") == 0 || strcasecmp(name, "GMT") == 0 ||
           strcasecmp(name, "Z") == 0 || name[0] == '\0';
}

enum bs_status
zone_init(struct zone *zone, const char *name, struct bs_error *err)
{
    const char *given = name != NULL ? name : getenv("TZ");

    *zone = (struct zone){0};
    if (given != NULL) {
        const char *bare = given[0] == ':' ? given + 1 : given;

        if (is_utc(bare))
            bare = "UTC0";
        else if (!posix_text(bare) && !zone_file(bare))
            return say_fail(err, BS_EUSAGE, "unknown time zone '%s'%s", given,
                            name == NULL ? " in TZ" : "");
        if (setenv("TZ", bare, 1) != 0)
            return say_fail(err, BS_ENOMEM, "out of memory");
    }
    tzset();
    return BS_OK;
}

static int64_t ask_offset(int64_t time)
{
    time_t seconds = (time_t)time;
    struct tm parts;

    return localtime_r(&seconds, &parts) != NULL ? parts.tm_gmtoff : 0;
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

int64_t zone_offset(struct zone *zone, int64_t time)
{
    int64_t quarter = floor_div(time, QUARTER);
    int64_t offset;

    if (zone->known && quarter == zone->quarter)
        return zone->offset;
    offset = ask_offset(time);
    zone->known = ask_offset(quarter * QUARTER) == offset &&
                  ask_offset(quarter * QUARTER + QUARTER - 1) == offset;
    zone->quarter = quarter;
    zone->offset = offset;
    return offset;
}

int64_t zone_plain(const struct bs_civil *civil)
{
    struct tm parts = {
        .tm_year = civil->year - 1900,
        .tm_mon = civil->month - 1,
        .tm_mday = civil->day,
        .tm_hour = civil->hour,
        .tm_min = civil->minute,
        .tm_sec = civil->second,
    };

    return (int64_t)timegm(&parts);
}

static int64_t resolve(int64_t plain)
{
    int64_t before = ask_offset(plain - DAY);
    int64_t after = ask_offset(plain + DAY);
    int64_t first = before > after ? before : after;
    int64_t second = before > after ? after : before;

    if (ask_offset(plain - first) == first)
        return plain - first;
    if (ask_offset(plain - second) == second)
        return plain - second;
    return plain - before; /* jumped over: forward by the jump */
}

int64_t zone_to_utc(struct zone *zone, const struct bs_civil *local)
{
    struct bs_civil *hour = &zone->hour;
    int64_t within = local->minute * 60 + local->second;
    int64_t plain;

    if (hour->year != 0 && local->hour == hour->hour &&
        local->day == hour->day && local->month == hour->month &&
        local->year == hour->year)
        return zone->hour_utc + within;
    plain = zone_plain(local) - within;
    *hour = *local;
    zone->hour_utc = resolve(plain);
    if (resolve(plain + 3599) == zone->hour_utc + 3599)
        return zone->hour_utc + within;
    hour->year = 0; /* the offset changes within this hour */
    return resolve(plain + within);
}

int64_t zone_day(struct zone *zone, int64_t time)
{
    return floor_div(time + zone_offset(zone, time), DAY);
}

struct bs_civil zone_civil(struct zone *zone, int64_t time)
{
    time_t local = (time_t)(time + zone_offset(zone, time));
    struct tm parts = {0};

    (void)gmtime_r(&local, &parts);
    return (struct bs_civil){
        .year = parts.tm_year + 1900,
        .month = parts.tm_mon + 1,
        .day = parts.tm_mday,
        .hour = parts.tm_hour,
        .minute = parts.tm_min,
        .second = parts.tm_sec,
    };
}

const char *zone_name(char *out, size_t size, int64_t time)
{
    time_t second = (time_t)time;
    struct tm parts = {0};

    (void)localtime_r(&second, &parts);
    (void)snprintf(out, size, "%s", parts.tm_zone != NULL ? parts.tm_zone : "");
    return out;
}
