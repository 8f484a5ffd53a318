/* SPDX-License-Identifier: MIT */
/* stamp - the date and time at the head of a log line. Knows: base. */
#ifndef PARSE_STAMP_H
#define PARSE_STAMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bouncestat/parser.h"

struct bs_stamp {
    struct bs_civil civil; /* year 0: the stamp has none */
    int64_t epoch;         /* seconds UTC, if has_epoch */
    uint32_t nanosecond;
    uint8_t digits; /* fractional digits, 0-9 */
    bool has_epoch; /* civil is not set */
    bool has_zone;
    bool iso;       /* year-month-day, and a blank before the time */
    int utc_offset; /* seconds east of UTC, if has_zone */
};

/*
 * Reads a stamp at the start of text: "Nov 23 15:52:06" (with a year before,
 * between or after), "2026-11-23T15:52:06.123+01:00", "2026-11-23 15:52:06
 * +0100", "1763913126.123456", each also behind a day's name. Returns the bytes
 * used without the blank behind it; 0: no stamp.
 */
size_t bs_stamp_parse(struct bs_stamp *out, const char *text, size_t len);

#endif
