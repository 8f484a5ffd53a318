/* SPDX-License-Identifier: MIT */
/* line - one line that carries a mark → events. Knows: base, code. */
#ifndef PARSE_LINE_H
#define PARSE_LINE_H

#include "parse/clock.h"
#include "parse/event.h"
#include "parse/tags.h"

#define BS_REPEAT_MAX                                                          \
    1000000 /* "message repeated N times" beyond is no count */

enum bs_match {
    BS_MATCHED,   /* gave events */
    BS_IGNORED,   /* an [ignore] rule says that it is no event */
    BS_UNMATCHED, /* no rule could read it */
    BS_LIMITED,   /* unmatched, since a regex hit its limit */
    BS_FOREIGN    /* the head is no head after all */
};

struct bs_liner { /* what is needed to read a line */
    struct bs_rx_context *context;
    struct bs_tags tags;
    struct bs_clock clock;
    struct bs_scratch scratch;
    bs_event_fn *on_event;
    void *event_context;
};

#define BS_ALL_NEEDLES (~(uint32_t)0)

/*
 * Reads a line of a dialect; needles are the bits of those that it holds, bare
 * as bs_head_parse() takes it. *events is increased.
 */
enum bs_match bs_line_read(struct bs_liner *liner,
                           const struct bs_dialect *dialect, struct bs_str line,
                           bool bare, uint32_t needles, uint64_t number,
                           uint64_t *events);

#endif
