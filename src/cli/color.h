/* SPDX-License-Identifier: MIT */
/* color - whether to colour, and the colours of the severities. */
#ifndef CLI_COLOR_H
#define CLI_COLOR_H

#include <stdbool.h>
#include <stddef.h>

#include "bouncestat/str.h"
#include "cli/opt.h"

struct color_choice {
    int when; /* --color: number of the word, 0 if not given */
};

extern const struct opt color_options[];
extern const size_t color_options_count;

/* --color; else: does fd lead to a terminal, and is NO_COLOR unset? */
bool color_wanted(const struct color_choice *choice, int fd);

/* The escape sequence of "hard", "block", "soft", "info"; "" for others. */
const char *color_severity(struct bs_str severity);

#endif
