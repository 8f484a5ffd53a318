/* SPDX-License-Identifier: MIT */
/* stamp - times as text, for people and for programs. */
#ifndef CLI_STAMP_H
#define CLI_STAMP_H

#include "cli/zone.h"

#define STAMP_SIZE ((size_t)64)

/* "2026-11-20T07:00:00Z" */
const char *stamp_rfc3339(char out[STAMP_SIZE], int64_t time);

/* "2026-11-20 08:00", local. */
const char *stamp_local(char out[STAMP_SIZE], int64_t time, struct zone *zone);

/* "2026-11-20", local. */
const char *stamp_day(char out[STAMP_SIZE], int64_t time, struct zone *zone);

/* Of the local day: 1 for Monday, 7 for Sunday. */
int stamp_weekday(int64_t time, struct zone *zone);

/* "2026-11-20 08:00 – 09:30 CET": the day is said once if it is one day. */
const char *stamp_period(char out[2 * STAMP_SIZE], int64_t first, int64_t last,
                         struct zone *zone);

#endif
