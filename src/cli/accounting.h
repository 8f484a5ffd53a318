/* SPDX-License-Identifier: MIT */
/* accounting - what became of the lines of an input. */
#ifndef CLI_ACCOUNTING_H
#define CLI_ACCOUNTING_H

#include <stdint.h>

#include "bouncestat/parser.h"
#include "bouncestat/store.h"

/* Lines of any kind, and lines of mail programs. */
uint64_t accounting_lines(const struct bs_stats *lines);
uint64_t accounting_mail(const struct bs_stats *lines);

void accounting_add(struct bs_stats *sum, const struct bs_stats *more);

/* What messages call the input: its path, or "standard input". */
const char *accounting_name(const struct bs_input *input);

/* Says all counters of an input. */
void accounting_say(const struct bs_input *input);

/* Says that no line of the input comes from a mail program. */
void accounting_say_no_mail(const struct bs_input *input);

#endif
