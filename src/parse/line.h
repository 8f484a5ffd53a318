/* SPDX-License-Identifier: MIT */
/* line - one line that carries a mark → events. Knows: base, code. */
#ifndef PARSE_LINE_H
#define PARSE_LINE_H

#include "parse/clock.h"
#include "parse/event.h"
#include "parse/shape.h"
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
    struct bs_stamp_memo memo;
    struct bs_scratch scratch;
    const struct bs_rule *rule; /* that decided the last line; NULL: none */
    bool without_forms;         /* for checks: only regexes decide */
    bs_event_fn *on_event;
    void *event_context;
};

struct bs_mark { /* the leftmost of a dialect's needles in a line */
    const struct bs_needle *needle; /* NULL: unknown */
    const char *place;
};

#define BS_ALL_NEEDLES (~(uint32_t)0)

struct bs_line { /* of a dialect */
    struct bs_str text;
    uint64_t number;              /* 1 is the first of the input */
    uint32_t needles;             /* bits of those that it holds */
    struct bs_mark mark;          /* the first of them, if that is known */
    bool bare;                    /* as bs_head_parse() takes it */
    const struct bs_shape *shape; /* that it has; NULL: unknown */
    uint8_t body;                 /* where it begins, if there is a shape */
    uint16_t service_begin;       /* in the program's name, if there is a */
    uint16_t service_end;         /* shape and the line is not bare */
};

/* Reads a line; *events is increased. */
enum bs_match bs_line_read(struct bs_liner *liner,
                           const struct bs_dialect *dialect,
                           const struct bs_line *line, uint64_t *events);

/* Reads the head of a line; false if it has none. */
bool bs_line_head(struct bs_liner *liner, const struct bs_dialect *dialect,
                  const struct bs_line *line, struct bs_head *head);

/* When a line was written, seconds UTC. */
int64_t bs_line_time(struct bs_liner *liner, const struct bs_head *head);

/* Reads how a body begins. On true, *rest is what the rules go on with, and the
 * fields are in *captured. */
bool bs_front_read(struct bs_liner *liner, const struct bs_front *front,
                   struct bs_str body, struct bs_mark mark,
                   struct bs_captured *captured, struct bs_str *rest,
                   bool *limited);

#endif
