/* SPDX-License-Identifier: MIT */
/* slow - finds out whether a pattern is open to attack. Knows: base. */
#ifndef PARSE_SLOW_H
#define PARSE_SLOW_H

#include <stdbool.h>

#include "parse/rx.h"

struct bs_slow {
    bool found;
    uint64_t
        once; /* steps of a match with the byte put in some hundred times */
    uint64_t twice; /* and with twice as many */
    char byte;
    size_t place; /* in the subject */
    bool cut;     /* the subject ends behind those bytes */
};

/*
 * Makes hostile subjects of one that the pattern reads, and looks for one with
 * which twice the bytes take far more than twice the steps.
 * Errors: BS_ENOMEM, BS_EPATTERN.
 */
BS_MUST_CHECK enum bs_status
bs_slow_find(struct bs_slow *out, struct bs_str pattern, struct bs_str subject,
             struct bs_error *err);

#endif
