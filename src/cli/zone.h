/* SPDX-License-Identifier: MIT */
/*
 * zone - the time zone of stamps that name none, and of the reports' days.
 *
 * libc knows one zone at a time: the last zone_init() holds for all.
 */
#ifndef CLI_ZONE_H
#define CLI_ZONE_H

#include <stddef.h>
#include <stdint.h>

#include "bouncestat/error.h"
#include "bouncestat/parser.h"

struct zone {             /* remembers the last answers; for one thread */
    struct bs_civil hour; /* the local hour asked for last; year 0: none */
    int64_t hour_utc;     /* its start */
    int64_t quarter;      /* the quarter of an hour UTC asked for last, */
    int64_t offset;       /* and its seconds east of UTC */
    bool known;           /* quarter and offset are set */
};

/*
 * Sets the zone: a name ("Europe/Berlin"), a POSIX text
 * ("CET-1CEST,M3.5.0,M10.5.0/3"), UTC; NULL takes TZ or the system's.
 * Errors: BS_EUSAGE, an unknown zone.
 */
BS_MUST_CHECK enum bs_status
zone_init(struct zone *zone, const char *name, struct bs_error *err);

/*
 * Local time → seconds UTC. Of an hour that comes twice (end of summer time)
 * the first is taken; a time that the clock jumps over is moved forward by
 * the jump.
 */
int64_t zone_to_utc(struct zone *zone, const struct bs_civil *local);

/* The same as if it were UTC; a day over the month's last counts on. */
int64_t zone_plain(const struct bs_civil *civil);

/* Seconds east of UTC at a time. */
int64_t zone_offset(struct zone *zone, int64_t time);

/* Days since 1970-01-01 of the local date at a time. */
int64_t zone_day(struct zone *zone, int64_t time);

/* What the zone is called at a time: "CET", "+03"; returns out. */
const char *zone_name(char *out, size_t size, int64_t time);

/* The local date and time at a time. */
struct bs_civil zone_civil(struct zone *zone, int64_t time);

#endif
