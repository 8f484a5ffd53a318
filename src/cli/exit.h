/* SPDX-License-Identifier: MIT */
/* exit - the exit status of the program. */
#ifndef CLI_EXIT_H
#define CLI_EXIT_H

#include "bouncestat/error.h"

enum {
    EXIT_DONE = 0,
    EXIT_FINDING = 1, /* done, and there is something to see */
    EXIT_TROUBLE = 2, /* usage, input, database */
    EXIT_SIGNAL = 128 /* plus the signal's number */
};

int exit_code(enum bs_status status);

/* Says err's text and returns its exit status. */
int exit_error(const struct bs_error *err);

#endif
