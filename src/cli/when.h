/* SPDX-License-Identifier: MIT */
/* when - the times that --since and --until take. */
#ifndef CLI_WHEN_H
#define CLI_WHEN_H

#include <stdint.h>

#include "bouncestat/error.h"
#include "cli/zone.h"

/*
 * Reads "2026-11-20 08:00", "2026-11-20", "08:00", "today", "yesterday",
 * "tomorrow", "now", "-24h", "-7d", "@1763625600" and RFC 3339. Times without
 * zone are local; a day is its first second; fractions are cut off.
 * Errors: BS_EUSAGE, naming the option.
 */
BS_MUST_CHECK enum bs_status
when_parse(int64_t *out, const char *option, const char *text, int64_t now,
           struct zone *zone, struct bs_error *err);

/* Midnight of the local day of a time, some days later. */
int64_t when_midnight(int64_t time, int days, struct zone *zone);

struct when_range { /* half-open */
    int64_t since;  /* INT64_MIN: from the beginning */
    int64_t until;  /* INT64_MAX: to the end */
};

/* Both options at once; NULL texts are not given. */
BS_MUST_CHECK enum bs_status
when_range(struct when_range *out, const char *since, const char *until,
           int64_t now, struct zone *zone, struct bs_error *err);

#endif
