/* SPDX-License-Identifier: MIT */
/*
 * date - dates in the manner of the language, for pages that people read.
 *
 * The forms are the words date.FORM, the names month.N, month.short.N and
 * weekday.N (1 is Monday).
 */
#ifndef CLI_DATE_H
#define CLI_DATE_H

#include "bouncestat/words.h"
#include "cli/zone.h"

#define DATE_SIZE ((size_t)96)

struct date_style {
    const struct bs_words *words;
    enum bs_lang lang;
};

/* "day": "Friday 20 November 2026"; "date": "20 Nov 2026"; "short": "20 Nov";
 * "month": "Nov 2026".
 * Returns out; empty if there is no such form. */
const char *date_text(char out[DATE_SIZE], const struct date_style *style,
                      const char *form, const struct bs_civil *civil);

/* "Friday 20 November 2026, 08:00 – 09:30 CET"; of several days "20 Nov 2026,
 * 08:00 – 21 Nov 2026, 09:30 CET". Times are seconds UTC. */
const char *date_period(char out[3 * DATE_SIZE], const struct date_style *style,
                        int64_t first, int64_t last, struct zone *zone);

/* The same of whole days: "Friday 20 November 2026". */
const char *date_days(char out[3 * DATE_SIZE], const struct date_style *style,
                      int64_t first, int64_t last, struct zone *zone);

/* Reads "2026-11-20 08:00", "2026-11-20" or "2026-11"; what is not there is
 * the first. False if it is none of them. */
bool date_parse(struct bs_civil *out, struct bs_str text);

#endif
