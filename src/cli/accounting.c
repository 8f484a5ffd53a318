/* SPDX-License-Identifier: MIT */
/* accounting - what became of the lines of an input. */
#include "cli/accounting.h"

#include <inttypes.h>
#include <string.h>

#include "cli/number.h"
#include "cli/say.h"

uint64_t accounting_lines(const struct bs_stats *lines)
{
    return accounting_mail(lines) + lines->foreign;
}

uint64_t accounting_mail(const struct bs_stats *lines)
{
    return lines->matched + lines->unmatched + lines->ignored;
}

void accounting_add(struct bs_stats *sum, const struct bs_stats *more)
{
    sum->matched += more->matched;
    sum->unmatched += more->unmatched;
    sum->ignored += more->ignored;
    sum->foreign += more->foreign;
    sum->cut += more->cut;
    sum->limited += more->limited;
    sum->events += more->events;
}

const char *accounting_name(const struct bs_input *input)
{
    return strcmp(input->path, "-") == 0 ? "standard input" : input->path;
}

void accounting_say(const struct bs_input *input)
{
    const struct bs_stats *lines = &input->lines;

    say("%s: lines: %" PRIu64 ", matched: %" PRIu64 ", unmatched: %" PRIu64
        ", ignored: %" PRIu64 ", foreign: %" PRIu64 ", cut: %" PRIu64,
        accounting_name(input), accounting_lines(lines), lines->matched,
        lines->unmatched, lines->ignored, lines->foreign, lines->cut);
}

void accounting_say_no_mail(const struct bs_input *input)
{
    char room[NUMBER_SIZE];
    uint64_t lines = accounting_lines(&input->lines);

    say("%s: no mail log: 0 of %s lines come from a mail program",
        accounting_name(input), number_count(room, (int64_t)lines, BS_EN));
}
