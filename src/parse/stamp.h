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
    uint8_t
        seconds_at;  /* where in the text the seconds stand, and where what */
    uint8_t tail_at; /* follows their fraction; both 0 if has_epoch */
};

/*
 * Reads a stamp at the start of text: "Nov 23 15:52:06" (with a year before,
 * between or after), "2026-11-23T15:52:06.123+01:00", "2026-11-23 15:52:06
 * +0100", "1763913126.123456", each also behind a day's name. Returns the bytes
 * used without the blank behind it; 0: no stamp.
 */
size_t bs_stamp_parse(struct bs_stamp *out, const char *text, size_t len);

#define BS_STAMP_MEMO 48 /* bytes of a stamp that is remembered */

struct bs_stamp_memo { /* the last stamp: neighbours often differ in seconds */
    char text[BS_STAMP_MEMO];
    size_t len; /* 0: none */
    struct bs_stamp stamp;
    uint64_t turn;  /* of the clock, when it was asked; 0: it was not */
    int64_t minute; /* when the minute began then, seconds UTC */
};

/* The same for a text that is nothing but a stamp; false if it is none. */
bool bs_stamp_again(struct bs_stamp *out, struct bs_str text,
                    struct bs_stamp_memo *memo);

#endif
