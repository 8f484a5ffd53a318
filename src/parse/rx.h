/* SPDX-License-Identifier: MIT */
/* rx - the only door to PCRE2. Knows: base. */
#ifndef PARSE_RX_H
#define PARSE_RX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bouncestat/error.h"
#include "bouncestat/str.h"

#define BS_RX_GROUPS 64 /* a pattern may not have more */

struct bs_rx;

/* Stack and limits for all matches of one thread. */
struct bs_rx_context;

BS_MUST_CHECK enum bs_status
bs_rx_context_new(struct bs_rx_context **out, struct bs_error *err);
void bs_rx_context_free(struct bs_rx_context *context);

/*
 * Compiles a pattern: blanks and comments are free, anchored at the start of
 * the subject, bytes, named groups only, names may be repeated. On failure
 * *offset is where in the pattern, and err->text only what is wrong.
 * Errors: BS_ENOMEM, BS_EPATTERN.
 */
BS_MUST_CHECK enum bs_status bs_rx_new(struct bs_rx **out,
                                       struct bs_str pattern, size_t *offset,
                                       struct bs_error *err);

/* The same for a pattern that may stand anywhere in the subject, letters of
 * either case being the same. */
BS_MUST_CHECK enum bs_status
bs_rx_search_new(struct bs_rx **out, struct bs_str pattern, size_t *offset,
                 struct bs_error *err);

/* The i-th entry of the name table; false behind the last. */
bool bs_rx_name(const struct bs_rx *rx, size_t i, struct bs_str *name,
                unsigned *group);

enum bs_rx_result { BS_RX_NO, BS_RX_YES, BS_RX_LIMIT };

/* Where group n stood in the subject; begin == BS_RX_UNSET: nowhere. */
#define BS_RX_UNSET (~(size_t)0)
struct bs_rx_span {
    size_t begin;
    size_t end;
};

/*
 * Matches. *spans points to the groups, the whole match being group 0, and
 * lives until the next match of this pattern.
 */
enum bs_rx_result
bs_rx_match(const struct bs_rx *rx, struct bs_rx_context *context,
            struct bs_str subject, const struct bs_rx_span **spans);

/*
 * The work of a match in steps of the interpreter, to compare patterns and
 * subjects without a clock; at most limit are taken. Slow: for checks only.
 * Errors: BS_ENOMEM, BS_EPATTERN.
 */
BS_MUST_CHECK enum bs_status bs_rx_steps(uint64_t *steps, struct bs_str pattern,
                                         struct bs_str subject, uint64_t limit,
                                         struct bs_error *err);

/* The same for bs_rx_search_new(). */
BS_MUST_CHECK enum bs_status
bs_rx_search_steps(uint64_t *steps, struct bs_str pattern,
                   struct bs_str subject, uint64_t limit, struct bs_error *err);

void bs_rx_free(struct bs_rx *rx);

#endif
