/* SPDX-License-Identifier: MIT */
/* event - the captures of a rule → events. Knows: base, code. */
#ifndef PARSE_EVENT_H
#define PARSE_EVENT_H

#include "bouncestat/parser.h"
#include "parse/address.h"
#include "parse/rules.h"

struct bs_captured { /* what a line gave so far */
    uint32_t set;    /* bit f: fields[f] is there; 0 is nothing */
    struct bs_str fields[BS_FIELD_COUNT];
};

_Static_assert(BS_FIELD_COUNT <= 32, "a bit for each field");

/* None, if it was not captured. */
static inline struct bs_str
bs_captured_get(const struct bs_captured *captured, enum bs_field field)
{
    return (captured->set >> field & 1) != 0 ? captured->fields[field]
                                             : (struct bs_str){0};
}

/* Adds a field; one that is there already stays. */
static inline void bs_captured_put(struct bs_captured *captured, unsigned field,
                                   struct bs_str value)
{
    if ((captured->set >> field & 1) != 0)
        return;
    captured->set |= (uint32_t)1 << field;
    captured->fields[field] = value;
}

struct bs_scratch { /* room for what has to be changed */
    char domain[BS_DOMAIN_MAX];
    char service[256];
    char text[BS_LINE_MAX];
    char address[BS_LINE_MAX];
    char sender[BS_LINE_MAX];
};

/* Adds the groups that took part; those that are there already stay. */
void bs_captured_add(struct bs_captured *captured, const struct bs_regex *regex,
                     const struct bs_rx_span *spans, struct bs_str subject);

/*
 * Completes *event, which has time, host, mta, service, rule and line, and
 * gives it to on_event for each recipient. Returns how many there were.
 */
size_t
bs_event_emit(struct bs_event *event, const struct bs_captured *captured,
              const struct bs_rule *rule, const struct bs_dialect *dialect,
              struct bs_scratch *scratch, bs_event_fn *on_event, void *context);

#endif
