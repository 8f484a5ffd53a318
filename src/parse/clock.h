/* SPDX-License-Identifier: MIT */
/* clock - stamps of one log → seconds UTC. Knows: base. */
#ifndef PARSE_CLOCK_H
#define PARSE_CLOCK_H

#include "parse/stamp.h"

typedef int64_t bs_to_utc_fn(void *context, const struct bs_civil *local);

struct bs_clock {
    bs_to_utc_fn *to_utc; /* NULL: stamps without zone are UTC */
    void *context;
    int year;       /* of the last stamp without year; 0: none yet */
    int month, day; /* of that stamp */
    int64_t
        newest; /* the log's age, to choose the first year; 0: year is given */
    uint64_t quarter;    /* the quarter of an hour that was asked last */
    int64_t quarter_utc; /* when it began */
    uint64_t turn;       /* how many quarters were asked; never 0 after one */
};

/* Starts a new log: year as bs_parser_begin() takes it. */
void bs_clock_begin(struct bs_clock *clock, int year, int64_t newest);

/* Stamps should be given in the order of the file: those without a year get
 * it from their neighbours. */
int64_t bs_clock_utc(struct bs_clock *clock, const struct bs_stamp *stamp);

#endif
