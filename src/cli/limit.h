/* SPDX-License-Identifier: MIT */
/*
 * limit - what --fail-if and its kin take: METRIC OP NUMBER[%][,min=N].
 *
 * "block_rate>5%,min=50": true if the rate is over a twentieth, of fifty
 * attempts or more.
 */
#ifndef CLI_LIMIT_H
#define CLI_LIMIT_H

#include <stdbool.h>
#include <stdint.h>

#include "bouncestat/error.h"
#include "bouncestat/str.h"

enum limit_op {
    LIMIT_OVER,     /* > */
    LIMIT_AT_LEAST, /* >= */
    LIMIT_UNDER,    /* < */
    LIMIT_AT_MOST,  /* <= */
    LIMIT_IS,       /* = or == */
    LIMIT_IS_NOT    /* != */
};

struct limit {
    const char *option;   /* that gave it, without dashes; borrowed */
    const char *text;     /* as given; borrowed */
    struct bs_str metric; /* in the text */
    enum limit_op op;
    double bound; /* 0.05 for 5% */
    bool percent;
    uint64_t min; /* of the base */
};

/* Errors: BS_EUSAGE, naming the option and the column. */
BS_MUST_CHECK enum bs_status limit_parse(struct limit *limit,
                                         const char *option, const char *text,
                                         struct bs_error *err);

/* Is it true of a value that has that base? */
bool limit_holds(const struct limit *limit, double value, double base);

#endif
