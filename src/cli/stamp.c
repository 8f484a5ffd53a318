/* SPDX-License-Identifier: MIT */
/* stamp - times as text, for people and for programs. */
#include "cli/stamp.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define DAY_LEN 10 /* "2026-11-20" */
#define WEEK 7
#define EPOCH_WEEKDAY 3 /* 1970-01-01 was a Thursday */

const char *stamp_rfc3339(char out[STAMP_SIZE], int64_t time)
{
    time_t second = (time_t)time;
    struct tm parts = {0};

    (void)gmtime_r(&second, &parts);
    (void)strftime(out, STAMP_SIZE, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return out;
}

const char *stamp_local(char out[STAMP_SIZE], int64_t time, struct zone *zone)
{
    struct bs_civil civil = zone_civil(zone, time);

    (void)snprintf(out, STAMP_SIZE, "%04d-%02d-%02d %02d:%02d", civil.year,
                   civil.month, civil.day, civil.hour, civil.minute);
    return out;
}

const char *stamp_day(char out[STAMP_SIZE], int64_t time, struct zone *zone)
{
    (void)stamp_local(out, time, zone);
    out[DAY_LEN] = '\0';
    return out;
}

int stamp_weekday(int64_t time, struct zone *zone)
{
    int64_t since_monday = (zone_day(zone, time) + EPOCH_WEEKDAY) % WEEK;

    return (int)((since_monday + WEEK) % WEEK) + 1;
}

const char *stamp_period(char out[2 * STAMP_SIZE], int64_t first, int64_t last,
                         struct zone *zone)
{
    char begin[STAMP_SIZE];
    char end[STAMP_SIZE];
    char name[STAMP_SIZE];
    bool one_day;

    (void)stamp_local(begin, first, zone);
    (void)stamp_local(end, last, zone);
    (void)zone_name(name, sizeof name, last);
    one_day = strncmp(begin, end, DAY_LEN) == 0;
    if (strcmp(begin, end) == 0)
        (void)snprintf(out, 2 * STAMP_SIZE, "%.20s %.20s", begin, name);
    else
        (void)snprintf(out, 2 * STAMP_SIZE, "%.20s \xE2\x80\x93 %.20s %.20s",
                       begin, one_day ? end + DAY_LEN + 1 : end, name);
    return out;
}
